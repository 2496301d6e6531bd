using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Controls;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Mail;
using FamiPortal.Domain.Persistence;
using FamiPortal.Rules;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FamiPortal.Domain.Tests.Controls;

public sealed class ConcludeControlTests
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Conclude_NotConform_TakesBackWhatTheRulesNoLongerGive(DatabaseProvider provider)
    {
        await using var paid = await PaidScenario.StartAsync(provider);
        var control = await AnsweredAsync(paid);

        await paid.ConcludeAsync(control, PaidScenario.Mailbox, ControlConclusion.Conform, null);
        var concluded = (await paid.ConcludeAsync(control, PaidScenario.Coordination, ControlConclusion.NotConform)).Value;

        // The complementary indicator alone: 590 € become 490 €.
        Assert.Equal((ControlState.Concluded, 10_000L), (concluded.State, concluded.RecoverCents));
        Assert.Null(AssessmentReceipt.Verify(concluded.ReassessmentJson!, TestPortal.Catalogue));
        var view = (await paid.Portal.RunAsync((ControlFile file) => file.RunAsync(paid.Scenario.Agent, control.Id))).Value;
        Assert.Equal((590m, 490m), (view.Before!.Amount, view.After!.Amount));
        Assert.Equal(Verdict.NotAchieved, view.After[PaidScenario.Coordination].Verdict);
        await using var db = paid.Portal.NewContext();
        Assert.Contains("10000", (await db.AuditEvents.SingleAsync(any => any.Kind == AuditKinds.ControlConcluded)).DetailsJson, StringComparison.Ordinal);
        Assert.Equal(59_000L, (await db.SettledAssessments.SingleAsync(any => any.Id == control.SettledAssessmentId)).AmountCents);
    }

    [Theory, OnSqlite]
    public async Task Conclude_NotConformWhereEverythingIsRequired_TakesBackEverythingOnce(DatabaseProvider provider)
    {
        await using var paid = await PaidScenario.StartAsync(provider);
        var control = await AnsweredAsync(paid);

        // The mailbox breaks the socle, which opens the rest: nothing is left to lose with the second one.
        var first = (await paid.ConcludeAsync(control, PaidScenario.Mailbox, ControlConclusion.NotConform)).Value;
        var second = (await paid.ConcludeAsync(control, PaidScenario.Coordination, ControlConclusion.NotConform)).Value;

        Assert.Equal((59_000L, 59_000L), (first.RecoverCents, second.RecoverCents));
    }

    [Theory, OnSqlite]
    public async Task Conclude_TheLastIndicator_TellsThePractitionerByMail_WithoutSayingWhat(DatabaseProvider provider)
    {
        await using var paid = await PaidScenario.StartAsync(provider);
        var control = await AnsweredAsync(paid);
        await paid.ConcludeAsync(control, PaidScenario.Mailbox, ControlConclusion.Conform, null);
        Assert.Empty(await MailsAsync());

        _ = (await paid.ConcludeAsync(control, PaidScenario.Coordination, ControlConclusion.NotConform)).Value;
        Assert.False((await paid.ConcludeAsync(control, PaidScenario.Coordination, ControlConclusion.Conform, null)).IsDone);

        var mail = Assert.Single(await MailsAsync());
        Assert.Equal((paid.Scenario.Practitioner.Email, $"/controles/{control.Id}"), (mail.Recipient, mail.Path));
        foreach (var secret in new[] { "conforme", "CPTS", "€", "récupér", paid.Scenario.Practitioner.LastName })
        {
            Assert.DoesNotContain(secret, mail.Subject + mail.Text, StringComparison.OrdinalIgnoreCase);
        }

        async Task<IReadOnlyList<OutgoingMail>> MailsAsync()
        {
            await using var db = paid.Portal.NewContext();
            return await db.OutgoingMails.AsNoTracking().Where(any => any.Key.StartsWith("control-concluded/")).ToListAsync();
        }
    }

    [Theory, OnSqlite]
    public async Task Conclude_AllConform_TakesNothingBack(DatabaseProvider provider)
    {
        await using var paid = await PaidScenario.StartAsync(provider);
        var control = await AnsweredAsync(paid);
        await paid.ConcludeAsync(control, PaidScenario.Mailbox, ControlConclusion.Conform, null);

        var concluded = (await paid.ConcludeAsync(control, PaidScenario.Coordination, ControlConclusion.Conform, null)).Value;

        Assert.Equal((ControlState.Concluded, 0L, (string?)null), (concluded.State, concluded.RecoverCents, concluded.ReassessmentJson));
    }

    [Theory, OnSqlite]
    public async Task Conclude_WithoutAReason_IsRefused(DatabaseProvider provider)
    {
        await using var paid = await PaidScenario.StartAsync(provider);
        var control = await AnsweredAsync(paid);

        var refused = await paid.ConcludeAsync(control, PaidScenario.Mailbox, ControlConclusion.NotConform, "  non  ");

        Assert.Equal("control-reason-length", Assert.Single(refused.Problems).Code);
    }

    [Theory, OnSqlite]
    public async Task Conclude_WhileThePractitionerMayStillAnswer_IsRefused(DatabaseProvider provider)
    {
        await using var paid = await PaidScenario.StartAsync(provider);
        var control = await paid.IrisControlAsync();

        Assert.Equal(
            "control-still-awaited",
            Assert.Single((await paid.ConcludeAsync(control, PaidScenario.Mailbox, ControlConclusion.NotConform)).Problems).Code);
    }

    [Theory, OnSqlite]
    public async Task Conclude_NoAnswer_OnlyAfterTheDeadlineAndWithoutADocument(DatabaseProvider provider)
    {
        await using var paid = await PaidScenario.StartAsync(provider);
        var control = await paid.IrisControlAsync();
        _ = (await paid.GiveAsync(control, PaidScenario.Mailbox)).Value;
        paid.Portal.Clock.Set(control.DueAt.AddMilliseconds(-1));
        Assert.Equal(
            "control-still-awaited",
            Assert.Single((await paid.ConcludeAsync(control, PaidScenario.Coordination, ControlConclusion.NoAnswer, null)).Problems).Code);
        paid.PassTheDeadline(control);

        // What was given but never sent is read all the same.
        var withDocument = await paid.ConcludeAsync(control, PaidScenario.Mailbox, ControlConclusion.NoAnswer, null);
        var without = (await paid.ConcludeAsync(control, PaidScenario.Coordination, ControlConclusion.NoAnswer, null)).Value;

        Assert.Equal("control-was-answered", Assert.Single(withDocument.Problems).Code);
        Assert.Equal(10_000L, without.RecoverCents);
        Assert.Equal("control-too-late", Assert.Single((await paid.GiveAsync(control, PaidScenario.Mailbox)).Problems).Code);
    }

    [Theory, OnSqlite]
    public async Task Conclude_NoAnswerAfterAnAnswerInTime_WaitsForTheDeadline(DatabaseProvider provider)
    {
        await using var paid = await PaidScenario.StartAsync(provider);
        var control = await AnsweredAsync(paid);

        Assert.Equal(
            "control-not-late-yet",
            Assert.Single((await paid.ConcludeAsync(control, PaidScenario.Coordination, ControlConclusion.NoAnswer, null)).Problems).Code);
    }

    [Theory, OnSqlite]
    public async Task Conclude_WithOtherRulesThanThoseOfTheSettlement_IsRefusedAndWritesNothing(DatabaseProvider provider)
    {
        await using var paid = await PaidScenario.StartAsync(provider);
        var control = await AnsweredAsync(paid);
        await using (var db = paid.Portal.NewContext())
        {
            // Frozen results can't be edited through the portal: only by hand, in the database.
            await db.Database.ExecuteSqlRawAsync("UPDATE SettledAssessments SET ReceiptJson = REPLACE(ReceiptJson, '\"ruleSetHash\":\"', '\"ruleSetHash\":\"0')");
        }

        var refused = await paid.ConcludeAsync(control, PaidScenario.Coordination, ControlConclusion.NotConform);

        Assert.Equal("control-rules-changed", Assert.Single(refused.Problems).Code);
        Assert.True((await paid.ConcludeAsync(control, PaidScenario.Mailbox, ControlConclusion.Conform, null)).IsDone);
        await using var after = paid.Portal.NewContext();
        Assert.Null((await after.Controls.SingleAsync(any => any.Id == control.Id)).RecoverCents);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Conclude_WhatAColleagueJustConcluded_NamesTheColleague(DatabaseProvider provider)
    {
        await using var paid = await PaidScenario.StartAsync(provider);
        var control = await AnsweredAsync(paid);
        await using var slow = paid.Portal.NewScope();
        _ = await slow.ServiceProvider.GetRequiredService<FamiDbContext>().Controls.Include(any => any.Points).SingleAsync(any => any.Id == control.Id);

        await paid.ConcludeAsync(control, PaidScenario.Mailbox, ControlConclusion.Conform, null);
        var refused = await slow.ServiceProvider.GetRequiredService<ConcludeControl>().RunAsync(
            paid.Supervisor, control.Id, PaidScenario.Mailbox, ControlConclusion.NotConform, "La boîte n’est pas à son nom.");

        var problem = Assert.Single(refused.Problems);
        Assert.Equal("control-already-concluded", problem.Code);
        Assert.Contains("Dominique Modèle", problem.Message, StringComparison.Ordinal);
        await using var db = paid.Portal.NewContext();
        Assert.Equal(1, await db.AuditEvents.CountAsync(any => any.Kind == AuditKinds.ControlPointConcluded));
    }

    [Theory, OnSqlite]
    public async Task Conclude_ByAnybodyElseThanTheFund_IsNotFound(DatabaseProvider provider)
    {
        await using var paid = await PaidScenario.StartAsync(provider);
        var control = await AnsweredAsync(paid);

        foreach (var actor in new[] { paid.Scenario.OtherAgent, paid.Scenario.Admin, paid.Scenario.Iris })
        {
            Assert.True(Assert.Single((await paid.ConcludeAsync(control, PaidScenario.Mailbox, ControlConclusion.Conform, actor: actor)).Problems).IsNotFound);
        }
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Answer_IsReadByTheFundOnceSentAndNeverChangesAfter(DatabaseProvider provider)
    {
        await using var paid = await PaidScenario.StartAsync(provider);
        var control = await paid.IrisControlAsync();
        var given = (await paid.GiveAsync(control, PaidScenario.Coordination)).Value;
        var spare = (await paid.GiveAsync(control, PaidScenario.Mailbox)).Value;
        Assert.True((await paid.Portal.RunAsync((AnswerControl answer) => answer.TakeBackAsync(paid.Scenario.Iris, control.Id, spare.Id))).IsDone);
        Assert.True(Assert.Single((await ReadAsync(paid, paid.Scenario.Agent, given.EvidenceDocumentId)).Problems).IsNotFound);

        Assert.True((await paid.SendAsync(control, "Convention jointe.")).IsDone);

        await using (var content = (await ReadAsync(paid, paid.Scenario.Agent, given.EvidenceDocumentId)).Value.Content)
        {
            Assert.Equal(SampleFiles.Pdf().Length, content.Length);
        }

        Assert.True(Assert.Single((await ReadAsync(paid, paid.Scenario.OtherAgent, given.EvidenceDocumentId)).Problems).IsNotFound);
        Assert.Equal("control-already-sent", Assert.Single((await paid.SendAsync(control, "Encore.")).Problems).Code);
        Assert.Equal("control-already-sent", Assert.Single((await paid.GiveAsync(control, PaidScenario.Mailbox)).Problems).Code);
        var view = (await paid.Portal.RunAsync((ControlFile file) => file.RunAsync(paid.Scenario.Agent, control.Id))).Value;
        Assert.Equal(("Convention jointe.", given.Id), (view.Control.Message, Assert.Single(view.Documents).Id));
    }

    [Theory, OnSqlite]
    public async Task Answer_WithNothing_OrBadContent_OrSomebodyElses_IsRefused(DatabaseProvider provider)
    {
        await using var paid = await PaidScenario.StartAsync(provider);
        var control = await paid.IrisControlAsync();

        Assert.Equal("control-nothing-to-send", Assert.Single((await paid.SendAsync(control, "  ")).Problems).Code);
        Assert.False((await paid.GiveAsync(control, PaidScenario.Mailbox, content: SampleFiles.Exe())).IsDone);
        Assert.Equal("control-indicator-unknown", Assert.Single((await paid.GiveAsync(control, "inconnu")).Problems).Code);
        Assert.True(Assert.Single((await paid.GiveAsync(control, PaidScenario.Mailbox, paid.Scenario.Basile)).Problems).IsNotFound);
        Assert.True(Assert.Single((await paid.SendAsync(control, "Bonjour", paid.Scenario.Basile)).Problems).IsNotFound);
        Assert.Single(Directory.GetFiles(paid.Portal.EvidenceFolder, "*", SearchOption.AllDirectories));
    }

    private static async Task<Control> AnsweredAsync(PaidScenario paid)
    {
        var control = await paid.IrisControlAsync();
        _ = (await paid.GiveAsync(control, PaidScenario.Mailbox)).Value;
        return (await paid.SendAsync(control)).Value;
    }

    private static Task<Outcome<OpenedEvidence>> ReadAsync(PaidScenario paid, Actor actor, Guid documentId) =>
        paid.Portal.RunAsync((ReadEvidence read) => read.RunAsync(actor, documentId));
}
