using FamiPortal.Domain.Accounts;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AdminArea;

/// <summary>The agents' accounts, and who supervises a fund.</summary>
public sealed class AccountsModel(AgentAccounts accounts, MarkSupervisor mark, RenewedAccounts renewed) : PageModel
{
    private const string List = "/admin/comptes";

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "caisse")]
    public Guid? Fund { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public AgentAccountsPage Found { get; private set; } = null!;

    /// <summary>This very list, without its page: to be followed by <c>p=</c>.</summary>
    public string PagerHref => Href(null);

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(Guid account, bool supervisor, CancellationToken cancellationToken)
    {
        var marked = await mark.RunAsync(User.Actor(), account, supervisor, cancellationToken);
        await LoadAsync(cancellationToken);
        if (!marked.TryGet(out var changed, out var problems))
        {
            return this.Refused(problems);
        }

        renewed.Add(changed.Id);
        this.Flash($"{changed.DisplayName} {(supervisor ? "est maintenant superviseur de sa caisse" : "n’est plus superviseur")}. Il lui faudra se reconnecter.");
        return Redirect(Href(Found.Number));
    }

    private string Href(int? page) => Pager.HrefOf(List, page, ("q", Search), ("caisse", Fund?.ToString()));

    private async Task LoadAsync(CancellationToken cancellationToken) =>
        Found = await accounts.RunAsync(User.Actor(), Search, Fund, Number, cancellationToken);
}
