using FamiPortal.Domain.Persistence;

namespace FamiPortal.Domain.Mail;

/// <summary>
/// A mail to send, written in the same transaction as the event that it tells and sent afterwards, so that neither a refused
/// change nor a broken server makes a difference between what happened and what is told. It holds nothing sensitive: that
/// there is something to read, and where.
/// </summary>
public sealed class OutgoingMail
{
    public const int KeyLengthMax = 200;
    public const int TextLengthMax = 2_000;

    /// <summary>Waits between two attempts; after the last one the mail is given up.</summary>
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(24),
    ];

    private OutgoingMail()
    {
    }

    internal OutgoingMail(string recipient, MailText text, string key, DateTime now)
    {
        Id = Ids.New();
        Recipient = recipient;
        Subject = text.Subject;
        Text = text.Text;
        Path = text.Path;
        Key = key;
        CreatedAt = now;
        NextAttemptAt = now;
        Version = Guid.NewGuid();
    }

    public Guid Id { get; private set; }

    public string Recipient { get; private set; } = "";

    public string Subject { get; private set; } = "";

    public string Text { get; private set; } = "";

    /// <summary>Where to read on; the sender puts the portal's own address before it.</summary>
    public string Path { get; private set; } = "";

    /// <summary>Unique: what the mail tells, so that it is told once.</summary>
    public string Key { get; private set; } = "";

    public DateTime CreatedAt { get; private set; }

    public MailState State { get; private set; }

    public int Attempts { get; private set; }

    /// <summary>Not before; while it is being sent, the instant from which another sender may try.</summary>
    public DateTime NextAttemptAt { get; private set; }

    public DateTime? SentAt { get; private set; }

    /// <summary>What kind of failure the last one was; never the server's words, which may hold an address.</summary>
    public string? LastFailure { get; private set; }

    /// <summary>Guards two senders.</summary>
    public Guid Version { get; private set; }

    /// <summary>Taken by one sender: should it die, another one tries after the wait.</summary>
    internal void Take(DateTime now)
    {
        Attempts++;
        NextAttemptAt = now + Waits[Math.Min(Attempts, Waits.Length) - 1];
        Version = Guid.NewGuid();
    }

    internal void MarkSent(DateTime now)
    {
        State = MailState.Sent;
        SentAt = now;
        LastFailure = null;
        Version = Guid.NewGuid();
    }

    internal void MarkFailed(string failure, bool isFinal)
    {
        LastFailure = failure;
        if (isFinal || Attempts >= Waits.Length)
        {
            State = MailState.Abandoned;
        }

        Version = Guid.NewGuid();
    }

    internal void Expire()
    {
        State = MailState.Expired;
        Version = Guid.NewGuid();
    }
}

/// <summary>What became of a mail.</summary>
public enum MailState
{
    /// <summary>To be sent, or to be tried again.</summary>
    Waiting,

    Sent,

    /// <summary>Refused for good, or tried too often.</summary>
    Abandoned,

    /// <summary>Too old to be worth sending when a server was at last there, or no longer true.</summary>
    Expired,
}
