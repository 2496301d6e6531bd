using System.Net;
using System.Net.Mail;
using System.Text;

namespace FamiPortal.Domain.Mail;

/// <summary>
/// An SMTP server when one is named, else a folder of .eml files when one is, else nothing. The same mail sent twice (a sender
/// that died after the server's answer) carries the same Message-ID, by which mailboxes know it.
/// </summary>
public sealed class MailTransport(MailOptions options) : IMailTransport
{
    public bool IsConfigured => IsServer || options.Folder is { Length: > 0 };

    private bool IsServer => options.Smtp.Host is { Length: > 0 };

    public async Task SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        using var message = Compose(mail);
        using var client = IsServer ? Server() : Folder();
        try
        {
            await client.SendMailAsync(message, cancellationToken);
        }
        catch (SmtpException refused) when ((int)refused.StatusCode is >= 550 and <= 554)
        {
            // These answers are about this mail, for good; any other one may be different tomorrow.
            throw new MailRefusedException($"SMTP {(int)refused.StatusCode}", refused);
        }
    }

    private MailMessage Compose(OutgoingMail mail)
    {
        var from = new MailAddress(options.From);
        var message = new MailMessage(from, new MailAddress(mail.Recipient))
        {
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = mail.Text.Replace("{adresse}", options.PortalAddress.TrimEnd('/') + mail.Path, StringComparison.Ordinal),
            BodyEncoding = Encoding.UTF8,
            IsBodyHtml = false,
        };
        message.Headers["Message-ID"] = $"<{mail.Id:N}@{from.Host}>";
        message.Headers["Auto-Submitted"] = "auto-generated";
        return message;
    }

    private SmtpClient Server() => new(options.Smtp.Host, options.Smtp.Port)
    {
        EnableSsl = options.Smtp.StartTls,
        Timeout = options.Smtp.TimeoutSeconds * 1_000,
        Credentials = options.Smtp.User is { Length: > 0 } user ? new NetworkCredential(user, options.Smtp.Password) : null,
    };

    private SmtpClient Folder()
    {
        var folder = System.IO.Path.GetFullPath(options.Folder!);
        Directory.CreateDirectory(folder);
        return new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = folder };
    }
}
