using System.Text;
using FamiPortal.Rules.Operators;
using static FamiPortal.Rules.Tests.Invented;

namespace FamiPortal.Rules.Tests.Facts;

/// <summary>Vocabulary, paths, records and tables.</summary>
public class FactsTests
{
    [Theory]
    [InlineData("watch")]
    [InlineData("watch.lamp")]
    [InlineData("post.declared.place")]
    [InlineData("calls")]
    [InlineData("specialty")]
    public void Path_ToADeclaredName_IsFound(string path)
    {
        var found = Invented.Vocabulary.Path(path)!;

        Assert.Equal((path, path), (found.Text, found.ToString()));
        Assert.Equal(path.Split('.')[^1], found.Member.Name);
        Assert.Equal(path.Split('.').Length, found.Members.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Watch")]
    [InlineData("watch.")]
    [InlineData("watch.lantern")]
    [InlineData("watch.lamp.oil")]
    [InlineData("calls.made")]
    [InlineData("specialty.code")]
    public void Path_ToAnythingElse_IsNot(string path) => Assert.Null(Invented.Vocabulary.Path(path));

    [Fact]
    public void Path_BelongsToWhoBringsItsLastName()
    {
        Assert.Equal(FactOrigin.Declared, Path("watch.sworn").Origin);
        Assert.Equal(FactOrigin.Prefilled, Path("watch.kept").Origin);
        Assert.Equal((ChangeKind.Answer, ChangeKind.Measure), (ChangeKind.Of(Path("watch.sworn")), ChangeKind.Of(Path("watch.kept"))));
    }

    [Fact]
    public void Read_AnyValue_FromItsOwnPlace()
    {
        var situation = Situation("""
            {"watch":{"lamp":"wax","nights":5,"good":4,"hours":1.5,"since":"2030-03-04","sworn":true,"place":"Phare","badges":["gold"],"kept":true},
             "post":{"known":true,"declared":{"place":"Port"}},"tool":{"version":"1.2","patch":3},"calls":9,"answered":8,"rounds":{"before":true,"first":"2030-05-06"}}
            """);

        Assert.Same(Lamps.Find("wax"), Path("watch.lamp").Read(situation));
        Assert.Equal((5L, 4L, 9L, 8L, 3L), (
            Path("watch.nights").Integer(situation), Path("watch.good").Integer(situation), Path("calls").Integer(situation),
            Path("answered").Integer(situation), Path("tool.patch").Integer(situation)));
        Assert.Equal((new DateOnly(2030, 3, 4), new DateOnly(2030, 5, 6)), (Path("watch.since").Date(situation), Path("rounds.first").Date(situation)));
        Assert.Equal(("Phare", "Port"), (Path("watch.place").Read(situation), Path("post.declared.place").Read(situation)));
        Assert.Equal("1.5", Path("watch.hours").Read(situation)!.ToString());
        Assert.Same(Badges.Find("gold"), Assert.Single(Path("watch.badges").Items(situation)));
        Assert.True(Path("watch.sworn").Flag(situation) && Path("watch.kept").Flag(situation) && Path("post.known").Flag(situation) && Path("rounds.before").Flag(situation));
        Assert.False(Path("post.declared.sworn").Flag(situation));
        Assert.NotNull(Path("post.declared").Read(situation));
    }

    [Fact]
    public void Read_WhatIsMissing_IsItsNeutralValue()
    {
        var situation = Situation();

        Assert.Equal((0L, null, "none"), (Path("calls").Integer(situation), Path("watch.since").Date(situation), Path("watch.lamp").Code(situation)));
        Assert.Same(Lamps.Find("none"), Path("watch.lamp").Choice(situation));
        Assert.Empty(Path("watch.badges").Items(situation));
        Assert.Null(Path("post.declared").Read(situation));
        Assert.Null(Path("post.declared.place").Read(situation));
        Assert.False(Path("watch.sworn").Flag(situation));
    }

    [Fact]
    public void Read_AnEmptyDeclaration_IsThereAllTheSame()
    {
        Assert.NotNull(Path("post.declared").Read(Situation("""{"post":{"declared":{}}}""")));
        Assert.Null(Path("post.declared").Read(Situation("""{"post":{"declared":null}}""")));
    }

    [Fact]
    public void With_ChangesOneValueAndMakesTheRecordsOnTheWay()
    {
        var before = Situation("""{"watch":{"nights":5},"calls":9}""");

        var after = before.With([new FactChange(Path("post.declared.place"), "Port", ChangeKind.Answer, "")]);

        Assert.Equal("Port", Path("post.declared.place").Read(after));
        Assert.Same(Path("post.declared").Member.Type, Path("post.declared").Read(after));
        Assert.Same(Path("post").Member.Type, Path("post").Read(after));
        Assert.Equal((5L, 9L), (Path("watch.nights").Integer(after), Path("calls").Integer(after)));
        Assert.Null(Path("post").Read(before));
        Assert.Equal((before.Id, before.Profession, before.Exercise, before.TransmittedOn), (after.Id, after.Profession, after.Exercise, after.TransmittedOn));
        Assert.Equal(new DateOnly(2031, 2, 2), before.With([], new DateOnly(2031, 2, 2)).TransmittedOn);
    }

    [Fact]
    public void With_NoListOfChanges_IsAMistakeOfTheCaller() => Assert.Throws<ArgumentNullException>(() => Situation().With(null!));

    [Fact]
    public void With_AppliesChangesInTheirOrder()
    {
        var after = Situation().With([Change("watch.nights", 1L), Change("watch.good", 7L), Change("watch.nights", 2L)]);

        Assert.Equal((2L, 7L), (Path("watch.nights").Integer(after), Path("watch.good").Integer(after)));

        static FactChange Change(string path, long value) => new(Path(path), value, ChangeKind.Answer, "");
    }

    [Fact]
    public void Table_HoldsItsRowsOneAfterTheOther_NeutralWhereAMemberIsMissing()
    {
        var situation = Situation("""{"rounds":{"made":[{"month":3,"mode":"open","context":"guest","count":4},{"context":"far"}]}}""");

        var table = Assert.IsType<FactTable>(Path("rounds.made").Read(situation));

        Assert.Equal(2, table.Count);
        Assert.Equal([3, 1, 2, 4, 0, 2, 1, 0], table.Cells.ToArray());
        Assert.Equal([3, 1, 2, 4, 0, 2, 1, 0, 9, 9, 9, 9], table.With([9, 9, 9, 9]).Cells.ToArray());
        Assert.Equal("month", table.Type.Members[0].Name);
    }

    [Fact]
    public void Table_OfManyRows_KeepsThemAll()
    {
        var rows = string.Join(',', Enumerable.Range(1, 100).Select(n => $$"""{"context":"far","count":{{n}}}"""));

        var table = (FactTable)Path("rounds.made").Read(Situation($$$"""{"rounds":{"made":[{{{rows}}}]}}"""))!;

        Assert.Equal(100, table.Count);
        Assert.Equal(5050, table.Cells.ToArray().Where((_, i) => i % 4 == 3).Sum());
    }

    [Fact]
    public void Table_OfAnyWidth_HoldsItsRows()
    {
        var table = (FactTable)Path("shifts").Read(Situation("""{"shifts":[{"day":1,"mode":"open","count":2},{"day":3,"mode":"none","count":4}]}"""))!;

        Assert.Equal([1, 1, 2, 3, 2, 4], table.Cells.ToArray());
    }

    [Fact]
    public void Record_WhoseMembersLimitOneAnother_IsThereOnceTheyDo() =>
        Assert.NotNull(Path("watch").Read(Watch("\"nights\":2,\"good\":1")));

    [Fact]
    public void Table_FitsNumbersAndCodesOnly()
    {
        Assert.True(FactTable.Fits(Of(new IntegerType(), new EnumerationType(Lamps))));
        Assert.False(FactTable.Fits(Of()));
        Assert.False(FactTable.Fits(Of(new IntegerType(), new TextType())));
        Assert.False(FactTable.Fits(new ObjectType([Member(new IntegerType(), isNullable: true)])));
        Assert.False(FactTable.Fits(new ObjectType([Member(new IntegerType(), atMost: "a")])));
        Assert.True(new ListType(Of(new IntegerType())).IsTable);
        Assert.False(new ListType(Of(new TextType())).IsTable);
        Assert.False(new ListType(new IntegerType()).IsTable);

        static ObjectType Of(params FactType[] types) => new([.. types.Select((t, i) => Member(t, name: $"m{i}"))]);
    }

    [Theory]
    [InlineData("""{"rounds":{"made":[{"month":1}]}}""", "facts.rounds.made[0].context", "Propriété obligatoire absente.")]
    [InlineData("""{"rounds":{"made":[{"context":"far"},{"context":"far","month":13}]}}""", "facts.rounds.made[1].month", "Un nombre négatif n'est pas admis.")]
    [InlineData("""{"rounds":{"made":[{"context":"far","month":0}]}}""", "facts.rounds.made[0].month", "Un nombre négatif n'est pas admis.")]
    [InlineData("""{"rounds":{"made":[{"context":"near"}]}}""", "facts.rounds.made[0].context", "Valeur inconnue.")]
    [InlineData("""{"rounds":{"made":[{"context":1}]}}""", "facts.rounds.made[0].context", "Une chaîne de caractères est attendue.")]
    [InlineData("""{"rounds":{"made":[{"colour":1}]}}""", "facts.rounds.made[0].colour", "Propriété inconnue.")]
    [InlineData("""{"rounds":{"made":[1]}}""", "facts.rounds.made[0]", "Un objet est attendu.")]
    [InlineData("""{"rounds":{"made":{}}}""", "facts.rounds.made", "Une liste est attendue.")]
    [InlineData("""{"rounds":{"first":"2031-01-01"}}""", "facts.rounds.first", "Dans l’année.")]
    [InlineData("""{"watch":{"good":3,"nights":2}}""", "facts.watch.good", "Trop.")]
    [InlineData("""{"watch":{"good":1}}""", "facts.watch.good", "Trop.")]
    [InlineData("""{"watch":{"badges":["red","green"]}}""", "facts.watch.badges[1]", "Valeur inconnue.")]
    [InlineData("""{"watch":{"badges":"red"}}""", "facts.watch.badges", "Une liste est attendue.")]
    [InlineData("""{"watch":{"sworn":null}}""", "facts.watch.sworn", "Un booléen est attendu.")]
    [InlineData("""{"watch":{"sworn":1}}""", "facts.watch.sworn", "Un booléen est attendu.")]
    [InlineData("""{"watch":{"hours":"1"}}""", "facts.watch.hours", "Un nombre est attendu.")]
    [InlineData("""{"watch":{"hours":-0.5}}""", "facts.watch.hours", "Un nombre négatif n'est pas admis.")]
    [InlineData("""{"watch":{"nights":-1}}""", "facts.watch.nights", "Un nombre négatif n'est pas admis.")]
    [InlineData("""{"watch":{"nights":1.5}}""", "facts.watch.nights", "Un nombre entier est attendu.")]
    [InlineData("""{"watch":{"nights":"1"}}""", "facts.watch.nights", "Un nombre entier est attendu.")]
    [InlineData("""{"watch":{"nights":1000000000000000000}}""", "facts.watch.nights", "Ce nombre est trop grand.")]
    [InlineData("""{"watch":{"nights":-1000000000000000000}}""", "facts.watch.nights", "Un nombre négatif n'est pas admis.")]
    [InlineData("""{"watch":{"nights":1e30}}""", "facts.watch.nights", "Ce nombre est trop grand.")]
    [InlineData("""{"watch":{"nights":-1e30}}""", "facts.watch.nights", "Un nombre négatif n'est pas admis.")]
    [InlineData("""{"watch":{"place":7}}""", "facts.watch.place", "Une chaîne de caractères est attendue.")]
    [InlineData("""{"watch":{"since":"2030-02-29"}}""", "facts.watch.since", "Cette date n'existe pas.")]
    [InlineData("""{"watch":{"since":"2030-13-01"}}""", "facts.watch.since", "Cette date n'existe pas.")]
    [InlineData("""{"watch":{"since":"2030-00-01"}}""", "facts.watch.since", "Cette date n'existe pas.")]
    [InlineData("""{"watch":{"since":"2030-01-00"}}""", "facts.watch.since", "Cette date n'existe pas.")]
    [InlineData("""{"watch":{"since":"2030/01/01"}}""", "facts.watch.since", "Une date de la forme AAAA-MM-JJ est attendue.")]
    [InlineData("""{"watch":{"since":"2030-01/01"}}""", "facts.watch.since", "Une date de la forme AAAA-MM-JJ est attendue.")]
    [InlineData("""{"watch":{"since":"2030-01-1"}}""", "facts.watch.since", "Une date de la forme AAAA-MM-JJ est attendue.")]
    [InlineData("""{"watch":{"since":"2030-01-011"}}""", "facts.watch.since", "Une date de la forme AAAA-MM-JJ est attendue.")]
    [InlineData("""{"watch":{"since":"2030-0a-01"}}""", "facts.watch.since", "Une date de la forme AAAA-MM-JJ est attendue.")]
    [InlineData("""{"watch":{"since":"203a-01-01"}}""", "facts.watch.since", "Une date de la forme AAAA-MM-JJ est attendue.")]
    [InlineData("""{"watch":{"since":"2030-01-0a"}}""", "facts.watch.since", "Une date de la forme AAAA-MM-JJ est attendue.")]
    [InlineData("""{"watch":{"since":"2030-01-01T00:00:00Z"}}""", "facts.watch.since", "Une date de la forme AAAA-MM-JJ est attendue.")]
    [InlineData("""{"watch":{"since":20300101}}""", "facts.watch.since", "Une date de la forme AAAA-MM-JJ est attendue.")]
    [InlineData("""{"tool":{"version":"1"}}""", "facts.tool.version", "La version doit être écrite comme « 1.40 ».")]
    [InlineData("""{"tool":{"version":1.4}}""", "facts.tool.version", "Une chaîne de caractères est attendue.")]
    [InlineData("""{"post":{"declared":1}}""", "facts.post.declared", "Un objet est attendu.")]
    [InlineData("""{"post":{"declared":{"place":"a","colour":2}}}""", "facts.post.declared.colour", "Propriété inconnue.")]
    [InlineData("""{"post":null}""", "facts.post", "Un objet est attendu.")]
    [InlineData("""{"oath":{}}""", "facts.oath.said", "Propriété obligatoire absente.")]
    [InlineData("""{"watch":{"nights":-1.0}}""", "facts.watch.nights", "Un nombre négatif n'est pas admis.")]
    public void Read_AFactOfAnotherShape_IsRefusedWithItsPlaceAndASentence(string facts, string path, string message)
    {
        var error = Read(facts).Error!;

        Assert.Equal((SituationError.InvalidFact, path, message), (error.Code, error.Path, error.Message));
    }

    [Theory]
    [InlineData("""{"watch":{"good":2,"nights":2}}""")]
    [InlineData("""{"watch":{"nights":999999999999999999}}""")]
    [InlineData("""{"watch":{"nights":2.00}}""")]
    [InlineData("""{"watch":{"nights":256}}""")]
    [InlineData("""{"watch":{"since":"0001-01-01"}}""")]
    [InlineData("""{"oath":{"said":false}}""")]
    [InlineData("""{"watch":{"since":null,"place":null}}""")]
    [InlineData("""{"watch":{"since":"2030\u002d01-01"}}""")]
    [InlineData("""{"watch":{"since":"2032-02-29"}}""")]
    [InlineData("""{"post":{"declared":null}}""")]
    [InlineData("""{"rounds":{"first":"2030-12-31"}}""")]
    [InlineData("""{"rounds":{"made":[]}}""")]
    [InlineData("""{"rounds":{"made":[{"month":12,"context":"far"},{"month":1,"context":"far"}]}}""")]
    [InlineData("""{"calls":1,"watch":{},"answered":0}""")]
    public void Read_AFactAtItsLimits_IsTaken(string facts) => Assert.Null(Read(facts).Error);

    [Theory]
    [InlineData("""{"watch":{"nights":1,"nights":1}}""")]
    [InlineData("""{"calls":1,"watch":{},"calls":1}""")]
    [InlineData("""{"post":{"declared":{},"declared":{}}}""")]
    [InlineData("""{"rounds":{"made":[{"context":"far","context":"far"}]}}""")]
    public void Read_APropertyWrittenTwice_IsNoJson(string facts) => Assert.Equal(SituationError.MalformedJson, Read(facts).Error!.Code);

    [Fact]
    public void Enumeration_FindsItsCodes_AndTabulatesThem()
    {
        Assert.Equal("Cire", Lamps.Find("wax")!.Label);
        Assert.Null(Lamps.Find("Wax"));
        Assert.Equal([false, true, false, true], Lamps.TableOf(["none", "wax"]));
        Assert.Equal([0, 1, 2, 3], Lamps.Values.Select(v => v.Index));
    }

    [Fact]
    public void Canonical_CoversEverythingThatDecides()
    {
        Assert.Equal(
            "rounds:{before:bool@Measured<=,first:date in exercise?@Measured<=,made:[{month:int 1..12@Measured<=,mode:enum(sealed|open|none)@Measured<=,context:enum(plain|far|guest)!@Measured<=,count:int 0..@Measured<=}]@Measured<=}@Measured",
            Path("rounds").Member.Canonical);
        Assert.Contains("good:int 0..@Declared<=nights,hours:number@Declared<=,since:date?@Declared<=", Path("watch").Member.Canonical, StringComparison.Ordinal);
        Assert.Contains("place:text?", Path("watch").Member.Canonical, StringComparison.Ordinal);
        Assert.Contains("version:version", Path("tool").Member.Canonical, StringComparison.Ordinal);
    }

    private static FactMember Member(FactType type, string name = "m", bool isNullable = false, string? atMost = null) =>
        new() { Name = name, Type = type, Origin = FactOrigin.Measured, Label = name, IsNullable = isNullable, AtMost = atMost };

    private static SituationReading Read(string facts) => SituationReader.Read(
        Encoding.UTF8.GetBytes($$"""{"id":"v","profession":"veilleur","exercise":{{Year}},"facts":{{facts}}}"""),
        Invented.Catalogue(RuleSet(Indicator("one", Part("base"), 1, new Flag(Path("watch.sworn"))))));
}
