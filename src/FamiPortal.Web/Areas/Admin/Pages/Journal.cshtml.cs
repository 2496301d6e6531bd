using FamiPortal.Domain.Audit;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Http.Extensions;
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

    public string PagerHref
    {
        get
        {
            var query = new QueryBuilder();
            foreach (var name in (string[])["action", "du", "au"])
            {
                if (Request.Query[name].ToString() is { Length: > 0 } value)
                {
                    query.Add(name, value);
                }
            }

            query.Add("p", "");
            return "/admin/journal" + query.ToQueryString();
        }
    }

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Events = await journal.RunAsync(User.Actor(), Kind, From, To, Number, cancellationToken);
}
