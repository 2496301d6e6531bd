using System.Security.Claims;
using FamiPortal.Domain.Accounts;

namespace FamiPortal.Web.Infrastructure;

/// <summary>An entry of the main navigation; some are for the supervisors of a fund only.</summary>
public sealed record NavEntry(string Text, string Href, bool IsForSupervisors = false);

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
    public static readonly PortalArea Practitioner = new(
        "Practitioner", Roles.Practitioner, "/mon-espace", "Professionnel de santé", IsOffice: false,
        [new("Mon espace", "/mon-espace"), new("Simulateur", "/simulateur")]);

    public static readonly PortalArea Agent = new(
        "Agent", Roles.Agent, "/agent", "Agent de caisse", IsOffice: true,
        [
            new("Déclarations à traiter", "/agent"), new("Messages", "/agent/messages"), new("Contestations", "/agent/contestations"), new("Lots", "/agent/lots"), new("Relectures", "/agent/relectures"),
            new("Contrôles", "/bureau/controles"), new("Chiffres", "/agent/chiffres"),
            new("Répartition", "/agent/supervision", IsForSupervisors: true), new("Transferts", "/agent/supervision/transferts", IsForSupervisors: true),
            new("Qualité", "/bureau/qualite", IsForSupervisors: true),
        ]);

    public static readonly PortalArea Admin = new(
        "Admin", Roles.Admin, "/admin", "Administration nationale", IsOffice: true,
        [
            new("Campagnes", "/admin"), new("Contrôles", "/bureau/controles"), new("Qualité", "/bureau/qualite"), new("Transferts", "/admin/transferts"),
            new("Journal", "/admin/journal"),
        ]);

    /// <summary>The policy of the agents' folder that only the supervisors of a fund may open.</summary>
    public const string SupervisorPolicy = "Supervisor";

    public const string SupervisorFolder = "/Supervision";

    public static readonly IReadOnlyList<PortalArea> All = [Practitioner, Agent, Admin];

    /// <summary>The area of whoever is signed in; none for a visitor.</summary>
    public static PortalArea? Of(ClaimsPrincipal user) => All.FirstOrDefault(area => user.IsInRole(area.Role));

    public static string HomeOf(ClaimsPrincipal user) => Of(user)?.Home ?? "/";
}
