using FamiPortal.Domain.Audit;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AdminArea;

/// <summary>Who did what, when, newest first.</summary>
public sealed class JournalModel(AuditJournal journal, RuleCatalogue catalogue) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "action")]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true, Name = "du")]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true, Name = "au")]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public JournalPage Events { get; private set; } = null!;

    public RuleCatalogue Catalogue => catalogue;

    public string PagerHref => Pager.HrefOf("/admin/journal", null, ((string[])["action", "du", "au"]).Select(name => (name, (string?)Request.Query[name].ToString())));

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Events = await journal.RunAsync(User.Actor(), Kind, From, To, Number, cancellationToken);
}
