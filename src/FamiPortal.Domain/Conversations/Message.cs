using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Persistence;

namespace FamiPortal.Domain.Conversations;

/// <summary>What a practitioner and their fund write to each other about one declaration. The text never changes.</summary>
public sealed class Message
{
    public const int TextLengthMax = 4_000;

    private Message()
    {
    }

    internal Message(Declaration declaration, Actor author, bool isFromFund, string text, DateTime now)
    {
        Id = Ids.New();
        DeclarationId = declaration.Id;
        AuthorName = author.DisplayName;
        IsFromFund = isFromFund;
        FundName = isFromFund ? declaration.Practitioner.Fund.Name : null;
        Text = text;
        SentAt = now;
    }

    public Guid Id { get; private set; }

    public Guid DeclarationId { get; private set; }

    public Declaration Declaration { get; private set; } = null!;

    /// <summary>As it was.</summary>
    public string AuthorName { get; private set; } = "";

    public bool IsFromFund { get; private set; }

    /// <summary>The fund that wrote; null for the practitioner.</summary>
    public string? FundName { get; private set; }

    public string Text { get; private set; } = "";

    public DateTime SentAt { get; private set; }

    /// <summary>When the other side first saw it.</summary>
    public DateTime? ReadAt { get; private set; }

    internal void MarkRead(DateTime now) => ReadAt ??= now;
}
