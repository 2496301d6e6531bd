using FamiPortal.Rules.Operators;
using static FamiPortal.Rules.Tests.Invented;

namespace FamiPortal.Rules.Tests.Operators;

/// <summary>The operators over closed lists: choice, devices, version with its amendments, evidence.</summary>
public class ListsTests
{
    private static readonly Dictionary<string, string> Refused = new() { ["wax"] = "La cire coule." };

    private static readonly Choice Lamp = new(
        Path("watch.lamp"), new Dictionary<string, Operator?> { ["oil"] = null, ["gas"] = new Flag(Path("watch.sworn")) }, Refused);

    [Theory]
    [InlineData("\"lamp\":\"oil\"", Verdict.Achieved, "<lamp>\u00A0: Huile.", null)]
    [InlineData("\"lamp\":\"gas\",\"sworn\":true", Verdict.Achieved, "<lamp>\u00A0: Gaz. <sworn>\u00A0: oui.", null)]
    [InlineData("\"lamp\":\"gas\"", Verdict.NotAchieved, "<lamp>\u00A0: Gaz. <sworn>\u00A0: non.", "Il manque une déclaration\u00A0: <sworn>.")]
    [InlineData("\"lamp\":\"wax\"", Verdict.NotAchieved, "La cire coule.", "Il manque une réponse qui compte\u00A0: Huile\u202F; Gaz.")]
    [InlineData("\"lamp\":\"none\"", Verdict.NotAchieved, "<lamp>\u00A0: rien n’est déclaré qui compte.", "Il manque une réponse qui compte\u00A0: Huile\u202F; Gaz.")]
    [InlineData("", Verdict.NotAchieved, "<lamp>\u00A0: rien n’est déclaré qui compte.", "Il manque une réponse qui compte\u00A0: Huile\u202F; Gaz.")]
    public void Choice_CountsOrIsRefusedWithItsReason(string watch, Verdict verdict, string why, string? missing)
    {
        var situation = Watch(watch);

        var explained = Lamp.Explain(situation);

        Assert.Equal((verdict, verdict, why, missing), (Judge(Lamp, situation), explained.Verdict, explained.Why, explained.Missing));
        Assert.Equal(["watch.lamp"], explained.Known.Select(k => k.Path));
        Assert.Equal(watch.Contains("gas", StringComparison.Ordinal) ? 1 : 0, explained.Parts.Count);
    }

    [Theory]
    [InlineData("\"lamp\":\"oil\"", "")]
    [InlineData("\"lamp\":\"gas\",\"sworn\":true", "")]
    [InlineData("\"lamp\":\"gas\"", "watch.sworn=True:Answer")]
    [InlineData("\"lamp\":\"wax\"", "watch.lamp=oil:Answer")]
    [InlineData("", "watch.lamp=oil:Answer")]
    public void Choice_ItsRemedyIsTheAnswerWithTheLeastConditions(string watch, string remedy) =>
        Assert.Equal(remedy, Remedy(Lamp, Watch(watch)));

    [Fact]
    public void Choice_WhenAConditionIsAlreadyMet_TakesTheFirstOfTheLeast()
    {
        var conditional = new Choice(
            Path("watch.lamp"),
            new Dictionary<string, Operator?> { ["gas"] = new Flag(Path("watch.sworn")), ["oil"] = new Flag(Path("watch.kept")), ["wax"] = null },
            new Dictionary<string, string>());

        Assert.Equal("watch.lamp=wax:Answer", Remedy(conditional, Watch()));
        Assert.Equal("watch.lamp=oil:Answer", Remedy(conditional, Watch("\"kept\":true")));
        Assert.Equal("watch.lamp=gas:Answer", Remedy(conditional, Watch("\"kept\":true,\"sworn\":true")));
    }

    [Fact]
    public void Choice_WhenNoAnswerCanBeMadeToCount_HasNoRemedy()
    {
        var closed = new Choice(
            Path("watch.lamp"), new Dictionary<string, Operator?> { ["gas"] = Always(Verdict.NotAchieved) }, new Dictionary<string, string>());

        Assert.Null(Remedy(closed, Watch()));
        Assert.Null(Remedy(closed, Watch("\"lamp\":\"gas\"")));
    }

    [Fact]
    public void Choice_WhenOneAnswerCannotBeMadeToCount_TakesAnother()
    {
        var half = new Choice(
            Path("watch.lamp"),
            new Dictionary<string, Operator?> { ["gas"] = Always(Verdict.NotAchieved), ["oil"] = new Flag(Path("watch.sworn")) },
            new Dictionary<string, string>());

        Assert.Equal("watch.lamp=oil:Answer watch.sworn=True:Answer", Remedy(half, Watch()));
    }

    [Fact]
    public void Choice_TellsWhatCountsAndWhatDoesNot()
    {
        Assert.Equal(["Comptent\u00A0: Huile\u202F; Gaz (<sworn>)", "Ne compte pas\u00A0: Cire. La cire coule."], Lamp.Details);
        Assert.Equal(["oil", "gas"], Lamp.Accepted);
        Assert.IsType<Flag>(Assert.Single(Lamp.Parts));
        Assert.Same(Refused, Lamp.Refused);
        Assert.Same(Lamps, Lamp.Enumeration);
        Assert.Equal(2, Lamp.Flatten().Count);
    }

    private static readonly AnyListed Badge = new(
        Path("watch.badges"), new HashSet<string> { "red", "gold" }, new Dictionary<string, string> { ["blue"] = "Le bleu ne compte pas." });

    [Theory]
    [InlineData("\"badges\":[\"red\"]", Verdict.Achieved, "<badges>\u00A0: Rouge.", "")]
    [InlineData("\"badges\":[\"blue\",\"gold\",\"red\"]", Verdict.Achieved, "<badges>\u00A0: Or et Rouge.", "")]
    [InlineData("\"badges\":[\"blue\"]", Verdict.NotAchieved, "Le bleu ne compte pas.", "watch.badges=[blue,red]:Answer")]
    [InlineData("\"badges\":[]", Verdict.NotAchieved, "<badges>\u00A0: rien n’est déclaré.", "watch.badges=[red]:Answer")]
    [InlineData("", Verdict.NotAchieved, "<badges>\u00A0: rien n’est déclaré.", "watch.badges=[red]:Answer")]
    public void AnyListed_OneThatCountsIsEnough(string watch, Verdict verdict, string why, string remedy)
    {
        var situation = Watch(watch);

        var explained = Badge.Explain(situation);

        Assert.Equal((verdict, verdict, why), (Judge(Badge, situation), explained.Verdict, explained.Why));
        Assert.Equal(verdict == Verdict.Achieved, explained.Missing is null);
        Assert.Equal(["watch.badges"], explained.Known.Select(k => k.Path));
        Assert.Equal(remedy, Remedy(Badge, situation));
    }

    [Fact]
    public void AnyListed_ACodeWithoutAReason_IsToldFromNothing()
    {
        var silent = new AnyListed(Path("watch.badges"), new HashSet<string> { "gold" }, new Dictionary<string, string>());

        Assert.Equal("Aucun des équipements déclarés n’est dans la liste de la profession.", silent.Explain(Watch("\"badges\":[\"blue\"]")).Why);
        Assert.Equal("watch.badges=[blue,gold]:Answer", Remedy(silent, Watch("\"badges\":[\"blue\"]")));
    }

    [Fact]
    public void AnyListed_TellsWhatCountsAndWhatDoesNot()
    {
        Assert.Equal(["Comptent\u00A0: Rouge\u202F; Or", "Ne compte pas\u00A0: Bleu. Le bleu ne compte pas."], Badge.Details);
        Assert.Equal(["gold", "red"], Badge.Accepted.Order());
        Assert.Equal(["blue"], Badge.Refused.Keys);
    }

    private static readonly VersionAtLeast Tool = Version("red", "gold");

    [Theory]
    [InlineData("2.10", 7, "red,gold", Verdict.Achieved, "Version 2.10 addendum 7, à jour.", null)]
    [InlineData("2.10", 8, "gold,blue,red", Verdict.Achieved, "Version 2.10 addendum 8, à jour.", null)]
    [InlineData("2.10", 6, "red,gold", Verdict.NotAchieved, "Version 2.10 addendum 6, trop ancienne.", "Il fallait la version 2.10 addendum 7.")]
    [InlineData("2.11", 0, "red,gold", Verdict.Achieved, "Version 2.11 addendum 0, à jour.", null)]
    [InlineData("2.9", 9, "red,gold", Verdict.NotAchieved, "Version 2.9 addendum 9, trop ancienne.", "Il fallait la version 2.10 addendum 7.")]
    [InlineData("3.0", 0, "red,gold", Verdict.Achieved, "Version 3.0 addendum 0, à jour.", null)]
    [InlineData("1.99", 99, "red,gold", Verdict.NotAchieved, "Version 1.99 addendum 99, trop ancienne.", "Il fallait la version 2.10 addendum 7.")]
    [InlineData("2.10", 7, "red", Verdict.NotAchieved, "Version 2.10 addendum 7, sans Or.", "Il manque Or.")]
    [InlineData("2.10", 7, "", Verdict.NotAchieved, "Version 2.10 addendum 7, sans Rouge ni Or.", "Il manque Rouge et Or.")]
    [InlineData("2.10", 6, "red", Verdict.NotAchieved, "Version 2.10 addendum 6, trop ancienne.", "Il fallait la version 2.10 addendum 7.")]
    public void Version_IsRecentAndHasItsAmendments(string version, int patch, string badges, Verdict verdict, string why, string? missing)
    {
        var situation = ToolOf(version, patch, badges);

        var explained = Tool.Explain(situation);

        Assert.Equal((verdict, verdict, why, missing), (Judge(Tool, situation), explained.Verdict, explained.Why, explained.Missing));
        Assert.Equal(["tool.version", "tool.patch", "tool.badges"], explained.Known.Select(k => k.Path));
    }

    [Fact]
    public void Version_ThatNobodyKnows_IsNotAchieved()
    {
        Assert.Equal(Verdict.NotAchieved, Judge(Tool, Situation()));
        Assert.Equal("Aucune version connue.", Tool.Explain(Situation()).Why);
    }

    [Fact]
    public void Version_WithoutAmendments_AsksForNone()
    {
        Assert.Equal(Verdict.Achieved, Judge(Version(), ToolOf("2.10", 7, "")));
        Assert.Equal("Version 2.10 addendum 7", Version().Asked);
        Assert.Equal("Version 2.10 addendum 7, avec Rouge et Or", Tool.Asked);
    }

    [Fact]
    public void Version_ItsRemedyBringsAllOfItAndKeepsTheOtherAmendments()
    {
        Assert.Equal("", Remedy(Tool, ToolOf("2.10", 7, "red,gold")));
        Assert.Equal(
            "tool.version=2.10:Measure tool.patch=7:Measure tool.badges=[blue,gold,red]:Measure",
            Remedy(Tool, ToolOf("2.9", 7, "blue,gold")));
        Assert.Equal(Verdict.Achieved, Judge(Tool, Situation().With(Tool.Remedy(Situation())!)));
    }

    private static readonly EvidenceAccepted Evidence = new(Path("watch.proof"), Path("watch.kept"));

    [Theory]
    [InlineData("", Verdict.AwaitingEvidence, "Aucun justificatif", "Il manque un justificatif.", "watch.proof=accepted:Evidence")]
    [InlineData("\"proof\":\"none\"", Verdict.AwaitingEvidence, "Aucun justificatif", "Il manque un justificatif.", "watch.proof=accepted:Evidence")]
    [InlineData("\"proof\":\"pending\"", Verdict.AwaitingEvidence, "attend la décision", "Il manque la décision de la caisse sur le justificatif.", "watch.proof=accepted:Decision")]
    [InlineData("\"proof\":\"rejected\"", Verdict.NotAchieved, "refusé", "Il manque un justificatif que la caisse accepte.", "watch.proof=accepted:Evidence")]
    [InlineData("\"proof\":\"accepted\"", Verdict.Achieved, "a été validé", null, "")]
    [InlineData("\"proof\":\"rejected\",\"kept\":true", Verdict.Achieved, "reste valable", null, "")]
    [InlineData("\"kept\":true", Verdict.Achieved, "reste valable", null, "")]
    public void Evidence_IsWhatTheFundDecided_AndACarriedOverProofWins(string watch, Verdict verdict, string why, string? missing, string remedy)
    {
        var situation = Watch(watch);

        var explained = Evidence.Explain(situation);

        Assert.Equal((verdict, verdict, missing), (Judge(Evidence, situation), explained.Verdict, explained.Missing));
        Assert.Contains(why, explained.Why, StringComparison.Ordinal);
        Assert.Equal(["watch.proof", "watch.kept"], explained.Known.Select(k => k.Path));
        Assert.Equal(remedy, Remedy(Evidence, situation));
    }

    [Fact]
    public void Evidence_BeforeTheTransmission_IsAwaited() =>
        Assert.Equal(Verdict.AwaitingEvidence, Judge(Evidence, Watch("\"proof\":\"accepted\"", isTransmitted: false)));

    private static VersionAtLeast Version(params string[] badges) => new(
        Path("tool.version"), Path("tool.patch"), Path("tool.badges"), FactVersion.Parse("2.10")!, 7, [.. badges.Select(b => Badges.Find(b)!)]);

    private static Situation ToolOf(string version, int patch, string badges) => Situation(
        $$$"""{"tool":{"version":"{{{version}}}","patch":{{{patch}}},"badges":[{{{string.Join(',', badges.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(b => $"\"{b}\""))}}}]}}""");
}
