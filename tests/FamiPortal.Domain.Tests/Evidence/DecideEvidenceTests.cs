using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Mail;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Settlement;
using FamiPortal.Domain.Software;
using FamiPortal.Domain.Tests.Mail;
using FamiPortal.Rules;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FamiPortal.Domain.Tests.Evidence;

public sealed class DecideEvidenceTests
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Accept_KeepsWhoDecidedAndWhatItWasAcceptedWith(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (_, use) = await scenario.TransmittedAsync();

        var accepted = (await scenario.AcceptAsync(use)).Value;

        Assert.Equal(EvidenceUseState.Accepted, accepted.State);
        Assert.Equal(("Dominique Modèle", scenario.Fund.Name, scenario.Agent.AccountId), (accepted.DecidedByName, accepted.DecidedByFund, accepted.DecidedByAccountId));
        Assert.Equal("Exemple Kiné 5", accepted.SameWhileValues.ValueOf(Scenario.BusinessSoftware));
        Assert.False(accepted.SameWhileValues.Has(Scenario.Coordination));
        await using var db = scenario.Portal.NewContext();
        Assert.Equal(1, await db.AuditEvents.CountAsync(any => any.Kind == AuditKinds.EvidenceAccepted && any.SubjectId == use.Id));
    }

    [Theory, OnSqlite]
    public async Task Accept_ADocumentWithAVirus_IsRefused_AndItMayBeRefusedOrAskedFor(DatabaseProvider provider)
    {
        // Arrange: the virus was found once the document had been transmitted; nobody can open it.
        await using var scenario = await Scenario.StartAsync(provider);
        var (_, use) = await scenario.TransmittedAsync();
        await using (var db = scenario.Portal.NewContext())
        {
            (await db.EvidenceDocuments.SingleAsync()).MarkInfected("Essai", scenario.Portal.Clock.UtcNow);
            await db.SaveChangesAsync();
        }

        // Act
        var accepted = await scenario.AcceptAsync(use);
        var whole = await scenario.Portal.RunAsync((AcceptEvidence accept) => accept.RunForIndicatorAsync(scenario.Agent, use.Id));
        var refused = await scenario.RefuseAsync(use);

        // Assert
        Assert.Equal("evidence-infected", Assert.Single(accepted.Problems).Code);
        Assert.Equal("evidence-infected", Assert.Single(whole.Problems).Code);
        Assert.Equal(EvidenceUseState.Rejected, refused.Value.State);
    }

    [Theory, OnSqlite]
    public async Task Accept_WithTheRestRight_SecuresTheAmount(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.KnowMeasuredFactsAsync();
        var (declaration, use) = await scenario.TransmittedAsync();
        var before = (await ReviewAsync(scenario, declaration.Id)).Value.Assessment;

        await scenario.AcceptAsync(use);

        var after = (await ReviewAsync(scenario, declaration.Id)).Value.Assessment;
        Assert.Equal((0m, 590m), (before.Amount, before.PotentialAmount));
        Assert.Equal((590m, 590m), (after.Amount, after.PotentialAmount));
    }

    [Theory]
    [OnSqlite("Exemple Kiné 6", 590, true)]
    [OnSqlite("Fictikiné 3", 0, false)]
    [OnSqlServer("Fictikiné 3", 0, false)]
    public async Task Accept_ThenAnotherEditor_WantsANewProof_UntilTheFirstOneIsBack(DatabaseProvider provider, string software, int amount, bool isAccepted)
    {
        // Arrange: accepted for one software; two versions of it are of one editor.
        await using var scenario = await Scenario.StartAsync(provider);
        using var list = new StringReader("editeur;produit;version;profession\nFictisoft;Exemple Kiné;5;\nFictisoft;Exemple Kiné;6;\nMaquette Santé;Fictikiné;3;\n");
        _ = (await scenario.Portal.RunAsync((ImportSoftware import) => import.RunAsync(Actor.Portal, list))).Value;
        await scenario.KnowMeasuredFactsAsync();
        var (declaration, use) = await scenario.TransmittedAsync();
        _ = (await scenario.AcceptAsync(use)).Value;

        // Act
        var changed = await DeclareAsync(software);
        var need = await NeedAsync();
        var isReminded = await RemindAsync();
        var back = await DeclareAsync("Exemple Kiné 5");

        // Assert
        Assert.Equal((amount, 590m), (changed.Amount, changed.PotentialAmount));
        Assert.Equal(isAccepted ? ProofReason.Accepted : ProofReason.EditorChanged, need);
        Assert.Equal(!isAccepted, isReminded);
        Assert.Equal(590m, back.Amount);

        async Task<Assessment> DeclareAsync(string named)
        {
            var draft = (await scenario.OpenAsync()).Value.Declaration;
            var saved = (await scenario.SaveAsync(
                draft, A.Answers((Scenario.BusinessSoftware, named), (Scenario.DmpSoftware, named)), null, "dmp-software")).Value;
            _ = (await scenario.TransmitAsync(saved)).Value;
            return (await ReviewAsync(scenario, declaration.Id)).Value.Assessment;
        }

        async Task<ProofReason> NeedAsync()
        {
            var opened = (await scenario.OpenAsync()).Value;
            var indicator = opened.RuleSet.Find("dmp-software")!;
            return opened.NeedOf(indicator, indicator.Proofs[0]).Reason;
        }

        async Task<bool> RemindAsync()
        {
            scenario.Portal.Clock.Set(new DateTime(2025, 2, 21, 9, 0, 0, DateTimeKind.Utc));
            await scenario.Portal.RunAsync((QueueReminders reminders) => reminders.RunAsync());
            return (await MailOutboxTests.MailsAsync(scenario)).Any(mail => mail.Key.StartsWith("reminder/", StringComparison.Ordinal) && mail.Recipient == scenario.Practitioner.Email);
        }
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Refuse_WithAReason_ShowsItToThePractitioner(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (_, use) = await scenario.TransmittedAsync();

        await scenario.RefuseAsync(use, "  La mention « DMP compatible » manque. Demandez l’attestation de l’annexe 1.  ");

        var seen = Assert.Single((await scenario.OpenAsync()).Value.Declaration.Evidence);
        Assert.Equal(EvidenceUseState.Rejected, seen.State);
        Assert.Equal("La mention « DMP compatible » manque. Demandez l’attestation de l’annexe 1.", seen.Reason);
    }

    [Theory]
    [OnSqlite(new object?[] { null })]
    [OnSqlite("   ")]
    [OnSqlite("Illisible")]
    public async Task Refuse_WithoutARealReason_IsRefused(DatabaseProvider provider, string? reason)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (_, use) = await scenario.TransmittedAsync();

        var refused = await scenario.RefuseAsync(use, reason);

        Assert.Equal(("reason-length", "reason"), (Assert.Single(refused.Problems).Code, refused.Problems[0].Field));
    }

    [Theory]
    [OnSqlite(10, true)]
    [OnSqlite(9, false)]
    [OnSqlite(2_000, true)]
    [OnSqlServer(2_000, true)]
    [OnSqlite(2_001, false)]
    public async Task Refuse_AtTheLimitsOfTheReason_CountsExactly(DatabaseProvider provider, int length, bool isDone)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (_, use) = await scenario.TransmittedAsync();

        var outcome = await scenario.RefuseAsync(use, new string('x', length));

        Assert.Equal(isDone, outcome.IsDone);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Decide_ByAnybodyElseThanTheFundsAgent_IsNotFound(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (_, use) = await scenario.TransmittedAsync();

        foreach (var actor in new[] { scenario.OtherAgent, scenario.Iris, scenario.Basile, scenario.Admin })
        {
            Assert.True(Assert.Single((await scenario.AcceptAsync(use, actor)).Problems).IsNotFound);
            Assert.True(Assert.Single((await scenario.RefuseAsync(use, actor: actor)).Problems).IsNotFound);
        }
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Decide_ADocumentThatIsOnlyInADraft_IsNotFound(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();
        var use = (await scenario.AttachAsync(draft)).Value.Uses[0];

        Assert.True(Assert.Single((await scenario.AcceptAsync(use)).Problems).IsNotFound);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Decide_ADocumentAddedAfterTheTransmission_IsNotFoundUntilTransmitted(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (declaration, _) = await scenario.TransmittedAsync();
        var added = (await scenario.AttachAsync(declaration)).Value;
        Assert.True(Assert.Single((await scenario.AcceptAsync(added.Uses[0])).Problems).IsNotFound);

        await scenario.TransmitAsync(declaration, added.DraftVersion);

        Assert.True((await scenario.AcceptAsync(added.Uses[0])).IsDone);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Decide_WhatAColleagueJustDecided_NamesTheColleague(DatabaseProvider provider)
    {
        // Arrange: an agent's request has loaded the pending document.
        await using var scenario = await Scenario.StartAsync(provider);
        var (_, use) = await scenario.TransmittedAsync();
        await using var slow = scenario.Portal.NewScope();
        _ = await slow.ServiceProvider.GetRequiredService<FamiDbContext>().EvidenceUses.SingleAsync(any => any.Id == use.Id);

        // Act: a colleague accepts it; the slow agent refuses what they still see as pending.
        await scenario.AcceptAsync(use);
        var colleague = scenario.Agent with { AccountId = Guid.NewGuid(), DisplayName = "Sacha Lent" };
        var refused = await slow.ServiceProvider.GetRequiredService<RefuseEvidence>().RunAsync(colleague, use.Id, "La facture est illisible.");

        // Assert
        var problem = Assert.Single(refused.Problems);
        Assert.Equal("evidence-already-decided", problem.Code);
        Assert.Contains("Dominique Modèle", problem.Message, StringComparison.Ordinal);
        await using var db = scenario.Portal.NewContext();
        Assert.Equal(EvidenceUseState.Accepted, (await db.EvidenceUses.SingleAsync(any => any.Id == use.Id)).State);
        Assert.Equal(0, await db.AuditEvents.CountAsync(any => any.Kind == AuditKinds.EvidenceRefused));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Decide_OnAnswersThatChangedSinceTheyWereRead_IsRefused(DatabaseProvider provider)
    {
        // Arrange: the agent reads the first version; another software is transmitted meanwhile.
        await using var scenario = await Scenario.StartAsync(provider);
        var (declaration, use) = await scenario.TransmittedAsync();
        var saved = (await scenario.SaveAsync(
            declaration, A.Answers((Scenario.BusinessSoftware, "Fictikiné 3"), (Scenario.DmpSoftware, "Fictikiné 3")), null, "dmp-software")).Value;
        _ = (await scenario.TransmitAsync(saved)).Value;

        // Act
        var accepted = await AcceptSeenAsync(1);
        var refused = await scenario.Portal.RunAsync((RefuseEvidence refuse) => refuse.RunAsync(scenario.Agent, use.Id, "La mention « DMP compatible » manque.", seenVersion: 1));
        var asked = await scenario.Portal.RunAsync((AskForComplement ask) =>
            ask.RunAsync(scenario.Agent, use.Id, "La page 2 manque, envoyez-la.", new DateOnly(2025, 2, 20), seenVersion: 1));
        var readAgain = await AcceptSeenAsync(2);

        // Assert
        Assert.All([accepted, refused, asked], outcome => Assert.Equal("declaration-changed", Assert.Single(outcome.Problems).Code));
        Assert.Equal(EvidenceUseState.Accepted, readAgain.Value.State);

        Task<Outcome<EvidenceUse>> AcceptSeenAsync(int version) =>
            scenario.Portal.RunAsync((AcceptEvidence accept) => accept.RunAsync(scenario.Agent, use.Id, seenVersion: version));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Decide_WhenEntryIsClosed_IsStillPossible(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (_, use) = await scenario.TransmittedAsync();
        await scenario.Portal.RunAsync((CloseCampaign useCase) => useCase.RunAsync(scenario.Admin, scenario.Campaign.Id));

        Assert.True((await scenario.AcceptAsync(use)).IsDone);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Decide_AfterTheSettlement_IsRefused(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (_, use) = await scenario.TransmittedAsync();
        await scenario.Portal.RunAsync((CloseCampaign useCase) => useCase.RunAsync(scenario.Admin, scenario.Campaign.Id));
        await scenario.Portal.RunAsync((SettleCampaign useCase) => useCase.RunAsync(scenario.Admin, scenario.Campaign.Id));

        Assert.Equal("evidence-too-late", Assert.Single((await scenario.AcceptAsync(use)).Problems).Code);
        Assert.Equal("evidence-too-late", Assert.Single((await scenario.RefuseAsync(use)).Problems).Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Review_ByTheFund_ShowsTheTransmittedAnswersAndNotTheDraft(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (declaration, _) = await scenario.TransmittedAsync();
        await scenario.SaveAsync(declaration, A.Answers((Scenario.Coordination, "msp")), null, "coordinated-care");

        var review = (await ReviewAsync(scenario, declaration.Id)).Value;

        Assert.Equal("cpts", review.Transmission.Answers.ValueOf(Scenario.Coordination));
        Assert.Contains(AuditKinds.DeclarationTransmitted, review.History.Select(happened => happened.Kind));
        Assert.True(Assert.Single((await ReviewAsync(scenario, declaration.Id, scenario.OtherAgent)).Problems).IsNotFound);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Read_ByTheFund_IsAuditedAndByOthersIsNotFound(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (_, use) = await scenario.TransmittedAsync();

        foreach (var actor in new[] { scenario.Iris, scenario.Agent })
        {
            await using var content = (await ReadAsync(scenario, actor, use.EvidenceDocumentId)).Value.Content;
            Assert.Equal(SampleFiles.Pdf().Length, content.Length);
        }

        foreach (var actor in new[] { scenario.Basile, scenario.OtherAgent, scenario.Admin })
        {
            Assert.True(Assert.Single((await ReadAsync(scenario, actor, use.EvidenceDocumentId)).Problems).IsNotFound);
        }

        await using var db = scenario.Portal.NewContext();
        Assert.Equal("Dominique Modèle", (await db.AuditEvents.SingleAsync(any => any.Kind == AuditKinds.EvidenceViewed)).ActorName);
    }

    private static Task<Outcome<ReviewedDeclaration>> ReviewAsync(Scenario scenario, Guid declarationId, Actor? actor = null) =>
        scenario.Portal.RunAsync((DeclarationReview query) => query.RunAsync(actor ?? scenario.Agent, declarationId));

    private static Task<Outcome<OpenedEvidence>> ReadAsync(Scenario scenario, Actor actor, Guid documentId) =>
        scenario.Portal.RunAsync((ReadEvidence useCase) => useCase.RunAsync(actor, documentId));
}
