using System.Globalization;
using FamiPortal.Domain;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Situations;
using FamiPortal.Domain.Software;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>
/// What if: every question of a rule set, without an account. The answers are in the address, so that a simulation can be
/// kept or sent, and nowhere else.
/// </summary>
[AllowAnonymous]
public sealed class SimulatorModel(RuleCatalogue catalogue, SoftwareCatalogue software, TimeProvider clock) : PageModel
{
    public const string ProofsName = "justificatifs";

    /// <summary>More options than this are a list to unfold rather than boxes to read.</summary>
    private const int OptionsInSightMax = 12;

    public Simulation Simulation { get; private set; } = null!;

    public RuleSet RuleSet => Simulation.RuleSet;

    public Answers Typed { get; private set; } = Answers.None;

    /// <summary>What becomes of the proofs: a code of the evidence list.</summary>
    public EnumerationValue Proofs { get; private set; } = null!;

    /// <summary>The states that make sense to try: every one but the neutral one.</summary>
    public IReadOnlyList<EnumerationValue> ProofChoices { get; private set; } = [];

    /// <summary>Null until something is answered that can be read.</summary>
    public Assessment? Result { get; private set; }

    public IReadOnlyList<Advice> Advice { get; private set; } = [];

    /// <summary>Products to propose.</summary>
    public IReadOnlyList<SoftwareProduct> Software { get; private set; } = [];

    public bool HasProofs => ProofChoices.Count > 0;

    public static string Link(RuleSet ruleSet) => $"/simulateur/{ruleSet.Profession.Code}/{ruleSet.Exercise.ToString(CultureInfo.InvariantCulture)}";

    public static bool IsFolded(FormField field) => field.Control == FormControl.Choice && field.Options.Count > OptionsInSightMax;

    public async Task<IActionResult> OnGetAsync([FromRoute] string profession, [FromRoute] int exercise, CancellationToken cancellationToken)
    {
        if (catalogue.Find(profession, exercise) is not { } ruleSet)
        {
            return NotFound();
        }

        Simulation = new Simulation(ruleSet);
        Software = await software.OfferedAsync(profession, cancellationToken);
        Typed = Answers.From(Simulation.Names.Distinct().Select(name =>
            KeyValuePair.Create<string, IReadOnlyList<string>>(name, [.. Request.Query[name].OfType<string>()])));
        ReadProofs();
        if (Request.Query.Count > 0)
        {
            Assess();
        }

        return Page();
    }

    public IndicatorResult? ResultOf(Indicator indicator) => Result?[indicator.Code];

    private void ReadProofs()
    {
        var state = RuleSet.Indicators.SelectMany(indicator => indicator.Proofs).FirstOrDefault()?.State.Member.Type as EnumerationType;
        ProofChoices = [.. (state?.Enumeration.Values ?? []).Where(value => value.Code != Enumeration.None)];
        Proofs = ProofChoices.FirstOrDefault(value => value.Code == Request.Query[ProofsName])
            ?? ProofChoices.FirstOrDefault(value => value.Code == Domain.Situations.Simulation.AcceptedProof)
            ?? new EnumerationValue(Domain.Situations.Simulation.AcceptedProof, "");
    }

    private void Assess()
    {
        var today = ParisTime.DateOf(clock.GetUtcNow().UtcDateTime);
        if (!Simulation.Assemble(Typed, Proofs.Code, today, catalogue).TryGet(out var situation, out var problems))
        {
            foreach (var problem in problems)
            {
                this.AddError(problem.Field ?? "", problem.Message);
            }

            return;
        }

        Result = situation.Assess();
        Advice = Advisor.Advise(RuleSet, situation.Situation, new DateOnly(RuleSet.Exercise, 1, 1), DateOnly.MaxValue);
    }
}
