using FamiPortal.Domain.Persistence;
using Microsoft.AspNetCore.Identity;

namespace FamiPortal.Domain.Accounts;

/// <summary>
/// Somebody who signs in. A practitioner's account points at their record, an agent's at their fund; an
/// administrator's at neither. The role itself is ASP.NET Core Identity's (<see cref="Roles"/>).
/// </summary>
public sealed class Account : IdentityUser<Guid>
{
    public Account()
    {
        Id = Ids.New();
        SecurityStamp = Guid.NewGuid().ToString("N");
    }

    /// <summary>Name shown in the header and in histories, e.g. « Dominique Modèle ».</summary>
    public required string DisplayName { get; set; }

    public Guid? PractitionerId { get; set; }

    public Guid? FundId { get; set; }

    /// <summary>An agent who also shares out the work of their fund and transfers its practitioners.</summary>
    public bool IsSupervisor { get; set; }
}
