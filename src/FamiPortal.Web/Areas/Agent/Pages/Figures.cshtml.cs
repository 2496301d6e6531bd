using FamiPortal.Domain.Desk;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AgentArea;

/// <summary>The fund in figures; every chart is drawn beside the numbers of its table.</summary>
public sealed class FiguresModel(FundFigures figures, RuleCatalogue catalogue, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "exercice")]
    public int? Exercise { get; set; }

    public Figures Figures { get; private set; } = null!;

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Figures = await figures.RunAsync(User.Actor(), Exercise, cancellationToken);

    public string IndicatorLabel(string profession, int exercise, string code) => catalogue.IndicatorOf(profession, exercise, code)?.Label ?? code;

    public string ProfessionLabel(string code) => catalogue.FindProfession(code)?.PluralLabel ?? code;

    /// <summary>The reason as the library of the rules words it; the agent's own words have none.</summary>
    public string ReasonLabel(ReasonFigures reason) => reason.ReasonCode is not { } code
        ? "Avec les mots de l’agent"
        : catalogue.Find(reason.ProfessionCode, reason.Exercise)?.FindProof(reason.ProofCode)?.RefusalReasons.FirstOrDefault(known => known.Code == code) is { } found
            ? $"{found.Code} {found.Label}"
            : code;

    /// <summary><c>45 min</c>, <c>6 h</c>, <c>2,5 jours</c></summary>
    public static string Duration(TimeSpan delay) => delay.TotalHours < 1 ? $"{French.Number((Int128)Math.Ceiling(delay.TotalMinutes))}\u00A0min"
        : delay.TotalDays < 1 ? $"{French.Number((Int128)Math.Round(delay.TotalHours))}\u00A0h"
        : $"{French.Number((decimal)Math.Round(delay.TotalDays, 1), 0, 1)}\u00A0{(delay.TotalDays < 2 ? "jour" : "jours")}";
}
