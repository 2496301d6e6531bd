using FamiPortal.Domain.Accounts;

namespace FamiPortal.Domain;

/// <summary>
/// Who asks. Every use case receives one, shows only what it may see and signs its audit event with it. A practitioner's
/// actor points at their record, an agent's at their fund.
/// </summary>
public sealed record Actor(Guid AccountId, string DisplayName, string Role, Guid? PractitionerId = null, Guid? FundId = null, bool IsSupervisor = false)
{
    /// <summary>The portal itself: the command line, the demonstration seed. It holds an administrator's rights.</summary>
    public static readonly Actor Portal = new(Guid.Empty, "FamiPortal", Roles.Admin);

    /// <summary>Null for the portal itself and for people of the demonstration who have no account.</summary>
    public Guid? KnownAccountId => AccountId == Guid.Empty ? null : AccountId;

    public bool IsAdmin => Role == Roles.Admin;

    /// <summary>The practitioner's own record, when the actor is one.</summary>
    public Guid? OwnPractitionerId => Role == Roles.Practitioner ? PractitionerId : null;

    /// <summary>The fund whose practitioners the actor handles, when the actor is an agent.</summary>
    public Guid? OwnFundId => Role == Roles.Agent ? FundId : null;

    /// <summary>The fund whose work the actor shares out, when the actor is one of its supervisors.</summary>
    public Guid? SupervisedFundId => IsSupervisor ? OwnFundId : null;
}
