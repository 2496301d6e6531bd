using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Contests;
using FamiPortal.Domain.Demonstration;
using FamiPortal.Domain.Evidence;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Demonstration;

public sealed class DemonstrationSeedTests
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Seed_WritesEveryCampaignWhoseRulesAreLoaded(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        var added = await SeedAsync(portal);

        var expected = DemonstrationData.Load().Campaigns.Where(any => TestPortal.Catalogue.Find(any.Profession, any.Exercise) is not null).ToList();
        Assert.Equal(expected.Count, added.Campaigns);
        Assert.NotEmpty(expected);
        await using var db = portal.NewContext();
        foreach (var campaign in await db.Campaigns.ToListAsync())
        {
            var planned = expected.Single(any => any.Profession == campaign.ProfessionCode && any.Exercise == campaign.Exercise);
            Assert.Equal(planned.PaidOn is null ? CampaignState.Open : CampaignState.Published, campaign.State);
            Assert.Equal(planned.PaidOn is null, campaign.IsOpenAt(portal.Clock.UtcNow));
        }

        Assert.Equal(3, await db.Funds.CountAsync());
        Assert.True(await db.EvidenceUses.AnyAsync(use => use.State == EvidenceUseState.Rejected && use.Reason != null));
    }

    [Theory, OnSqlite]
    public async Task Seed_LeavesSomethingToAnswerOnEachSide(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        await SeedAsync(portal);

        await using var db = portal.NewContext();
        Assert.True(await db.Messages.AnyAsync(message => message.IsFromFund && message.ReadAt == null));
        Assert.True(await db.Messages.AnyAsync(message => !message.IsFromFund && message.ReadAt == null));
        Assert.True(await db.Contests.AnyAsync(contest => contest.State == ContestState.UnderReview));
        Assert.True(await db.Contests.AnyAsync(contest => contest.State == ContestState.Rejected && contest.Answer != null));
        Assert.True(await db.EvidenceUses.AnyAsync(use => use.State == EvidenceUseState.Asked && use.AnswerBy != null));
    }

    [Theory, OnSqlite]
    public async Task Seed_Twice_AddsNothing(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await SeedAsync(portal);
        await using var before = portal.NewContext();
        var (events, accounts) = (await before.AuditEvents.CountAsync(), await before.Users.CountAsync());

        var second = await SeedAsync(portal);

        Assert.Equal(new DemonstrationSummary(0, 0), second);
        await using var after = portal.NewContext();
        Assert.Equal((events, accounts), (await after.AuditEvents.CountAsync(), await after.Users.CountAsync()));
    }

    [Theory, OnSqlite]
    public async Task Seed_TellsNothingOfTheFuture(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        await SeedAsync(portal);

        await using var db = portal.NewContext();
        Assert.Empty(await db.AuditEvents.Where(any => any.At > portal.Clock.UtcNow).ToListAsync());
        Assert.All(await db.AuditEvents.Where(any => any.Kind == AuditKinds.EvidenceAccepted).ToListAsync(), any => Assert.Equal(Roles.Agent, any.ActorRole));
    }

    [Theory, OnSqlite]
    public async Task Seed_GivesARoleToEveryAccount(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        await SeedAsync(portal);

        await using var db = portal.NewContext();
        var accounts = await (
            from account in db.Users
            join link in db.UserRoles on account.Id equals link.UserId
            join role in db.Roles on link.RoleId equals role.Id
            select new { account.Email, role.Name, account.PractitionerId, account.FundId }).ToListAsync();
        Assert.Equal(await db.Users.CountAsync(), accounts.Count);
        Assert.All(accounts, account => Assert.True(DemonstrationAccounts.Includes(account.Email)));
        Assert.All(accounts, account => Assert.Equal(account.Name == Roles.Practitioner, account.PractitionerId is not null));
        Assert.All(accounts, account => Assert.Equal(account.Name == Roles.Agent, account.FundId is not null));
        Assert.Contains(accounts, account => account.Email == "iris.maquette@demo.famiportal.example");
    }

    private static Task<DemonstrationSummary> SeedAsync(TestPortal portal) => portal.RunAsync((DemonstrationSeed seed) => seed.RunAsync());
}
