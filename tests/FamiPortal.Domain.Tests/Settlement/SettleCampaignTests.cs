using System.Text.Json;
using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Settlement;
using FamiPortal.Rules;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Settlement;

public sealed class SettleCampaignTests
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Settle_AClosedCampaign_FreezesInputsRulesAndTrace(DatabaseProvider provider)
    {
        await using var scenario = await AcceptedAndClosedAsync(provider);

        var summary = (await SettleAsync(scenario)).Value;

        Assert.Equal((1, 1, 59_000L), (summary.Assessed, summary.Paid, summary.TotalCents));
        await using var db = scenario.Portal.NewContext();
        var settled = await db.SettledAssessments.SingleAsync();
        Assert.Equal((59_000L, "masseur-kinesitherapeute/2024"), (settled.AmountCents, settled.RuleSetKey));
        Assert.Equal(TestPortal.Catalogue.Find(A.Profession, A.Exercise)!.Hash, settled.RuleSetHash);
        using var receipt = JsonDocument.Parse(settled.ReceiptJson);
        Assert.Equal(590m, receipt.RootElement.GetProperty("assessment").GetProperty("amount").GetDecimal());
        Assert.Equal("2025-02-10", receipt.RootElement.GetProperty("situation").GetProperty("transmittedOn").GetString());
        Assert.Null(AssessmentReceipt.Verify(settled.ReceiptJson, TestPortal.Catalogue));
        Assert.Equal(ParisTime.DateOf(summary.SettledAt).AddDays(30), (await db.Payments.SingleAsync()).PlannedOn);
        var payment = await db.Payments.SingleAsync();
        Assert.Equal((59_000L, PaymentState.Planned), (payment.AmountCents, payment.State));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Settle_Twice_ChangesNothing(DatabaseProvider provider)
    {
        await using var scenario = await AcceptedAndClosedAsync(provider);
        var first = (await SettleAsync(scenario)).Value;
        scenario.Portal.Clock.Advance(TimeSpan.FromDays(1));

        var second = (await SettleAsync(scenario)).Value;

        Assert.Equal(first, second);
        await using var db = scenario.Portal.NewContext();
        Assert.Equal(1, await db.SettledAssessments.CountAsync());
        Assert.Equal(1, await db.Payments.CountAsync());
        Assert.Equal(1, await db.AuditEvents.CountAsync(any => any.Kind == AuditKinds.CampaignSettled));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Settle_ByTwoAdministratorsAtOnce_WritesOneResult(DatabaseProvider provider)
    {
        await using var scenario = await AcceptedAndClosedAsync(provider);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => SettleAsync(scenario))));

        Assert.All(outcomes, outcome => Assert.Equal(59_000L, outcome.Value.TotalCents));
        await using var db = scenario.Portal.NewContext();
        Assert.Equal(1, await db.SettledAssessments.CountAsync());
    }

    [Theory, OnSqlite]
    public async Task Settle_AnOpenCampaign_IsRefused(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);

        Assert.Equal("campaign-not-closed", Assert.Single((await SettleAsync(scenario)).Problems).Code);
    }

    [Theory, OnSqlite]
    public async Task Settle_ByAnybodyElse_IsNotFound(DatabaseProvider provider)
    {
        await using var scenario = await AcceptedAndClosedAsync(provider);

        Assert.True(Assert.Single((await SettleAsync(scenario, scenario.Agent)).Problems).IsNotFound);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Settle_WhenOneFeedIsBroken_WritesNothingAtAll(DatabaseProvider provider)
    {
        await using var scenario = await AcceptedAndClosedAsync(provider);
        await scenario.Portal.SaveAsync(A.KnownFact("scor", """{"flows":-1}""").About(scenario.Neighbour).Build());

        var refused = await SettleAsync(scenario);

        var problem = Assert.Single(refused.Problems);
        Assert.Contains(scenario.Neighbour.Id.ToString(), problem.Message, StringComparison.Ordinal);
        await using var db = scenario.Portal.NewContext();
        Assert.Equal(0, await db.SettledAssessments.CountAsync());
        Assert.Equal(CampaignState.Closed, (await db.Campaigns.SingleAsync()).State);
    }

    [Theory, OnSqlite]
    public async Task Settle_WhatIsOnlyADraft_PaysNothingDeclared(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.KnowMeasuredFactsAsync();
        await scenario.KnowAsync(("dmpSoftware.prefilled", Facts.Yes), ("secureMailbox.prefilled", Facts.Yes));
        var opened = (await scenario.OpenAsync()).Value.Declaration;
        await scenario.SaveAsync(opened, A.Answers((Scenario.Coordination, "cpts")));
        await CloseAsync(scenario);

        await SettleAsync(scenario);

        // Everything prefilled pays the socle without any transmission; the drafted 100 € do not count.
        await using var db = scenario.Portal.NewContext();
        Assert.Equal(49_000L, (await db.SettledAssessments.SingleAsync()).AmountCents);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Settle_WithARefusedDocumentAndOneWithAVirus_CountsAsTheReviewDoes(DatabaseProvider provider)
    {
        // Arrange: the virus was found in the second one once it was transmitted.
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.KnowMeasuredFactsAsync();
        var (declaration, use) = await scenario.TransmittedAsync();
        _ = (await scenario.RefuseAsync(use)).Value;
        var attached = (await scenario.AttachAsync((await scenario.OpenAsync()).Value.Declaration)).Value;
        _ = (await scenario.TransmitAsync(declaration, attached.DraftVersion)).Value;
        await using (var db = scenario.Portal.NewContext())
        {
            (await db.EvidenceDocuments.SingleAsync(document => document.Id == attached.Document.Id)).MarkInfected("Essai", scenario.Portal.Clock.UtcNow);
            await db.SaveChangesAsync();
        }

        var shown = (await scenario.Portal.RunAsync((DeclarationReview query) => query.RunAsync(scenario.Agent, declaration.Id))).Value.Assessment;
        await CloseAsync(scenario);

        // Act
        _ = (await SettleAsync(scenario)).Value;

        // Assert
        await using var settled = scenario.Portal.NewContext();
        var result = await settled.SettledAssessments.SingleAsync();
        Assert.Equal((shown.Amount, shown.PotentialAmount), (result.Amount, Cents.ToEuros(result.PotentialCents)));
        Assert.Equal("not-achieved", result.ReadStatuses()["dmp-software"]);
    }

    [Theory, OnSqlite]
    public async Task Statement_IsHiddenFromThePractitionerUntilPublished(DatabaseProvider provider)
    {
        await using var scenario = await AcceptedAndClosedAsync(provider);
        await SettleAsync(scenario);
        Assert.True(Assert.Single((await StatementAsync(scenario)).Problems).IsNotFound);
        Assert.Empty((await HomeAsync(scenario)).Past);

        await scenario.Portal.RunAsync((PublishCampaign useCase) => useCase.RunAsync(scenario.Admin, scenario.Campaign.Id));

        var statement = (await StatementAsync(scenario)).Value;
        Assert.Equal((590m, "achieved"), (statement.Result.Amount, statement.StatusByIndicator["dmp-software"]));
        Assert.Equal(590m, statement.Explained!.Amount);
        Assert.Equal(590m, Assert.Single((await HomeAsync(scenario)).Past).Result!.Amount);
    }

    [Theory, OnSqlite]
    public async Task Payments_AreRecordedOnceAndOnlyOncePublished(DatabaseProvider provider)
    {
        await using var scenario = await AcceptedAndClosedAsync(provider);
        await SettleAsync(scenario);
        Assert.Equal("campaign-not-published", Assert.Single((await PayAsync(scenario)).Problems).Code);
        await scenario.Portal.RunAsync((PublishCampaign useCase) => useCase.RunAsync(scenario.Admin, scenario.Campaign.Id));

        Assert.Equal("payment-in-the-future", Assert.Single((await PayAsync(scenario)).Problems).Code);
        scenario.Portal.Clock.Set(ParisTime.ToUtc(new DateOnly(2025, 5, 22), new TimeOnly(0, 30)));

        var first = (await PayAsync(scenario)).Value;
        var second = (await PayAsync(scenario)).Value;

        Assert.Equal((1, 0), (first, second));
        await using var db = scenario.Portal.NewContext();
        Assert.Equal((PaymentState.Paid, new DateOnly(2025, 5, 22)), await db.Payments.Select(any => ValueTuple.Create(any.State, any.PaidOn!.Value)).SingleAsync());
    }

    [Theory, OnSqlite]
    public async Task Results_Exported_AreRecordedWithTheirNumber(DatabaseProvider provider)
    {
        await using var scenario = await AcceptedAndClosedAsync(provider);
        await SettleAsync(scenario);

        var refused = await scenario.Portal.RunAsync((CampaignResults results) => results.ExportAsync(scenario.Agent, scenario.Campaign.Id));
        var rows = await scenario.Portal.RunAsync(async (CampaignResults results) =>
            await (await results.ExportAsync(scenario.Admin, scenario.Campaign.Id)).Value.Rows.ToListAsync());

        Assert.True(refused.Problems[0].IsNotFound);
        Assert.Single(rows);
        await using var db = scenario.Portal.NewContext();
        var recorded = await db.AuditEvents.SingleAsync(any => any.Kind == AuditKinds.ResultsExported);
        Assert.Equal((scenario.Admin.AccountId, scenario.Campaign.Id), (recorded.ActorAccountId, recorded.SubjectId));
        Assert.Contains("\"results\":1", recorded.DetailsJson, StringComparison.Ordinal);
    }

    [Fact]
    public void Cents_OfAFractionOfACent_IsABug() => Assert.Throws<ArgumentException>(() => Cents.Of(0.001m));

    private static async Task<Scenario> AcceptedAndClosedAsync(DatabaseProvider provider)
    {
        var scenario = await Scenario.StartAsync(provider);
        await scenario.KnowMeasuredFactsAsync();
        var (_, use) = await scenario.TransmittedAsync();
        _ = (await scenario.AcceptAsync(use)).Value;
        await CloseAsync(scenario);
        return scenario;
    }

    private static async Task CloseAsync(Scenario scenario) =>
        _ = (await scenario.Portal.RunAsync((CloseCampaign useCase) => useCase.RunAsync(scenario.Admin, scenario.Campaign.Id))).Value;

    private static Task<Outcome<SettlementSummary>> SettleAsync(Scenario scenario, Actor? actor = null) =>
        scenario.Portal.RunAsync((SettleCampaign useCase) => useCase.RunAsync(actor ?? scenario.Admin, scenario.Campaign.Id));

    private static Task<Outcome<int>> PayAsync(Scenario scenario) =>
        scenario.Portal.RunAsync((RecordPayments useCase) => useCase.RunAsync(scenario.Admin, scenario.Campaign.Id, new DateOnly(2025, 5, 22)));

    private static Task<Outcome<Statement>> StatementAsync(Scenario scenario) =>
        scenario.Portal.RunAsync((SettledStatement query) => query.RunAsync(scenario.Iris, scenario.Campaign.Id));

    private static async Task<HomeView> HomeAsync(Scenario scenario) =>
        (await scenario.Portal.RunAsync((PractitionerHome query) => query.RunAsync(scenario.Iris))).Value;
}
