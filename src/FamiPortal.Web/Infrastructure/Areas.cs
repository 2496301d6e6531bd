using System.Security.Claims;
using FamiPortal.Domain.Accounts;

namespace FamiPortal.Web.Infrastructure;

/// <summary>An entry of the main navigation.</summary>
/// <param name="Text">Short: the first entries and « Plus » fit the width of a phone.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="IsForSupervisors">Of a fund, only.</param>
/// <param name="IsMore">Under « Plus ».</param>
public sealed record NavEntry(string Text, string Href, bool IsForSupervisors = false, bool IsMore = false)
{
    /// <summary>Addresses that are reached from there without beginning like it.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>True when a page is there, or behind it.</summary>
    /// <param name="path">Of the page.</param>
    public bool Holds(PathString path) => path.StartsWithSegments(Href) || Others.Any(other => path.StartsWithSegments(other));
}

/// <summary>One of the three areas: a folder of pages, the one role that may open it, where it begins and what its menu holds.</summary>
/// <param name="Name">Folder under <c>Areas/</c>, and name of the policy that closes it.</param>
/// <param name="Role">The only role let in.</param>
/// <param name="Home">Where that role lands after signing in.</param>
/// <param name="Label">Written under the person's name when nothing more precise is known.</param>
/// <param name="IsOffice">Agents and administrators work under a dark header, so that nobody mistakes the role.</param>
/// <param name="Navigation">Main menu.</param>
public sealed record PortalArea(string Name, string Role, string Home, string Label, bool IsOffice, IReadOnlyList<NavEntry> Navigation);

public static class Areas
{
    /// <summary>The entry of the agents' menu that says how many messages nobody has read.</summary>
    public const string AgentMessages = "/agent/messages";

    public static readonly PortalArea Practitioner = new(
        "Practitioner", Roles.Practitioner, "/mon-espace", "Professionnel de santé", IsOffice: false,
        [new("Mon espace", "/mon-espace") { Others = ["/declarations", "/remunerations", "/contestations", "/controles"] }, new("Documents", "/mon-espace/documents"), new("Simulateur", "/simulateur")]);

    public static readonly PortalArea Agent = new(
        "Agent", Roles.Agent, "/agent", "Agent de caisse", IsOffice: true,
        [
            new("À traiter", "/agent"), new("Messages", AgentMessages), new("Contestations", "/agent/contestations"),
            new("Lots", "/agent/lots", IsMore: true), new("Relectures", "/agent/relectures", IsMore: true), new("Contrôles", "/bureau/controles", IsMore: true),
            new("Chiffres", "/agent/chiffres", IsMore: true), new("Répartition", "/agent/supervision", IsForSupervisors: true, IsMore: true),
            new("Transferts", "/agent/supervision/transferts", IsForSupervisors: true, IsMore: true), new("Qualité", "/bureau/qualite", IsForSupervisors: true, IsMore: true),
        ]);

    public static readonly PortalArea Admin = new(
        "Admin", Roles.Admin, "/admin", "Administration nationale", IsOffice: true,
        [
            new("Campagnes", "/admin"), new("Contrôles", "/bureau/controles"), new("Qualité", "/bureau/qualite"), new("Comptes", "/admin/comptes", IsMore: true),
            new("Transferts", "/admin/transferts", IsMore: true), new("Logiciels", "/admin/logiciels", IsMore: true), new("Journal", "/admin/journal", IsMore: true),
        ]);

    /// <summary>The policy of the agents' folder that only the supervisors of a fund may open.</summary>
    public const string SupervisorPolicy = "Supervisor";

    public const string SupervisorFolder = "/Supervision";

    public static readonly IReadOnlyList<PortalArea> All = [Practitioner, Agent, Admin];

    /// <summary>The area of whoever is signed in; none for a visitor.</summary>
    public static PortalArea? Of(ClaimsPrincipal user) => All.FirstOrDefault(area => user.IsInRole(area.Role));

    public static string HomeOf(ClaimsPrincipal user) => Of(user)?.Home ?? "/";
}
