namespace FamiPortal.Domain.Accounts;

/// <summary>The three roles of the portal; each has its own area and its own policy.</summary>
public static class Roles
{
    public const string Practitioner = "practitioner";
    public const string Agent = "agent";
    public const string Admin = "admin";

    public static readonly IReadOnlyList<string> All = [Practitioner, Agent, Admin];
}
