namespace FamiPortal.Domain.Mail;

/// <summary>Section <c>Mail</c> of the configuration.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>Who writes, e.g. <c>FamiPortal &lt;ne-pas-repondre@exemple.fr&gt;</c>.</summary>
    public string From { get; init; } = "FamiPortal <ne-pas-repondre@famiportal.invalid>";

    /// <summary>The portal's own address, written before the path of each mail.</summary>
    public string PortalAddress { get; init; } = "http://localhost:5000";

    /// <summary>A folder of .eml files, instead of a server.</summary>
    public string? Folder { get; init; }

    /// <summary>Older mails are not sent any more: news that is no longer news.</summary>
    public int KeepDays { get; init; } = 7;

    public SmtpOptions Smtp { get; init; } = new();
}

/// <summary>The server that mails leave by; without a host there is none.</summary>
public sealed class SmtpOptions
{
    public string? Host { get; init; }

    public int Port { get; init; } = 587;

    /// <summary>STARTTLS; turn it off only towards a relay on the same machine.</summary>
    public bool StartTls { get; init; } = true;

    public string? User { get; init; }

    public string? Password { get; init; }

    public int TimeoutSeconds { get; init; } = 30;
}
