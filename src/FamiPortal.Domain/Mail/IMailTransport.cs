namespace FamiPortal.Domain.Mail;

/// <summary>Where mails leave the portal: a server, or a folder in Development.</summary>
public interface IMailTransport
{
    /// <summary>False when nothing is configured: mails are kept.</summary>
    bool IsConfigured { get; }

    /// <exception cref="MailRefusedException">The mail will never be taken.</exception>
    /// <exception cref="System.Net.Mail.SmtpException">Not now.</exception>
    /// <exception cref="IOException">Not now.</exception>
    Task SendAsync(OutgoingMail mail, CancellationToken cancellationToken);
}

/// <summary>The server refuses this mail for good: trying again would change nothing.</summary>
public sealed class MailRefusedException(string kind, Exception cause) : Exception(kind, cause)
{
    public string Kind { get; } = kind;
}
