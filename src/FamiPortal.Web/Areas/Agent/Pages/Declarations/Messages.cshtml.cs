using FamiPortal.Domain.Conversations;
using FamiPortal.Web.Infrastructure;
using FamiPortal.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AgentArea;

/// <summary>The agent's side of a conversation, with ready-made texts.</summary>
public sealed class MessagesModel(OpenConversation conversations, SendMessage send) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true, Name = "modele")]
    public string? Template { get; set; }

    [BindProperty]
    public MessageForm Form { get; set; } = new();

    public Conversation Conversation { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        if (MessageTemplates.All.FirstOrDefault(template => template.Code == Template) is { } chosen)
        {
            Form.Text = MessageTemplates.Fill(chosen, Conversation.Declaration, User.Actor());
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var sent = await send.RunAsync(User.Actor(), Id, Form.Text, cancellationToken);
        if (!sent.IsDone)
        {
            return await LoadAsync(cancellationToken) ? this.Refused(sent.Problems, nameof(Form)) : NotFound();
        }

        this.Flash("Message envoyé. Le professionnel est prévenu par courriel, sans le contenu.");
        return Redirect($"/agent/declarations/{Id}/messages");
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!(await conversations.RunAsync(User.Actor(), Id, cancellationToken)).TryGet(out var conversation))
        {
            return false;
        }

        Conversation = conversation;
        return true;
    }
}
