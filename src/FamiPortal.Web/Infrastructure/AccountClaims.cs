using System.Security.Claims;
using FamiPortal.Domain;
using FamiPortal.Domain.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace FamiPortal.Web.Infrastructure;

/// <summary>What every page needs to know about who is signed in, carried by the cookie so that no page asks the database.</summary>
public sealed class AccountClaims(UserManager<Account> users, RoleManager<IdentityRole<Guid>> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<Account, IdentityRole<Guid>>(users, roles, options)
{
    internal const string DisplayName = "fami:name";
    internal const string Practitioner = "fami:practitioner";
    internal const string Fund = "fami:fund";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(DisplayName, user.DisplayName));
        Add(Practitioner, user.PractitionerId);
        Add(Fund, user.FundId);
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

    public static Guid? FundId(this ClaimsPrincipal user) => Id(user, AccountClaims.Fund);

    public static string DisplayName(this ClaimsPrincipal user) => user.FindFirstValue(AccountClaims.DisplayName) ?? "";

    /// <summary>Whoever is signed in, as use cases want to know them.</summary>
    public static Actor Actor(this ClaimsPrincipal user) => new(
        user.AccountId(),
        user.DisplayName(),
        Areas.Of(user)?.Role ?? throw new InvalidOperationException("Nobody with a role is signed in."),
        user.PractitionerId(),
        user.FundId());

    private static Guid? Id(ClaimsPrincipal user, string type) => Guid.TryParse(user.FindFirstValue(type), out var id) ? id : null;
}
