namespace FamiPortal.Domain.Demonstration;

/// <summary>
/// What tells a demonstration account from a real one: its e-mail domain, which no mail can reach. All share one
/// password, published on purpose; they exist only where demonstration data was seeded.
/// </summary>
public static class DemonstrationAccounts
{
    public const string EmailDomain = "@demo.famiportal.example";

    public const string Password = "demonstration-famiportal";

    public static bool Includes(string? email) => email?.EndsWith(EmailDomain, StringComparison.OrdinalIgnoreCase) == true;
}
