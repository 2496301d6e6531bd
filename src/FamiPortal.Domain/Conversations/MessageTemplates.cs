using System.Text.Json;
using FamiPortal.Domain.Declarations;

namespace FamiPortal.Domain.Conversations;

/// <summary>Ready-made messages of agents, from <c>message-templates.json</c>: words are data, an agent reads them again before sending.</summary>
public static class MessageTemplates
{
    private static readonly Lazy<IReadOnlyList<MessageTemplate>> Embedded = new(Read);

    public static IReadOnlyList<MessageTemplate> All => Embedded.Value;

    /// <summary>The text with what is known of a declaration in its places.</summary>
    public static string Fill(MessageTemplate template, Declaration declaration, Actor agent)
    {
        var campaign = declaration.Campaign;
        return template.Text
            .Replace("{professionnel}", declaration.Practitioner.DisplayName, StringComparison.Ordinal)
            .Replace("{campagne}", campaign.Title, StringComparison.Ordinal)
            .Replace("{fin-de-saisie}", $"{ParisTime.LongDateAndTime(campaign.LastMinuteOfEntry)}, heure de Paris", StringComparison.Ordinal)
            .Replace("{caisse}", declaration.Practitioner.Fund.Name, StringComparison.Ordinal)
            .Replace("{agent}", agent.DisplayName, StringComparison.Ordinal);
    }

    private static List<MessageTemplate> Read()
    {
        using var stream = typeof(MessageTemplates).Assembly.GetManifestResourceStream("FamiPortal.Domain.Conversations.message-templates.json")
            ?? throw new InvalidOperationException("message-templates.json is not embedded.");
        return JsonSerializer.Deserialize<List<MessageTemplate>>(stream, Json.Readable)!;
    }
}

/// <param name="Code">In the address.</param>
/// <param name="Label">In the list.</param>
/// <param name="Text">With <c>{professionnel}</c>, <c>{campagne}</c>, <c>{fin-de-saisie}</c>, <c>{caisse}</c>, <c>{agent}</c>.</param>
public sealed record MessageTemplate(string Code, string Label, string Text);
