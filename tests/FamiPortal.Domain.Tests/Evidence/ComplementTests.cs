using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Settlement;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Evidence;

public sealed class ComplementTests
{
    private const string Question = "La page 2 manque : envoyez la facture entière.";

    [Theory, OnSqlite, OnSqlServer]
    public async Task Ask_TellsThePractitionerWhatAndUntilWhen_AndLeavesTheIndicatorWaiting(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.KnowMeasuredFactsAsync();
        var (_, use) = await scenario.TransmittedAsync();

        var asked = await AskAsync(scenario, use.Id);

        Assert.True(asked.IsDone);
        var opened = (await scenario.OpenAsync()).Value;
        var seen = Assert.Single(opened.Declaration.Evidence);
        Assert.Equal((EvidenceUseState.Asked, Question, Today(scenario).AddDays(15)), (seen.State, seen.Reason, seen.AnswerBy));
        Assert.Equal((0m, 590m), (opened.Estimate.Amount, opened.Estimate.PotentialAmount));
        Assert.False(seen.IsOverdue(Today(scenario).AddDays(15)));
        Assert.True(seen.IsOverdue(Today(scenario).AddDays(16)));
    }

    [Theory]
    [OnSqlite(0, false)]
    [OnSqlite(1, true)]
    [OnSqlite(EvidenceUse.AnswerDaysMax, true)]
    [OnSqlite(EvidenceUse.AnswerDaysMax + 1, false)]
    public async Task Ask_AtTheLimitsOfTheDeadline_CountsExactly(DatabaseProvider provider, int days, bool isDone)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (_, use) = await scenario.TransmittedAsync();

        var asked = await AskAsync(scenario, use.Id, days: days);

        Assert.Equal(isDone, asked.IsDone);
        Assert.Equal(isDone ? [] : ["answer-by"], asked.Problems.Select(problem => problem.Code));
    }

    [Theory, OnSqlite]
    public async Task Ask_WithoutAQuestion_IsRefused(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (_, use) = await scenario.TransmittedAsync();

        Assert.Equal("question-length", Assert.Single((await AskAsync(scenario, use.Id, "  Quoi ? ")).Problems).Code);
        Assert.True(Assert.Single((await AskAsync(scenario, use.Id, actor: scenario.OtherAgent)).Problems).IsNotFound);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Answer_WithADocument_ComesBackToTheFundWithBoth_EvenWhenEntryIsClosed(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (declaration, use) = await scenario.TransmittedAsync();
        await AskAsync(scenario, use.Id);
        await scenario.Portal.RunAsync((CloseCampaign useCase) => useCase.RunAsync(scenario.Admin, scenario.Campaign.Id));
        scenario.Portal.Clock.Advance(TimeSpan.FromDays(2));

        var answered = await AnswerAsync(scenario, use.Id);

        Assert.True(answered.IsDone);
        await using var db = scenario.Portal.NewContext();
        var uses = await db.EvidenceUses.Where(any => any.DeclarationId == declaration.Id).ToListAsync();
        Assert.All(uses, one => Assert.Equal((EvidenceUseState.Pending, scenario.Portal.Clock.UtcNow), (one.State, one.SubmittedAt!.Value)));
        Assert.Equal(2, uses.Count);
        Assert.Equal(1, await db.AuditEvents.CountAsync(happened => happened.Kind == AuditKinds.ComplementAnswered && happened.SubjectId == use.Id));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Answer_WithANewTransmission_ComesBackToTheFund(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (declaration, use) = await scenario.TransmittedAsync();
        await AskAsync(scenario, use.Id);
        var added = (await scenario.AttachAsync(declaration)).Value;

        await scenario.TransmitAsync(declaration, added.DraftVersion);

        Assert.All((await scenario.OpenAsync()).Value.Declaration.Evidence, one => Assert.True(one.IsWaitingForFund));
        await using var db = scenario.Portal.NewContext();
        Assert.Equal(1, await db.AuditEvents.CountAsync(happened => happened.Kind == AuditKinds.ComplementAnswered && happened.SubjectId == use.Id));
    }

    [Theory, OnSqlite]
    public async Task Answer_ByAnybodyElse_IsNotFound_AndTwiceIsRefused(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (_, use) = await scenario.TransmittedAsync();
        await AskAsync(scenario, use.Id);

        Assert.True(Assert.Single((await AnswerAsync(scenario, use.Id, scenario.Basile)).Problems).IsNotFound);
        Assert.True((await AnswerAsync(scenario, use.Id)).IsDone);
        Assert.Equal("nothing-asked", Assert.Single((await AnswerAsync(scenario, use.Id)).Problems).Code);
        Assert.Equal(2, Directory.GetFiles(scenario.Portal.EvidenceFolder, "*", SearchOption.AllDirectories).Length);
    }

    [Theory, OnSqlite]
    public async Task Withdraw_WhatTheFundAskedAbout_IsRefused(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (declaration, use) = await scenario.TransmittedAsync();
        await AskAsync(scenario, use.Id);

        var refused = await scenario.Portal.RunAsync((WithdrawEvidence useCase) => useCase.RunAsync(scenario.Iris, declaration.Id, use.Id));

        Assert.Contains("attend un complément", Assert.Single(refused.Problems).Message, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Undo_GivesTheDocumentBackToTheQueue_AndTheHistoryKeepsBoth(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (_, use) = await scenario.TransmittedAsync();
        await scenario.RefuseAsync(use);

        scenario.Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var undone = await UndoAsync(scenario, use.Id, "Lu trop vite");
        scenario.Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var accepted = await scenario.AcceptAsync(use);

        Assert.True(undone.IsDone);
        Assert.Equal((EvidenceUseState.Accepted, null), (accepted.Value.State, accepted.Value.Reason));
        await using var db = scenario.Portal.NewContext();
        var history = await db.AuditEvents.Where(happened => happened.SubjectId == use.Id && happened.ActorName == "Dominique Modèle")
            .OrderBy(happened => happened.At).ToListAsync();
        Assert.Equal([AuditKinds.EvidenceRefused, AuditKinds.DecisionUndone, AuditKinds.EvidenceAccepted], history.Select(happened => happened.Kind));
        Assert.Contains("La mention « DMP compatible » manque.", history[0].DetailsJson, StringComparison.Ordinal);
        Assert.Contains("Lu trop vite", history[1].DetailsJson, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task Undo_WhatIsNotDecidedOrNotOnesOwnOrSettled_IsRefused(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (_, use) = await scenario.TransmittedAsync();
        Assert.Equal("nothing-to-undo", Assert.Single((await UndoAsync(scenario, use.Id)).Problems).Code);
        await scenario.AcceptAsync(use);

        Assert.True(Assert.Single((await UndoAsync(scenario, use.Id, actor: scenario.OtherAgent)).Problems).IsNotFound);
        await scenario.Portal.RunAsync((CloseCampaign useCase) => useCase.RunAsync(scenario.Admin, scenario.Campaign.Id));
        await scenario.Portal.RunAsync((SettleCampaign useCase) => useCase.RunAsync(scenario.Admin, scenario.Campaign.Id));
        Assert.Equal("evidence-too-late", Assert.Single((await UndoAsync(scenario, use.Id)).Problems).Code);
        Assert.Equal("evidence-too-late", Assert.Single((await AskAsync(scenario, use.Id)).Problems).Code);
    }

    [Theory, OnSqlite]
    public async Task Decide_AWithdrawnDocument_IsRefusedAndSaysSo(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (declaration, use) = await scenario.TransmittedAsync();
        await scenario.Portal.RunAsync((WithdrawEvidence useCase) => useCase.RunAsync(scenario.Iris, declaration.Id, use.Id));

        var refused = await scenario.AcceptAsync(use);

        Assert.Contains("retiré par son propriétaire", Assert.Single(refused.Problems).Message, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task Accept_TheWholeIndicator_DecidesEachOfItsDocumentsAndNoOther(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();
        await scenario.AttachAsync(draft);
        var second = (await scenario.AttachAsync(draft)).Value;
        await scenario.TransmitAsync(draft, second.DraftVersion);

        await scenario.Portal.RunAsync((AcceptEvidence useCase) => useCase.RunForIndicatorAsync(scenario.Agent, second.Uses[0].Id));

        await using var db = scenario.Portal.NewContext();
        Assert.Equal(2, await db.EvidenceUses.CountAsync(use => use.State == EvidenceUseState.Accepted));
        Assert.Equal(2, await db.AuditEvents.CountAsync(happened => happened.Kind == AuditKinds.EvidenceAccepted));
    }

    private static DateOnly Today(Scenario scenario) => ParisTime.DateOf(scenario.Portal.Clock.UtcNow);

    private static Task<Outcome<EvidenceUse>> AskAsync(Scenario scenario, Guid useId, string? question = Question, int days = 15, Actor? actor = null) =>
        scenario.Portal.RunAsync((AskForComplement useCase) => useCase.RunAsync(actor ?? scenario.Agent, useId, question, Today(scenario).AddDays(days)));

    private static Task<Outcome<EvidenceUse>> UndoAsync(Scenario scenario, Guid useId, string? note = null, Actor? actor = null) =>
        scenario.Portal.RunAsync((UndoDecision useCase) => useCase.RunAsync(actor ?? scenario.Agent, useId, note));

    private static async Task<Outcome<EvidenceUse>> AnswerAsync(Scenario scenario, Guid useId, Actor? actor = null)
    {
        using var content = new MemoryStream(SampleFiles.Pdf());
        return await scenario.Portal.RunAsync((AnswerComplement useCase) => useCase.RunAsync(actor ?? scenario.Iris, useId, "suite.pdf", content));
    }
}
