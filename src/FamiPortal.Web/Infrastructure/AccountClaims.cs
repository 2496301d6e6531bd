using System.Security.Claims;
using FamiPortal.Domain;
using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Persistence;
using FamiPortal.Rules;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FamiPortal.Web.Infrastructure;

/// <summary>What every page needs to know about who is signed in, carried by the cookie so that no page asks the database.</summary>
public sealed class AccountClaims(
    UserManager<Account> users, RoleManager<IdentityRole<Guid>> roles, IOptions<IdentityOptions> options, FamiDbContext db, RuleCatalogue catalogue)
    : UserClaimsPrincipalFactory<Account, IdentityRole<Guid>>(users, roles, options)
{
    internal const string DisplayName = "fami:name";
    internal const string Practitioner = "fami:practitioner";
    internal const string Profession = "fami:profession";
    internal const string Fund = "fami:fund";
    internal const string Supervisor = "fami:supervisor";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(DisplayName, user.DisplayName));
        Add(Practitioner, user.PractitionerId);
        Add(Fund, user.FundId);
        if (user.PractitionerId is { } own
            && await db.Practitioners.Where(any => any.Id == own).Select(any => any.ProfessionCode).SingleOrDefaultAsync() is { } code
            && catalogue.FindProfession(code) is { } profession)
        {
            identity.AddClaim(new Claim(Profession, profession.Label));
        }

        if (user.IsSupervisor && user.FundId is not null)
        {
            identity.AddClaim(new Claim(Supervisor, user.FundId.ToString()!));
        }

        return identity;

        void Add(string type, Guid? id)
        {
            if (id is { } value)
            {
                identity.AddClaim(new Claim(type, value.ToString()));
            }
        }
    }
}

public static class CurrentUser
{
    public static Guid AccountId(this ClaimsPrincipal user) =>
        Id(user, ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("Nobody is signed in.");

    public static Guid? PractitionerId(this ClaimsPrincipal user) => Id(user, AccountClaims.Practitioner);

    /// <summary>« Chirurgien-dentiste », or null for whoever is no practitioner.</summary>
    public static string? Profession(this ClaimsPrincipal user) => user.FindFirstValue(AccountClaims.Profession);

    public static Guid? FundId(this ClaimsPrincipal user) => Id(user, AccountClaims.Fund);

    /// <summary>Of the very fund that the account works for.</summary>
    public static bool IsSupervisor(this ClaimsPrincipal user) =>
        user.IsInRole(Roles.Agent) && Id(user, AccountClaims.Supervisor) is { } fund && fund == user.FundId();

    public static string DisplayName(this ClaimsPrincipal user) => user.FindFirstValue(AccountClaims.DisplayName) ?? "";

    /// <summary>Whoever is signed in, as use cases want to know them.</summary>
    public static Actor Actor(this ClaimsPrincipal user) => new(
        user.AccountId(),
        user.DisplayName(),
        Areas.Of(user)?.Role ?? throw new InvalidOperationException("Nobody with a role is signed in."),
        user.PractitionerId(),
        user.FundId(),
        user.IsSupervisor());

    private static Guid? Id(ClaimsPrincipal user, string type) => Guid.TryParse(user.FindFirstValue(type), out var id) ? id : null;
}
