using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Conversations;
using FamiPortal.Web.Infrastructure;
using FamiPortal.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>What the practitioner and their fund write to each other about one declaration.</summary>
public sealed class MessagesModel(OwnCampaign campaigns, OpenConversation conversations, SendMessage send) : PageModel
{
    [BindProperty]
    public MessageForm Form { get; set; } = new();

    public Conversation Conversation { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync([FromRoute] int exercise, CancellationToken cancellationToken) =>
        await LoadAsync(exercise, cancellationToken) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync([FromRoute] int exercise, CancellationToken cancellationToken)
    {
        if (await LoadAsync(exercise, cancellationToken) is not { } declarationId)
        {
            return NotFound();
        }

        var sent = await send.RunAsync(User.Actor(), declarationId, Form.Text, cancellationToken);
        if (!sent.IsDone)
        {
            return this.Refused(sent.Problems, nameof(Form));
        }

        this.Flash("Message envoyé à votre caisse.");
        return Redirect(Links.Messages(exercise));
    }

    private async Task<Guid?> LoadAsync(int exercise, CancellationToken cancellationToken)
    {
        var found = await campaigns.RunAsync(User.Actor(), exercise, cancellationToken);
        if (!found.IsDone || found.Value.DeclarationId is not { } declarationId
            || !(await conversations.RunAsync(User.Actor(), declarationId, cancellationToken)).TryGet(out var conversation))
        {
            return null;
        }

        Conversation = conversation;
        return declarationId;
    }
}
