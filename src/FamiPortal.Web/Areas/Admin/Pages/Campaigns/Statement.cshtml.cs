using FamiPortal.Domain.Settlement;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AdminArea;

/// <summary>The frozen result of one practitioner, as they read it, with what it was computed from.</summary>
public sealed class StatementModel(SettledStatement statements) : PageModel
{
    public Statement Statement { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, Guid practitionerId, CancellationToken cancellationToken)
    {
        if (!(await statements.RunAsync(User.Actor(), id, practitionerId, cancellationToken)).TryGet(out var statement, out var problems))
        {
            return this.Refused(problems);
        }

        Statement = statement;
        return Page();
    }

    /// <summary>The frozen verdict of an indicator; null when the rules had no such indicator at the settlement.</summary>
    public Verdict? VerdictOf(Indicator indicator) =>
        Statement.StatusByIndicator.TryGetValue(indicator.Code, out var code)
            ? Enum.GetValues<Verdict>().First(verdict => verdict.Code() == code)
            : null;

    public static (InkState State, string Icon) Ink(Verdict verdict) => verdict switch
    {
        Verdict.Achieved => (InkState.Ok, "check"),
        Verdict.AwaitingEvidence => (InkState.Wait, ""),
        Verdict.NotAchieved => (InkState.Bad, "x"),
    };
}
