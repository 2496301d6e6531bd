using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>One indicator as its practitioner sees it: how sure it is, in ink and in words, and what it rests on.</summary>
public sealed record IndicatorView(
    Indicator Indicator, IndicatorResult Result, InkState State, string Words, string? Icon, IReadOnlyList<ProofView> Proofs, Answers Answers)
{
    public string Anchor => Links.Anchor(Indicator);

    /// <summary>Said with the number to those who don't see the ink.</summary>
    public string Spoken => $"{Indicator.Label}, {char.ToLowerInvariant(Words[0])}{Words[1..]}";

    public bool IsBegun => Completeness.IsBegun(Indicator, Answers);

    public bool IsAchieved => Result.Verdict == Verdict.Achieved;

    /// <summary>Nothing to type unless the person wants to correct it.</summary>
    public bool IsSecuredWithoutAnswer => IsAchieved && !IsBegun;

    public IReadOnlyList<(FormField Field, string Words)> Declared => AnswerWords.Of(Indicator, Answers);

    /// <summary>What the administration knows and the rules have read, declared answers and decisions left out.</summary>
    public IReadOnlyList<KnownValue> Known { get; } =
    [
        .. (Result.Explanation?.Flatten() ?? []).SelectMany(node => node.Known)
            .Where(known => known.Origin != FactOrigin.Declared).DistinctBy(known => known.Path),
    ];

    /// <summary>The first value that the fund itself entered in the practitioner's place; null when it entered none.</summary>
    public KnownValue? EnteredByFund { get; } = (Result.Explanation?.Flatten() ?? []).SelectMany(node => node.Known)
        .FirstOrDefault(known => known.Source.StartsWith(FundEntry.Mark, StringComparison.Ordinal));

    /// <summary>« Base des remboursements, 9 janvier 2026 », one by origin.</summary>
    public string Sources => string.Join("\u202F; ", Known
        .Select(known => known.AsOf is { } day ? $"{known.Source}, {French.Date(day)}" : known.Source).Distinct());

    public static IReadOnlyList<IndicatorView> All(Standing standing) => [.. standing.Assessment.Indicators.Select(result => Of(result, standing))];

    private static IndicatorView Of(IndicatorResult result, Standing standing)
    {
        var indicator = result.Indicator;
        List<ProofView> proofs = [.. indicator.Proofs.Select(proof => ProofView.Of(proof, result, standing.Evidence))];
        var (state, words, icon) = StateOf(result, proofs, standing);
        var view = new IndicatorView(indicator, result, state, words, icon, proofs, standing.Answers);

        // Whatever the state, every screen says that the fund entered it.
        return view.EnteredByFund is null ? view : view with { Words = $"{words}, saisie caisse" };
    }

    private static (InkState State, string Words, string? Icon) StateOf(IndicatorResult result, IReadOnlyList<ProofView> proofs, Standing standing)
    {
        var (indicator, answers, isAchieved) = (result.Indicator, standing.Answers, result.Verdict == Verdict.Achieved);
        if (result.Neutralisation is not null)
        {
            return (InkState.Ok, "Neutralisé", "check");
        }

        if (!Completeness.IsBegun(indicator, answers))
        {
            return isAchieved ? WithoutAnswer(result)
                : indicator.Form.Count == 0 ? (InkState.Bad, "Non atteint", "x")
                : (InkState.Todo, "À renseigner", "pencil");
        }

        if (Completeness.Missing(indicator, answers).Any())
        {
            return (InkState.Todo, "À compléter", "pencil");
        }

        if (proofs.Any(proof => proof.IsRefused))
        {
            return (InkState.Bad, "Refusé", "x");
        }

        if (result.Verdict == Verdict.NotAchieved)
        {
            return SaysNo(indicator, answers) ? (InkState.Todo, "Sans objet", null) : (InkState.Bad, "Non atteint", "x");
        }

        if (proofs.Any(proof => proof.IsAsked))
        {
            return (InkState.Wait, "Complément demandé", "alert");
        }

        if (proofs.Any(proof => proof.IsMissing))
        {
            return (InkState.Todo, "Justificatif attendu", "up");
        }

        return HasChanged(indicator, standing) ? (InkState.Draft, "À transmettre", "sign")
            : !isAchieved ? (InkState.Wait, "Justificatif en attente", null)
            : proofs.Any(proof => proof.IsSettled) ? (InkState.Ok, $"Validé par la {standing.FundKind}", "seal")
            : indicator.IsAttestedOnHonour ? (InkState.Ok, "Attesté", "sign")
            : (InkState.Ok, "Atteint", "check");
    }

    private static (InkState State, string Words, string? Icon) WithoutAnswer(IndicatorResult result) =>
        result.Explanation?.Flatten().Any(node => node.Known.Any(known => known.Origin == FactOrigin.Prefilled)) == true
            ? (InkState.Ok, "Prérempli", "tray")
            : (InkState.Ok, "Mesuré automatiquement", "meter");

    private static bool SaysNo(Indicator indicator, Answers answers) =>
        indicator.Form.SelectMany(field => answers[field.Path.Text]).All(value => value == Enumeration.None);

    private static bool HasChanged(Indicator indicator, Standing standing) =>
        standing.Transmitted is not { } transmitted
        || standing.Answers.DifferencesWith(transmitted) is var differing && indicator.Form.Any(field => differing.Contains(field.Path.Text))
        || standing.Evidence.Any(use => use.IndicatorCode == indicator.Code && use.State == EvidenceUseState.Pending && !use.IsTransmitted);
}
