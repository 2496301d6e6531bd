using FamiPortal.Domain.Conversations;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AgentArea;

/// <summary>The conversations of the agent's fund.</summary>
public sealed class ConversationsModel(ConversationList conversations) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public ConversationPage List { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => List = await conversations.RunAsync(User.Actor(), Number, cancellationToken);
}
