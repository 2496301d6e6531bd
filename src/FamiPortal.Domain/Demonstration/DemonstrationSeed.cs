using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Funds;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Practitioners;
using FamiPortal.Domain.Software;
using FamiPortal.Rules;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Demonstration;

/// <summary>
/// Writes the demonstration: funds, accounts, and for each campaign whose rules are loaded, its personas and what they did,
/// through the same use cases as everybody. What exists already is left alone, so that it may run at every start, and completes
/// itself when new rule sets arrive.
/// </summary>
public sealed class DemonstrationSeed(
    FamiDbContext db, RuleCatalogue catalogue, IEvidenceFiles files, StoredText texts, VirusScanner scanner, SoftwareCatalogue software, TimeProvider clock)
{
    private const int Version = 1;

    private static readonly PasswordHasher<Account> Hasher = new();

    /// <returns>What was added; zeros when everything was there.</returns>
    public async Task<DemonstrationSummary> RunAsync(CancellationToken cancellationToken = default)
    {
        var data = DemonstrationData.Load();
        var now = clock.GetUtcNow().UtcDateTime;
        await AddFundsAndStaffAsync(data, cancellationToken);
        await AddSoftwareAsync(cancellationToken);
        var (campaigns, practitioners) = (0, 0);
        foreach (var planned in data.Campaigns.OrderBy(any => any.Exercise))
        {
            if (catalogue.Find(planned.Profession, planned.Exercise) is not { } ruleSet
                || await db.Campaigns.AnyAsync(any => any.ProfessionCode == planned.Profession && any.Exercise == planned.Exercise, cancellationToken))
            {
                continue;
            }

            // A campaign comes whole or not at all: a seed that was interrupted starts it again.
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            practitioners += await AddPractitionersAsync(data, planned.Profession, cancellationToken);
            await new DemonstrationStory(db, catalogue, files, texts, scanner, software, data, planned, ruleSet, now).TellAsync(cancellationToken);
            db.ChangeTracker.Clear();
            var campaign = await db.Campaigns.SingleAsync(
                any => any.ProfessionCode == planned.Profession && any.Exercise == planned.Exercise, cancellationToken);
            db.Record(Actor.Portal, now, AuditKinds.DemonstrationSeeded, campaign, campaign.Id, details: new { version = Version, ruleSet = ruleSet.Key });
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            campaigns++;
        }

        return new DemonstrationSummary(campaigns, practitioners);
    }

    private async Task AddSoftwareAsync(CancellationToken cancellationToken)
    {
        if (await db.SoftwareProducts.AnyAsync(cancellationToken))
        {
            return;
        }

        using var list = new StreamReader(DemonstrationData.Open("software.csv"));
        var imported = await new ImportSoftware(db, software, clock).RunAsync(Actor.Portal, list, cancellationToken);
        if (!imported.IsDone)
        {
            throw new InvalidOperationException(imported.Problems[0].Message);
        }

        db.ChangeTracker.Clear();
    }

    private async Task AddFundsAndStaffAsync(DemonstrationData data, CancellationToken cancellationToken)
    {
        var known = await db.Funds.ToDictionaryAsync(fund => fund.Code, cancellationToken);
        foreach (var fund in data.Funds.Where(fund => !known.ContainsKey(fund.Code)))
        {
            known[fund.Code] = db.Funds.Add(new Fund(fund.Code, fund.Name)).Entity;
        }

        foreach (var role in Roles.All)
        {
            if (!await db.Roles.AnyAsync(any => any.Name == role, cancellationToken))
            {
                db.Roles.Add(new IdentityRole<Guid>(role) { Id = Ids.New(), NormalizedName = role.ToUpperInvariant(), ConcurrencyStamp = Guid.NewGuid().ToString() });
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        foreach (var staff in data.Staff)
        {
            await AddAccountAsync(staff.Email, staff.Name, staff.Role, null, staff.Fund is null ? null : known[staff.Fund].Id, cancellationToken, staff.IsSupervisor);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<int> AddPractitionersAsync(DemonstrationData data, string profession, CancellationToken cancellationToken)
    {
        var funds = await db.Funds.ToDictionaryAsync(fund => fund.Code, cancellationToken);
        var added = 0;
        foreach (var persona in data.Personas.Where(persona => persona.Profession == profession))
        {
            var rpps = Rpps.Parse(persona.Rpps);
            if (await db.Practitioners.AnyAsync(any => any.Rpps == rpps, cancellationToken))
            {
                continue;
            }

            var practitioner = new Practitioner(rpps, persona.Title, persona.Name.First, persona.Name.Last, profession, funds[persona.Fund])
                .WithSpecialty(persona.Specialty).WithEmail(persona.Email);
            db.Practitioners.Add(practitioner);
            added++;
            if (persona.HasAccount)
            {
                await AddAccountAsync(persona.Email, practitioner.DisplayName, Roles.Practitioner, practitioner.Id, null, cancellationToken);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        return added;
    }

    private async Task AddAccountAsync(
        string email, string displayName, string role, Guid? practitionerId, Guid? fundId, CancellationToken cancellationToken, bool isSupervisor = false)
    {
        if (await db.Users.AnyAsync(any => any.Email == email, cancellationToken))
        {
            return;
        }

        var account = new Account
        {
            DisplayName = displayName,
            PractitionerId = practitionerId,
            FundId = fundId,
            IsSupervisor = isSupervisor,
            UserName = email,
            NormalizedUserName = email.ToUpperInvariant(),
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            EmailConfirmed = true,
            LockoutEnabled = true,
            ConcurrencyStamp = Guid.NewGuid().ToString(),
        };
        account.PasswordHash = Hasher.HashPassword(account, DemonstrationAccounts.Password);
        db.Users.Add(account);
        var roleId = await db.Roles.Where(any => any.Name == role).Select(any => any.Id).SingleAsync(cancellationToken);
        db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = account.Id, RoleId = roleId });
    }
}

/// <summary>What a run of the seed added.</summary>
public sealed record DemonstrationSummary(int Campaigns, int Practitioners);
