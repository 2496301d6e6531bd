using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Desk;
using FamiPortal.Domain.Evidence;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Evidence;

public sealed class AutomaticDecisionsTests
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Transmit_WithThePrefilledValueLeftAsItIs_IsDecidedWithoutAnAgent(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.KnowMeasuredFactsAsync();
        await scenario.KnowAsync(("dmpSoftware.prefilled", "true"));
        var opened = (await scenario.OpenAsync()).Value.Declaration;
        var saved = (await scenario.SaveAsync(opened, A.Answers((Scenario.Coordination, "cpts")))).Value;
        var attached = (await scenario.AttachAsync(saved)).Value;

        await scenario.TransmitAsync(saved, attached.DraftVersion);

        await using var db = scenario.Portal.NewContext();
        var use = await db.EvidenceUses.SingleAsync();
        Assert.True(use.IsAutomatic);
        Assert.Contains("préremplie et inchangée", use.Reason, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(A.Exercise, 12, 31), use.ValidUntil);
        var line = await db.AuditEvents.SingleAsync(happened => happened.Kind == AuditKinds.DecidedAutomatically && happened.SubjectId == use.Id);
        Assert.Equal(("FamiPortal", null), (line.ActorName, line.ActorAccountId));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Transmit_WithAProofStillValidForTheSameEditor_IsDecidedWithoutAnAgent(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.KnowMeasuredFactsAsync();
        await AcceptedForAsync(scenario, 2022);

        var (_, use) = await scenario.TransmittedAsync();

        await using var db = scenario.Portal.NewContext();
        var decided = await db.EvidenceUses.SingleAsync(any => any.Id == use.Id);
        Assert.True(decided.IsAutomatic);
        Assert.Contains("exercice 2022", decided.Reason, StringComparison.Ordinal);
        Assert.Empty((await scenario.Portal.RunAsync((AgentQueue queue) => queue.RunAsync(scenario.Agent, QueueFilter.None))).Rows);
    }

    [Theory, OnSqlite]
    public async Task Transmit_WithAnotherEditorThanTheValidProof_WaitsForAnAgent(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.KnowMeasuredFactsAsync();
        await AcceptedForAsync(scenario, 2022, "Autre logiciel 3");

        var (_, use) = await scenario.TransmittedAsync();

        await using var db = scenario.Portal.NewContext();
        Assert.Equal(EvidenceUseState.Pending, (await db.EvidenceUses.SingleAsync(any => any.Id == use.Id)).State);
        Assert.Equal(0, await db.AuditEvents.CountAsync(happened => happened.Kind == AuditKinds.DecidedAutomatically));
    }

    [Theory, OnSqlite]
    public async Task Undo_AnAutomaticDecision_GivesItToAnAgent(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await AcceptedForAsync(scenario, 2022);
        var (_, use) = await scenario.TransmittedAsync();

        var undone = await scenario.Portal.RunAsync((UndoDecision useCase) => useCase.RunAsync(scenario.Agent, use.Id));

        Assert.Equal(EvidenceUseState.Pending, undone.Value.State);
    }

    [Theory, OnSqlite]
    public async Task Transmit_OfACorrection_IsNotProvedByWhatNobodyRead(DatabaseProvider provider)
    {
        // Arrange: a document that the portal accepted, since nothing was left to judge.
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.KnowMeasuredFactsAsync();
        await scenario.KnowAsync(("dmpSoftware.prefilled", "true"));
        var opened = (await scenario.OpenAsync()).Value.Declaration;
        var attached = (await scenario.AttachAsync(opened)).Value;
        _ = (await scenario.TransmitAsync(opened, attached.DraftVersion)).Value;

        // Act: only then, a software that nobody has seen proved.
        var saved = (await scenario.SaveAsync((await scenario.OpenAsync()).Value.Declaration, Scenario.Complete)).Value;
        _ = (await scenario.TransmitAsync(saved)).Value;

        // Assert
        var review = (await scenario.Portal.RunAsync((DeclarationReview query) => query.RunAsync(scenario.Agent, opened.Id))).Value;
        Assert.Equal((0m, 590m), (review.Assessment.Amount, review.Assessment.PotentialAmount));
    }

    /// <summary>An accepted proof of an earlier exercise, decided while that campaign was open.</summary>
    private static async Task AcceptedForAsync(Scenario scenario, int exercise, string software = "Exemple Kiné 5")
    {
        var earlier = A.Campaign().For(exercise).Build();
        var declaration = new Domain.Declarations.Declaration(scenario.Practitioner, earlier, scenario.Portal.Clock.UtcNow);
        var now = scenario.Portal.Clock.UtcNow;
        declaration.Save(A.Answers((Scenario.BusinessSoftware, software), (Scenario.DmpSoftware, software)), declaration.DraftVersion, now);
        var document = new EvidenceDocument(
            scenario.Practitioner, "ancienne.pdf", new StoredFile($"ab/{Guid.NewGuid():N}", EvidenceFormat.Pdf, "application/pdf", 10, new string('0', 64)), now);
        var use = declaration.Attach(document, Scenario.DmpProof, "dmp-software", now).Value;
        declaration.Transmit(declaration.DraftVersion, new Domain.Declarations.AttestedText("Texte", "1", []), now);
        use.Accept(
            new EvidenceDecision(null, "Dominique Modèle", scenario.Fund.Name, now),
            A.Answers((Scenario.BusinessSoftware, software), (Scenario.DmpSoftware, software)), null);
        await scenario.Portal.SaveAsync(declaration);
    }
}
