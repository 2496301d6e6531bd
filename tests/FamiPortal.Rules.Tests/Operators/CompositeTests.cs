using FamiPortal.Rules.Operators;
using static FamiPortal.Rules.Tests.Invented;

namespace FamiPortal.Rules.Tests.Operators;

/// <summary>The operators made of others: all-of, any-of, unless, prefilled-or-declared.</summary>
public class CompositeTests
{
    private static readonly FactChange Sworn = new(Path("watch.sworn"), true, ChangeKind.Answer, "a");
    private static readonly FactChange Placed = new(Path("watch.place"), "Phare", ChangeKind.Answer, "c");
    private static readonly FactChange Called = new(Path("calls"), 3L, ChangeKind.Measure, "d");
    private static readonly FactChange Nights = new(Path("watch.nights"), 4L, ChangeKind.Measure, "b");

    public static TheoryData<Verdict, Verdict, Verdict, Verdict> Pairs => new()
    {
        // one, other, all of them, any of them
        { Verdict.Achieved, Verdict.Achieved, Verdict.Achieved, Verdict.Achieved },
        { Verdict.Achieved, Verdict.AwaitingEvidence, Verdict.AwaitingEvidence, Verdict.Achieved },
        { Verdict.Achieved, Verdict.NotAchieved, Verdict.NotAchieved, Verdict.Achieved },
        { Verdict.AwaitingEvidence, Verdict.NotAchieved, Verdict.NotAchieved, Verdict.AwaitingEvidence },
        { Verdict.AwaitingEvidence, Verdict.AwaitingEvidence, Verdict.AwaitingEvidence, Verdict.AwaitingEvidence },
        { Verdict.NotAchieved, Verdict.NotAchieved, Verdict.NotAchieved, Verdict.NotAchieved },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void AllOf_TheWeakestDecides_AnyOf_TheStrongest(Verdict one, Verdict other, Verdict all, Verdict any)
    {
        foreach (var tests in new Operator[][] { [Always(one), Always(other)], [Always(other), Always(one)] })
        {
            var (allOf, anyOf) = (new AllOf(tests), new AnyOf(tests));

            var (explainedAll, explainedAny) = (allOf.Explain(Watch()), anyOf.Explain(Watch()));

            Assert.Equal((all, any), (Judge(allOf, Watch()), Judge(anyOf, Watch())));
            Assert.Equal((all, any), (explainedAll.Verdict, explainedAny.Verdict));
            Assert.Equal(all == Verdict.Achieved ? "Toutes les conditions sont remplies." : $"Why {all}.", explainedAll.Why);
            Assert.Equal(any == Verdict.NotAchieved ? "Aucune des conditions possibles n’est remplie." : $"Why {any}.", explainedAny.Why);
            Assert.Equal(all == Verdict.Achieved ? null : $"Missing {all}.", explainedAll.Missing);
            Assert.Equal(any == Verdict.Achieved ? null : $"Missing {any}.", explainedAny.Missing);
            Assert.Equal((2, 2), (explainedAll.Parts.Count, explainedAny.Parts.Count));
            Assert.Equal((tests, tests), (allOf.Parts, anyOf.Parts));
            Assert.Equal((3, 0), (anyOf.Flatten().Count, anyOf.Reads.Count));
        }
    }

    [Fact]
    public void AllOf_TellsEverythingThatIsMissing_AnyOf_TellsTheChoices()
    {
        Operator[] tests = [new Flag(Path("watch.sworn")), new Named(Path("watch.place"))];

        Assert.Equal("Il manque une déclaration\u00A0: <sworn>. Il manque\u00A0: <place>.", new AllOf(tests).Explain(Watch()).Missing);
        Assert.Equal("Il manque une déclaration\u00A0: <sworn>. Ou bien : Il manque\u00A0: <place>.", new AnyOf(tests).Explain(Watch()).Missing);
        Assert.Equal("Il manque\u00A0: <place>.", new AllOf(tests).Explain(Watch("\"sworn\":true")).Missing);
    }

    [Fact]
    public void AllOf_NeedsEveryRemedy_AndEachSeesTheOnesBefore()
    {
        Operator[] tests = [new Flag(Path("watch.sworn")), new Unless(new Flag(Path("watch.kept")), "Non."), new Flag(Path("watch.sworn"))];

        Assert.Equal("watch.sworn=True:Answer", Remedy(new AllOf(tests), Watch()));
        Assert.Equal("", Remedy(new AllOf(tests), Watch("\"sworn\":true")));
        Assert.Equal("watch.sworn=True:Answer watch.kept=False:Measure", Remedy(new AllOf(tests), Watch("\"kept\":true")));
        Assert.Null(Remedy(new AllOf([.. tests, Always(Verdict.NotAchieved)]), Watch()));
    }

    [Fact]
    public void AnyOf_TakesTheShortestRemedy_ThenTheOneInThePractitionersHands()
    {
        var impossible = Always(Verdict.NotAchieved);
        var (answer, measure, both) = (Of(Sworn), Of(Nights), Of(Sworn, Nights));

        Assert.Equal("watch.sworn=True:Answer", Remedy(new AnyOf([impossible, both, measure, answer]), Watch()));
        Assert.Equal("watch.sworn=True:Answer", Remedy(new AnyOf([answer, measure, both]), Watch()));
        Assert.Equal("watch.nights=4:Measure", Remedy(new AnyOf([both, measure]), Watch()));
        Assert.Equal("watch.sworn=True:Answer watch.nights=4:Measure", Remedy(new AnyOf([both, impossible]), Watch()));
        Assert.Equal("", Remedy(new AnyOf([answer, Always(Verdict.Achieved)]), Watch()));
        Assert.Equal("", Remedy(new AnyOf([Always(Verdict.Achieved), Always(Verdict.Achieved)]), Watch()));
        Assert.Null(Remedy(new AnyOf([impossible, impossible]), Watch()));
    }

    [Fact]
    public void AnyOf_OfRemediesOfOneLength_TheHardestChangeDecides_ThenTheFirst()
    {
        var (answers, mixed, measures) = (Of(Sworn, Placed), Of(Sworn, Nights), Of(Nights, Called));

        Assert.Equal("watch.sworn=True:Answer", Remedy(new AnyOf([Of(Sworn), Of(Placed)]), Watch()));
        Assert.Equal("watch.sworn=True:Answer watch.place=Phare:Answer", Remedy(new AnyOf([mixed, answers]), Watch()));
        Assert.Equal("watch.nights=4:Measure calls=3:Measure", Remedy(new AnyOf([measures, mixed]), Watch()));
    }

    [Fact]
    public void Flatten_BeginsWithTheTestItself()
    {
        var (inner, outer) = (Always(Verdict.Achieved), Always(Verdict.NotAchieved));
        var all = new AllOf([new AnyOf([inner]), outer]);

        Assert.Equal([all, all.Parts[0], inner, outer], all.Flatten());
    }

    [Theory]
    [InlineData(Verdict.Achieved, Verdict.NotAchieved)]
    [InlineData(Verdict.AwaitingEvidence, Verdict.NotAchieved)]
    [InlineData(Verdict.NotAchieved, Verdict.Achieved)]
    public void Unless_IsMetAsLongAsTheExclusionIsNot_EvenAwaitingItsProof(Verdict inner, Verdict verdict)
    {
        var test = new Unless(Always(inner), "C’est exclu.");

        var explained = test.Explain(Watch());

        Assert.Equal((verdict, verdict), (Judge(test, Watch()), explained.Verdict));
        Assert.Equal(verdict == Verdict.Achieved ? "Rien ne s’y oppose." : "C’est exclu.", explained.Why);
        Assert.Equal(verdict == Verdict.Achieved ? null : "Il manque une autre réponse.", explained.Missing);
        Assert.Equal(verdict == Verdict.Achieved ? "" : null, Remedy(test, Watch()));
        Assert.Equal(["C’est exclu."], test.Details);
        Assert.Single(test.Parts);
        Assert.Empty(test.Reads);
    }

    [Fact]
    public void Unless_AFlag_IsRemediedByTakingItAway() =>
        Assert.Equal("watch.sworn=False:Answer", Remedy(new Unless(new Flag(Path("watch.sworn")), "Non."), Watch("\"sworn\":true")));

    private static readonly PrefilledOrDeclared Post = new(Path("post.known"), Path("post.declared"), new Flag(Path("post.declared.sworn")));

    [Theory]
    [InlineData("""{"known":true}""", Verdict.Achieved, "Prérempli par l’Assurance Maladie", "")]
    [InlineData("""{"known":true,"declared":null}""", Verdict.Achieved, "Prérempli par l’Assurance Maladie", "")]
    [InlineData("""{"known":false}""", Verdict.NotAchieved, "Rien n’est prérempli", "post.declared.sworn=True:Answer")]
    [InlineData("{}", Verdict.NotAchieved, "Rien n’est prérempli", "post.declared.sworn=True:Answer")]
    [InlineData("""{"known":true,"declared":{}}""", Verdict.NotAchieved, "Votre déclaration remplace", "post.declared.sworn=True:Answer")]
    [InlineData("""{"known":false,"declared":{"sworn":true}}""", Verdict.Achieved, "Votre déclaration remplace", "")]
    public void PrefilledOrDeclared_ADeclarationReplacesWhatWasPrefilled(string post, Verdict verdict, string why, string remedy)
    {
        var situation = Situation($$"""{"post":{{post}}}""");

        var explained = Post.Explain(situation);

        Assert.Equal((verdict, verdict), (Judge(Post, situation), explained.Verdict));
        Assert.StartsWith(why, explained.Why, StringComparison.Ordinal);
        Assert.Equal(verdict == Verdict.Achieved, explained.Missing is null);
        Assert.Equal(why.StartsWith("Votre", StringComparison.Ordinal) ? 1 : 0, explained.Parts.Count);
        Assert.Equal(remedy, Remedy(Post, situation));
    }

    [Fact]
    public void PrefilledOrDeclared_ADeclarationThatWasNotTransmitted_ReplacesNothing()
    {
        var situation = Situation("""{"post":{"known":true,"declared":{}}}""", isTransmitted: false);

        Assert.Equal(Verdict.Achieved, Judge(Post, situation));
    }

    [Fact]
    public void PrefilledOrDeclared_ShowsThePrefilledValue_AndIsDecidedByBoth()
    {
        Assert.Equal(["post.known"], Post.Reads.Select(p => p.Text));
        Assert.Equal(["post.known", "post.declared"], Post.AllReads().Select(p => p.Text));
        Assert.Equal(("post.known", "post.declared"), (Post.Prefilled.Text, Post.Declared.Text));
        Assert.IsType<Flag>(Assert.Single(Post.Parts));
        Assert.Equal(["watch.sworn"], new Flag(Path("watch.sworn")).AllReads().Select(p => p.Text));
    }

    [Fact]
    public void Rate_OfAnInnerTest_IsThatOfTheWhole()
    {
        var rate = new Rate(Path("answered"), Path("calls"), new Threshold(new Ratio(1, 2), "1/2"));
        var indicator = Indicator("i", Part("p"), 1, new AllOf([Always(Verdict.Achieved), rate]));
        Ratio counted = default;

        new AllOf([rate, Always(Verdict.Achieved)]).Judge(Situation("""{"calls":8,"answered":5}"""), ref counted);

        Assert.Equal(new Ratio(5, 8), counted);
        Assert.True(indicator.HasRate);
        Assert.False(Indicator("i", Part("p"), 1, new AllOf([Always(Verdict.Achieved)])).HasRate);
    }

    private static Operator Of(params FactChange[] remedy) => Always(Verdict.NotAchieved, remedy);
}
