using FamiPortal.Rules.Operators;
using static FamiPortal.Rules.Tests.Invented;

namespace FamiPortal.Rules.Tests.Operators;

/// <summary>The operators that look at one value: flag, named, text-listed, deadline, count.</summary>
public class SimpleTests
{
    private static readonly DateOnly YearEnd = new(2030, 12, 31);

    [Theory]
    [InlineData("""{"watch":{"sworn":true}}""", Verdict.Achieved, "oui", false)]
    [InlineData("""{"watch":{"sworn":false}}""", Verdict.NotAchieved, "non", true)]
    [InlineData("""{"watch":{}}""", Verdict.NotAchieved, "non", true)]
    [InlineData("{}", Verdict.NotAchieved, "non", true)]
    public void Flag_IsYesOrNotAchieved(string facts, Verdict verdict, string why, bool isMissing)
    {
        var (test, situation) = (new Flag(Path("watch.sworn")), Situation(facts));

        var explained = test.Explain(situation);

        Assert.Equal(verdict, Judge(test, situation));
        Assert.Equal(verdict, explained.Verdict);
        Assert.Contains(why, explained.Why, StringComparison.Ordinal);
        Assert.Equal(isMissing, explained.Missing is not null);
        Assert.Equal(["watch.sworn"], explained.Known.Select(k => k.Path));
        Assert.Equal(isMissing ? "watch.sworn=True:Answer" : "", Remedy(test, situation));
    }

    [Fact]
    public void Flag_ThatIsNotDeclared_AsksNothingOfThePractitioner()
    {
        var test = new Flag(Path("post.known"));

        Assert.Null(test.Explain(Situation()).Missing);
        Assert.Equal("post.known=True:Measure", Remedy(test, Situation()));
    }

    [Fact]
    public void Flag_DeclaredAndNeverTransmitted_CountsForNothing_AMeasureDoes()
    {
        var situation = Situation("""{"watch":{"sworn":true},"post":{"known":true}}""", isTransmitted: false);

        Assert.Equal(Verdict.NotAchieved, Judge(new Flag(Path("watch.sworn")), situation));
        Assert.Equal(Verdict.Achieved, Judge(new Flag(Path("post.known")), situation));
    }

    [Theory]
    [InlineData("\"place\":\"Phare\"", Verdict.Achieved, "renseigné")]
    [InlineData("\"place\":\"  \"", Verdict.NotAchieved, "rien n’est indiqué")]
    [InlineData("\"place\":null", Verdict.NotAchieved, "rien n’est indiqué")]
    [InlineData("", Verdict.NotAchieved, "rien n’est indiqué")]
    public void Named_NeedsMoreThanBlanks(string watch, Verdict verdict, string why)
    {
        var (test, situation) = (new Named(Path("watch.place")), Watch(watch));

        var explained = test.Explain(situation);

        Assert.Equal((verdict, verdict), (Judge(test, situation), explained.Verdict));
        Assert.Contains(why, explained.Why, StringComparison.Ordinal);
        Assert.Equal(verdict == Verdict.Achieved, explained.Missing is null);
        Assert.Equal(["watch.place"], explained.Known.Select(k => k.Path));
        Assert.Equal(verdict == Verdict.Achieved ? "" : "watch.place=<place>:Answer", Remedy(test, situation));
    }

    [Theory]
    [InlineData("\"place\":\"Phare\"", Verdict.Achieved, "Phare\u00A0: dans la liste.")]
    [InlineData("\"place\":\"phare\"", Verdict.NotAchieved, "phare\u00A0: pas dans la liste.")]
    [InlineData("", Verdict.NotAchieved, "<place>\u00A0: pas dans la liste.")]
    public void TextListed_IsExactlyOneOfTheList(string watch, Verdict verdict, string why)
    {
        var (test, situation) = (new TextListed(Path("watch.place"), new HashSet<string> { "Phare", "Port" }), Watch(watch));

        var explained = test.Explain(situation);

        Assert.Equal((verdict, verdict, why), (Judge(test, situation), explained.Verdict, explained.Why));
        Assert.Equal(verdict == Verdict.Achieved ? "" : null, Remedy(test, situation));
        Assert.Equal(["Phare\u202F; Port"], test.Details);
        Assert.Equal(["Phare", "Port"], test.Listed);
        Assert.Equal(["watch.place"], test.Reads.Select(p => p.Text));
    }

    [Fact]
    public void TextListed_OfTheSpecialty_ReadsTheSituationItself()
    {
        var test = new TextListed(FactPath.Specialty, new HashSet<string> { "Phare" });
        var situation = new Situation { Id = "s", Profession = "veilleur", Exercise = Year, Specialty = "Phare", Facts = Situation().Facts };

        Assert.Equal(Verdict.Achieved, Judge(test, situation));
        Assert.Equal(Verdict.NotAchieved, Judge(test, Situation()));
    }

    [Theory]
    [InlineData("\"since\":\"2030-12-31\"", false, Verdict.Achieved, "à temps")]
    [InlineData("\"since\":\"2031-01-01\"", false, Verdict.NotAchieved, "après le")]
    [InlineData("\"since\":\"2031-01-01\"", true, Verdict.NotAchieved, "après le")]
    [InlineData("", false, Verdict.NotAchieved, "aucune date connue")]
    [InlineData("", true, Verdict.Achieved, "aucune date n’est exigée")]
    public void Deadline_TheLimitItselfIsInTime(string watch, bool unknownCounts, Verdict verdict, string why)
    {
        var (test, situation) = (new Deadline(Path("watch.since"), YearEnd, unknownCounts), Watch(watch));

        var explained = test.Explain(situation);

        Assert.Equal((verdict, verdict), (Judge(test, situation), explained.Verdict));
        Assert.Contains(why, explained.Why, StringComparison.Ordinal);
        Assert.Equal(verdict == Verdict.Achieved, explained.Missing is null);
        Assert.Equal(["watch.since"], explained.Known.Select(k => k.Path));
        Assert.Equal(verdict == Verdict.Achieved ? "" : "watch.since=2030-12-31:Answer", Remedy(test, situation));
    }

    [Fact]
    public void Deadline_ItsRemedyHasItAsDeadline()
    {
        var change = Assert.Single(new Deadline(Path("watch.since"), YearEnd, false).Remedy(Watch())!);

        Assert.Equal(YearEnd, change.Deadline);
    }

    [Theory]
    [InlineData("watch.nights", "\"nights\":2", 2, Verdict.Achieved, "<nights>\u00A0: 2, pour au moins 2.")]
    [InlineData("watch.nights", "\"nights\":1", 2, Verdict.NotAchieved, "<nights>\u00A0: 1, pour au moins 2.")]
    [InlineData("watch.nights", "\"nights\":3", 2, Verdict.Achieved, "<nights>\u00A0: 3, pour au moins 2.")]
    [InlineData("watch.nights", "", 1, Verdict.NotAchieved, "<nights>\u00A0: 0, pour au moins 1.")]
    [InlineData("watch.nights", "", 0, Verdict.Achieved, "<nights>\u00A0: 0, pour au moins 0.")]
    [InlineData("watch.hours", "\"hours\":2.0", 2, Verdict.Achieved, "<hours>\u00A0: 2,0, pour au moins 2.")]
    [InlineData("watch.hours", "\"hours\":1.99", 2, Verdict.NotAchieved, "<hours>\u00A0: 1,99, pour au moins 2.")]
    [InlineData("watch.hours", "", 2, Verdict.NotAchieved, "<hours>\u00A0: 0, pour au moins 2.")]
    public void Count_ReachesItsMinimumExactly(string path, string watch, int atLeast, Verdict verdict, string why)
    {
        var (test, situation) = (new Count(Path(path), atLeast), Watch(watch));

        var explained = test.Explain(situation);

        Assert.Equal((verdict, verdict, why), (Judge(test, situation), explained.Verdict, explained.Why));
        Assert.Equal(verdict == Verdict.Achieved ? null : $"Il en faut au moins {atLeast}.", explained.Missing);
        Assert.Equal([path], explained.Known.Select(k => k.Path));
        Assert.Equal(verdict == Verdict.Achieved ? "" : $"{path}={atLeast}:Answer", Remedy(test, situation));
    }

    [Theory]
    [InlineData("watch.nights")]
    [InlineData("watch.hours")]
    public void Count_WhenItsRemedyIsApplied_IsAchieved_InTheNumbersOfThePath(string path)
    {
        var test = new Count(Path(path), 3);
        var change = Assert.Single(test.Remedy(Watch())!);

        Assert.Equal(Verdict.Achieved, Judge(test, Watch().With([change])));
        Assert.IsType(Path(path).Member.Type is NumberType ? typeof(ExactNumber) : typeof(long), change.Value);
    }

    [Fact]
    public void Asked_IsTheRuleFilesWords_OrTheOperatorsOwn()
    {
        Assert.Equal("<nights>\u00A0: au moins 3", new Count(Path("watch.nights"), 3).Asked);
        Assert.Equal("Trois nuits", new Count(Path("watch.nights"), 3) { Label = "Trois nuits" }.Asked);
    }
}
