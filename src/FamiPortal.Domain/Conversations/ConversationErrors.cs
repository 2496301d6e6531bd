using FamiPortal.Rules;

namespace FamiPortal.Domain.Conversations;

/// <summary>Why a message is refused; what was typed stays in the form.</summary>
public static class ConversationErrors
{
    public static Problem Empty { get; } = new("message-empty", "Écrivez votre message avant de l’envoyer.", "Text");

    public static Problem TooLong(int length) => new(
        "message-too-long",
        $"Ce message compte {French.Number(length)} caractères\u00A0: {French.Number(Message.TextLengthMax)} au plus. Raccourcissez-le, ou envoyez-le en deux fois.",
        "Text");
}
