using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Software;
using FamiPortal.TestKit;

namespace FamiPortal.Domain.Tests.Declarations;

/// <summary>Iris declared in 2022; what that is worth in 2024: answers to confirm, and a proof that still holds or not.</summary>
public sealed class EarlierAnswersTests
{
    private const string AcquiredOn = "dmpSoftware.declared.acquiredOn";

    [Theory, OnSqlite, OnSqlServer]
    public async Task Open_AfterAnEarlierDeclaration_ProposesWhatIsNotDeclaredAnew(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await DeclareIn2022Async(scenario);

        var opened = (await scenario.OpenAsync()).Value;

        Assert.Equal(2022, opened.Earlier!.Exercise);
        Assert.Equal(["dmp-software", "mss-mailbox"], opened.Proposed.Select(one => one.Indicator.Code));
        Assert.DoesNotContain(opened.Proposed.SelectMany(one => one.Answers.Paths), path => path == Scenario.Coordination);
    }

    [Theory, OnSqlite]
    public async Task Open_WhenSomethingIsPrefilledOrBegun_ProposesOnlyTheRest(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await DeclareIn2022Async(scenario);
        await scenario.KnowAsync(("dmpSoftware.prefilled", Facts.Yes));
        var opened = (await scenario.OpenAsync()).Value;
        Assert.Equal(["mss-mailbox"], opened.Proposed.Select(one => one.Indicator.Code));

        await scenario.SaveAsync(opened.Declaration, A.Answers((Scenario.Mailbox, "apicrypt-v2")));

        Assert.Empty((await scenario.OpenAsync()).Value.Proposed);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task TakeUp_AtOneGo_FillsTheDraftAndTransmitsNothing(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await DeclareIn2022Async(scenario);
        var opened = (await scenario.OpenAsync()).Value.Declaration;

        var taken = (await scenario.Portal.RunAsync((TakeUpEarlierAnswers useCase) => useCase.RunAsync(scenario.Iris, opened.Id, opened.DraftVersion))).Value;

        Assert.Equal("Exemple Kiné 5", taken.Answers.ValueOf(Scenario.BusinessSoftware));
        Assert.Equal("mssante-organisational", taken.Answers.ValueOf(Scenario.Mailbox));
        Assert.False(taken.Answers.Has(Scenario.Coordination));
        Assert.False(taken.IsTransmitted);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task TakeUp_OneIndicator_LeavesTheOthersProposed(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await DeclareIn2022Async(scenario);
        var opened = (await scenario.OpenAsync()).Value.Declaration;

        var taken = (await TakeAsync("mss-mailbox", opened.DraftVersion)).Value;
        var unchanged = (await TakeAsync("coordinated-care", taken.DraftVersion)).Value;

        Assert.Equal(("mssante-organisational", null), (taken.Answers.ValueOf(Scenario.Mailbox), taken.Answers.ValueOf(Scenario.BusinessSoftware)));
        Assert.Equal(taken.DraftVersion, unchanged.DraftVersion);
        Assert.Equal(["dmp-software"], (await scenario.OpenAsync()).Value.Proposed.Select(one => one.Indicator.Code));

        Task<Outcome<Declaration>> TakeAsync(string indicator, Guid version) =>
            scenario.Portal.RunAsync((TakeUpEarlierAnswers useCase) => useCase.RunAsync(scenario.Iris, opened.Id, version, indicator));
    }

    [Theory]
    [OnSqlite("principal-mailbox", 2)]
    [OnSqlite("an-option-of-2022-only", 0)]
    public async Task Open_AfterAnAnswerThatIsNoLongerOffered_DoesNotProposeWhatDependedOnIt(DatabaseProvider provider, string kind, int proposed)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var situation = (await scenario.OpenAsync()).Value.Situation;
        var earlier = new EarlierTransmission(
            2022, scenario.Portal.Clock.UtcNow, A.Answers((Scenario.Mailbox, kind), ("secureMailbox.declared.principalAttestation", "true")));

        Assert.Equal(proposed, earlier.Propose(situation, Answers.None).Sum(one => one.Answers.Paths.Count()));
    }

    [Theory, OnSqlite]
    public async Task TakeUp_OfSomebodyElse_IsNotFound(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var opened = (await scenario.OpenAsync()).Value.Declaration;

        var refused = await scenario.Portal.RunAsync((TakeUpEarlierAnswers useCase) => useCase.RunAsync(scenario.Basile, opened.Id, opened.DraftVersion));

        Assert.True(Assert.Single(refused.Problems).IsNotFound);
    }

    [Theory, OnSqlite]
    public async Task Proof_InAFirstYear_IsWantedForThatReason(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.DraftAsync();

        Assert.Equal(ProofReason.FirstYear, await NeedAsync(scenario));
    }

    [Theory, OnSqlite]
    public async Task Proof_OfWhatIsPrefilled_IsNotWanted_UntilItIsCorrected(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.KnowAsync(("dmpSoftware.prefilled", Facts.Yes));
        Assert.Equal(ProofReason.Prefilled, await NeedAsync(scenario));

        await scenario.DraftAsync();

        Assert.Equal(ProofReason.Corrected, await NeedAsync(scenario));
    }

    [Theory, OnSqlite]
    public async Task Proof_AcceptedBefore_IsSaidToHoldBeforeAnythingIsDeclared(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await DeclareIn2022Async(scenario);

        Assert.Equal(ProofReason.CarriedOver, await NeedAsync(scenario));
    }

    [Theory]
    [OnSqlite("Exemple Kiné 5", ProofReason.CarriedOver)]
    [OnSqlite("exemple kiné 5", ProofReason.CarriedOver)]
    [OnSqlite("Exemple Kiné 6", ProofReason.CarriedOver)]
    [OnSqlite("Fictikiné 3", ProofReason.EditorChanged)]
    [OnSqlite("Un autre logiciel", ProofReason.EditorChanged)]
    public async Task Proof_AcceptedBefore_HoldsForAsLongAsTheEditorStays(DatabaseProvider provider, string software, ProofReason reason)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await ImportAsync(scenario, "editeur;produit;version;profession\nFictisoft;Exemple Kiné;5;\nFictisoft;Exemple Kiné;6;\nMaquette Santé;Fictikiné;3;\n");
        await DeclareIn2022Async(scenario);
        var opened = (await scenario.OpenAsync()).Value.Declaration;

        await scenario.SaveAsync(opened, A.Answers((Scenario.BusinessSoftware, software), (Scenario.DmpSoftware, software), (AcquiredOn, "2022-05-10")));

        Assert.Equal(reason, await NeedAsync(scenario));
        Assert.Equal(
            reason == ProofReason.CarriedOver ? Rules.Verdict.Achieved : Rules.Verdict.AwaitingEvidence,
            (await scenario.OpenAsync()).Value.Estimate["dmp-software"].Verdict);
    }

    [Theory, OnSqlite]
    public async Task Import_OfAListThatLeavesAProductOut_OffersItNoMoreAndStillKnowsIt(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await ImportAsync(scenario, "editeur;produit;version;profession\nFictisoft;Exemple Kiné;5;\nFictisoft;Double;1;\nMaquette Santé;Double;1;\n");

        var second = await ImportAsync(scenario, "editeur;produit;version;profession\nFictisoft;Exemple Kiné;6;\n");

        Assert.Equal(new ImportedSoftware(1, 1, 3), second.Value);
        var offered = await scenario.Portal.RunAsync((SoftwareCatalogue catalogue) => catalogue.OfferedAsync(A.Profession));
        Assert.Equal(["Exemple Kiné 6"], offered.Select(product => product.Label));
        Assert.Equal("Maquette Santé", (await scenario.Portal.RunAsync((SoftwareCatalogue catalogue) => catalogue.FindAsync("DOUBLE 1 (maquette santé)")))!.Editor);
    }

    [Theory]
    [OnSqlite("produit;version\n", "software-header", "Ligne 1")]
    [OnSqlite("editeur;produit;version;profession\nFictisoft;Exemple;1;\n;Sans éditeur;2;\n", "software-line", "Ligne 3")]
    [OnSqlite("editeur;produit;version;profession\nFictisoft;Exemple;1;\nFictisoft;exemple;1;medecin\n", "software-twice", "Ligne 3")]
    public async Task Import_OfABrokenList_NamesTheLineAndChangesNothing(DatabaseProvider provider, string list, string code, string line)
    {
        await using var scenario = await Scenario.StartAsync(provider);

        var refused = await ImportAsync(scenario, list);

        Assert.Equal(code, Assert.Single(refused.Problems).Code);
        Assert.StartsWith(line, refused.Problems[0].Message, StringComparison.Ordinal);
        Assert.Empty(await scenario.Portal.RunAsync((SoftwareCatalogue catalogue) => catalogue.OfferedAsync(A.Profession)));
    }

    private static async Task<ProofReason> NeedAsync(Scenario scenario)
    {
        var opened = (await scenario.OpenAsync()).Value;
        var indicator = opened.RuleSet.Find("dmp-software")!;
        return opened.NeedOf(indicator, indicator.Proofs[0]).Reason;
    }

    private static async Task<Outcome<ImportedSoftware>> ImportAsync(Scenario scenario, string list)
    {
        using var reader = new StringReader(list);
        return await scenario.Portal.RunAsync((ImportSoftware useCase) => useCase.RunAsync(Actor.Portal, reader));
    }

    /// <summary>Transmitted in 2022 with a document that the fund accepted.</summary>
    private static async Task DeclareIn2022Async(Scenario scenario)
    {
        var campaign = A.Campaign().For(2022).Between(new DateOnly(2023, 1, 11), new DateOnly(2023, 3, 2)).Build();
        await scenario.Portal.SaveAsync(campaign);
        var today = scenario.Portal.Clock.UtcNow;
        scenario.Portal.Clock.Set(new DateTime(2023, 2, 1, 9, 0, 0, DateTimeKind.Utc));
        var opened = (await scenario.OpenAsync(exercise: campaign.Exercise)).Value.Declaration;
        var draft = (await scenario.SaveAsync(opened, Scenario.Complete)).Value;
        var attached = (await scenario.AttachAsync(draft)).Value;
        _ = (await scenario.TransmitAsync(draft, attached.DraftVersion)).Value;
        _ = (await scenario.AcceptAsync(attached.Uses[0])).Value;
        scenario.Portal.Clock.Set(today);
    }
}
