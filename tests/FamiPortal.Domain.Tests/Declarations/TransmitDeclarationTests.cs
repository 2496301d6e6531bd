using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Declarations;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FamiPortal.Domain.Tests.Declarations;

public sealed class TransmitDeclarationTests
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Transmit_WhenComplete_FreezesTheAnswersAndTheAttestedText(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();

        var transmission = (await scenario.TransmitAsync(draft)).Value;

        Assert.Equal(1, transmission.Number);
        Assert.Equal(Scenario.Complete, transmission.Answers);
        Assert.Equal(scenario.Portal.Clock.UtcNow, transmission.TransmittedAt);
        Assert.Matches("^2024-[2-9A-HJ-NP-Z]{6}$", transmission.ReceiptNumber);
        Assert.Contains("sur l’honneur", transmission.AttestationText, StringComparison.Ordinal);
        Assert.Equal(["mss-mailbox", "coordinated-care"], transmission.AttestedIndicators);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Transmit_WhenDone_WritesItsEventInTheSameSave(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();

        await scenario.TransmitAsync(draft);

        await using var db = scenario.Portal.NewContext();
        var happened = await db.AuditEvents.SingleAsync(any => any.Kind == AuditKinds.DeclarationTransmitted);
        Assert.Equal((draft.Id, scenario.Practitioner.Id, "Iris Maquette"), (happened.SubjectId, happened.PractitionerId, happened.ActorName));
        Assert.Contains("\"number\":1", happened.DetailsJson, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Transmit_WhenPressedTwice_MakesOneTransmission(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();

        var first = (await scenario.TransmitAsync(draft)).Value;
        var second = (await scenario.TransmitAsync(draft)).Value;

        Assert.Equal(first.ReceiptNumber, second.ReceiptNumber);
        await using var db = scenario.Portal.NewContext();
        Assert.Equal(1, await db.Transmissions.CountAsync());
        Assert.Equal(1, await db.AuditEvents.CountAsync(any => any.Kind == AuditKinds.DeclarationTransmitted));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Transmit_WhenPressedManyTimesAtOnce_MakesOneTransmission(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => scenario.TransmitAsync(draft))));

        Assert.Single(outcomes.Select(outcome => outcome.Value.ReceiptNumber).Distinct());
        await using var db = scenario.Portal.NewContext();
        Assert.Equal(1, await db.Transmissions.CountAsync());
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Transmit_WhenTheDraftChangedSinceItWasShown_IsRefused(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();
        var shown = draft.DraftVersion;
        await scenario.SaveAsync(draft, A.Answers((Scenario.Coordination, "msp")));

        var refused = await scenario.TransmitAsync(draft, shown);

        Assert.Equal("draft-changed-elsewhere", Assert.Single(refused.Problems).Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Save_OfAChangeThatIsTakenBack_LeavesNothingToTransmit(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (declaration, _) = await scenario.TransmittedAsync();
        var changed = (await scenario.SaveAsync(declaration, A.Answers((Scenario.Coordination, "msp")), null, "coordinated-care")).Value;
        Assert.True(changed.HasUntransmittedChanges);

        var back = (await scenario.SaveAsync(changed, A.Answers((Scenario.Coordination, "cpts")), null, "coordinated-care")).Value;

        Assert.NotEqual(declaration.DraftVersion, back.DraftVersion);
        Assert.False(back.HasUntransmittedChanges);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Withdraw_OfADocumentThatNoVersionCarries_LeavesNothingToTransmit(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (declaration, use) = await scenario.TransmittedAsync();
        var added = (await scenario.AttachAsync(declaration)).Value;
        Assert.True((await scenario.OpenAsync()).Value.Declaration.HasUntransmittedChanges);

        var without = await WithdrawAsync(added.Uses[0]);

        Assert.False(without.HasUntransmittedChanges);
        Assert.True((await WithdrawAsync(use)).HasUntransmittedChanges);

        async Task<Declaration> WithdrawAsync(Domain.Evidence.EvidenceUse taken) =>
            (await scenario.Portal.RunAsync((Domain.Evidence.WithdrawEvidence useCase) => useCase.RunAsync(scenario.Iris, declaration.Id, taken.Id))).Value;
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Transmit_AfterACorrection_MakesTheNextNumberAndKeepsTheFirst(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();
        await scenario.TransmitAsync(draft);
        scenario.Portal.Clock.Advance(TimeSpan.FromHours(1));
        var corrected = (await scenario.SaveAsync(draft, A.Answers((Scenario.Coordination, "msp")), null, "coordinated-care")).Value;
        Assert.True(corrected.HasUntransmittedChanges);

        var second = (await scenario.TransmitAsync(corrected)).Value;

        var declaration = (await scenario.OpenAsync()).Value.Declaration;
        Assert.Equal(2, second.Number);
        Assert.Equal(["cpts", "msp"], declaration.Transmissions.Select(made => made.Answers.ValueOf(Scenario.Coordination)));
        Assert.False(declaration.HasUntransmittedChanges);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Transmit_WhenNotAttested_IsRefused(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();

        var refused = await scenario.TransmitAsync(draft, isAttested: false);

        var problem = Assert.Single(refused.Problems);
        Assert.Equal(("attestation-missing", "attestation"), (problem.Code, problem.Field));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Transmit_WhenAnAnswerIsMissing_IsRefusedAtItsField(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var opened = (await scenario.OpenAsync()).Value.Declaration;
        var draft = (await scenario.SaveAsync(opened, A.Answers((Scenario.BusinessSoftware, "Exemple Kiné 5")))).Value;

        var refused = await scenario.TransmitAsync(draft);

        var problem = Assert.Single(refused.Problems);
        Assert.Equal(("answer-missing", Scenario.DmpSoftware), (problem.Code, problem.Field));
    }

    [Theory]
    [OnSqlite("multidisciplinary-meetings", false)]
    [OnSqlite("msp", true)]
    public async Task Transmit_WhenAnAnswerIsWantedOnlyByAnother_IsRefusedOnlyThen(DatabaseProvider provider, string kind, bool isAccepted)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var opened = (await scenario.OpenAsync()).Value.Declaration;
        var draft = (await scenario.SaveAsync(opened, A.Answers((Scenario.Coordination, kind)))).Value;

        var outcome = await scenario.TransmitAsync(draft);

        Assert.Equal(isAccepted, outcome.IsDone);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Transmit_AtTheLastSecond_IsAccepted(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();
        scenario.Portal.Clock.Set(new DateTime(2025, 3, 3, 22, 59, 59, DateTimeKind.Utc));

        var outcome = await scenario.TransmitAsync(draft);

        Assert.True(outcome.IsDone);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Transmit_AtMidnightOfParisAfterTheLastDay_IsRefusedWithTheInstant(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();
        scenario.Portal.Clock.Set(new DateTime(2025, 3, 3, 23, 0, 0, DateTimeKind.Utc));

        var refused = await scenario.TransmitAsync(draft);

        var problem = Assert.Single(refused.Problems);
        Assert.Equal("entry-closed", problem.Code);
        Assert.Contains("lundi 3 mars 2025 à 23\u00A0h\u00A059", problem.Message, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Transmit_WhenTheAdministratorClosedEarly_IsRefused(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();
        await scenario.Portal.RunAsync((CloseCampaign useCase) => useCase.RunAsync(scenario.Admin, scenario.Campaign.Id));

        var refused = await scenario.TransmitAsync(draft);

        Assert.Equal("entry-closed", Assert.Single(refused.Problems).Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Transmit_WhenItClosesBetweenLoadingAndSaving_IsRefused(DatabaseProvider provider)
    {
        // Arrange: a request has loaded everything, entry still open.
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();
        await using var slow = scenario.Portal.NewScope();
        var db = slow.ServiceProvider.GetRequiredService<FamiPortal.Domain.Persistence.FamiDbContext>();
        _ = await db.Campaigns.SingleAsync(any => any.Id == scenario.Campaign.Id);

        // Act: the administrator closes; the slow request goes on with the campaign that it had loaded.
        await scenario.Portal.RunAsync((CloseCampaign useCase) => useCase.RunAsync(scenario.Admin, scenario.Campaign.Id));
        var refused = await slow.ServiceProvider.GetRequiredService<TransmitDeclaration>()
            .RunAsync(scenario.Iris, draft.Id, draft.DraftVersion, isAttested: true);

        // Assert
        Assert.Equal("entry-closed", Assert.Single(refused.Problems).Code);
        await using var fresh = scenario.Portal.NewContext();
        Assert.Equal(0, await fresh.Transmissions.CountAsync());
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Transmit_SomebodyElses_IsNotFound(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();

        foreach (var actor in new[] { scenario.Basile, scenario.Agent, scenario.Admin })
        {
            var refused = await scenario.TransmitAsync(draft, actor: actor);
            Assert.True(Assert.Single(refused.Problems).IsNotFound);
        }
    }
}
