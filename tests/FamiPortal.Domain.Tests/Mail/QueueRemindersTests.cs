using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Mail;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Mail;

/// <summary>The campaign ends on 3 March 2025; its neighbour of the other fund has nothing known, and something to do.</summary>
public sealed class QueueRemindersTests
{
    [Theory]
    [OnSqlite(30, 2)]
    [OnSqlite(28, 2)]
    [OnSqlite(27, 0)]
    [OnSqlite(11, 0)]
    [OnSqlite(10, 2)]
    [OnSqlite(3, 0)]
    [OnSqlite(2, 2)]
    [OnSqlite(0, 2)]
    [OnSqlServer(10, 2)]
    public async Task Reminders_LeaveOnTheirDayOrTheTwoNext(DatabaseProvider provider, int daysLeft, int expected)
    {
        await using var scenario = await Scenario.StartAsync(provider);

        Assert.Equal(expected, await RemindAsync(scenario, daysLeft));
    }

    [Theory, OnSqlite]
    public async Task Reminders_BeforeEightInTheMorning_Wait(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);

        Assert.Equal(0, await RemindAsync(scenario, 10, hour: 6));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Reminders_AreSentOnceForAMilestone(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);

        Assert.Equal((2, 0, 0, 2), (await RemindAsync(scenario, 10), await RemindAsync(scenario, 10, hour: 15), await RemindAsync(scenario, 9), await RemindAsync(scenario, 2)));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Reminders_FollowAClosingDateThatMoves(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        Assert.Equal(2, await RemindAsync(scenario, 10));

        var moved = await scenario.Portal.RunAsync((MoveClosingDate move) =>
            move.RunAsync(scenario.Admin, scenario.Campaign.Id, new DateOnly(2025, 3, 23), "Décision du comité national du jour."));

        Assert.True(moved.IsDone);
        Assert.Equal(0, await RemindAsync(scenario, 2));
        Assert.Equal(2, await RemindAsync(scenario, -10));
        await using var db = scenario.Portal.NewContext();
        Assert.Equal(1, await db.AuditEvents.CountAsync(happened => happened.Kind == AuditKinds.ClosingDateMoved));
    }

    [Theory, OnSqlite]
    public async Task Reminders_SpareThoseWithNothingToDo(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.KnowMeasuredFactsAsync();
        await scenario.KnowAsync(("dmpSoftware.prefilled", Facts.Yes), ("secureMailbox.prefilled", Facts.Yes));

        Assert.Equal([scenario.Neighbour.Email!], await RemindedAsync(scenario));
    }

    [Theory, OnSqlite]
    public async Task Reminders_SpareThoseWhoseProofWaitsForTheFund(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.KnowMeasuredFactsAsync();
        await scenario.TransmittedAsync();

        Assert.DoesNotContain(scenario.Practitioner.Email, await RemindedAsync(scenario));
    }

    [Theory, OnSqlite]
    public async Task Reminders_ReachThoseWhoseProofWasRefused(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.KnowMeasuredFactsAsync();
        var (_, use) = await scenario.TransmittedAsync();
        _ = (await scenario.RefuseAsync(use)).Value;

        Assert.Contains(scenario.Practitioner.Email, await RemindedAsync(scenario));
    }

    [Theory, OnSqlite]
    public async Task Reminders_ReachThoseWhoTransmittedWithoutTheProof(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.KnowMeasuredFactsAsync();
        _ = (await scenario.TransmitAsync(await scenario.DraftAsync())).Value;

        Assert.Contains(scenario.Practitioner.Email, await RemindedAsync(scenario));
    }

    [Theory, OnSqlite]
    public async Task Reminders_ReachThoseWhoChangedTheirDraftSince(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.KnowMeasuredFactsAsync();
        var (declaration, _) = await scenario.TransmittedAsync();
        _ = (await scenario.SaveAsync(declaration, A.Answers((Scenario.Coordination, "msp")), null, "coordinated-care")).Value;

        Assert.Contains(scenario.Practitioner.Email, await RemindedAsync(scenario));
    }

    [Theory, OnSqlite]
    public async Task Reminders_SpareThoseWhoTookTheirChangeBack(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.KnowMeasuredFactsAsync();
        var (declaration, _) = await scenario.TransmittedAsync();
        var changed = (await scenario.SaveAsync(declaration, A.Answers((Scenario.Coordination, "msp")), null, "coordinated-care")).Value;
        _ = (await scenario.SaveAsync(changed, A.Answers((Scenario.Coordination, "cpts")), null, "coordinated-care")).Value;

        Assert.DoesNotContain(scenario.Practitioner.Email, await RemindedAsync(scenario));
    }

    [Theory, OnSqlite]
    public async Task Reminders_ReachThoseWhoseTransmittedDocumentHasAVirus(DatabaseProvider provider)
    {
        // Nobody will ever judge it: its owner has to send another one.
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.KnowMeasuredFactsAsync();
        await scenario.TransmittedAsync();
        await using (var db = scenario.Portal.NewContext())
        {
            (await db.EvidenceDocuments.SingleAsync()).MarkInfected("Essai", scenario.Portal.Clock.UtcNow);
            await db.SaveChangesAsync();
        }

        Assert.Contains(scenario.Practitioner.Email, await RemindedAsync(scenario));
    }

    [Theory, OnSqlite]
    public async Task Reminders_OfAClosedCampaign_AreNone(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.Portal.RunAsync((CloseCampaign close) => close.RunAsync(scenario.Admin, scenario.Campaign.Id));

        Assert.Equal(0, await RemindAsync(scenario, 10));
    }

    private static async Task<int> RemindAsync(Scenario scenario, int daysLeft, int hour = 9)
    {
        scenario.Portal.Clock.Set(new DateTime(2025, 3, 3, hour, 0, 0, DateTimeKind.Utc).AddDays(-daysLeft));
        return await scenario.Portal.RunAsync((QueueReminders reminders) => reminders.RunAsync());
    }

    private static async Task<IReadOnlyList<string>> RemindedAsync(Scenario scenario)
    {
        await RemindAsync(scenario, 10);
        return [.. (await MailOutboxTests.MailsAsync(scenario)).Where(mail => mail.Key.StartsWith("reminder/", StringComparison.Ordinal)).Select(mail => mail.Recipient)];
    }
}
