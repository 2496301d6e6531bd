using FamiPortal.Domain.Conversations;

namespace FamiPortal.Web.Pages.Shared;

/// <summary>A conversation and the form to answer, for either side (<c>_Conversation.cshtml</c>).</summary>
/// <param name="Conversation">With its messages.</param>
/// <param name="IsOffice">The agent's side.</param>
/// <param name="Action">Where the form goes.</param>
/// <param name="Text">What is in the field.</param>
public sealed record ConversationView(Conversation Conversation, bool IsOffice, string Action, string? Text)
{
    public string To => IsOffice ? $"à {Conversation.Declaration.Practitioner.DisplayName}" : "à votre caisse";

    public string Invitation => IsOffice
        ? "Le professionnel reçoit un courriel qui dit seulement que vous avez écrit."
        : $"Posez votre question à votre caisse, {Conversation.Declaration.Practitioner.Fund.Name}.";
}

public sealed class MessageForm
{
    public string? Text { get; set; }
}
