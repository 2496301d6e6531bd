using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>One indicator as its practitioner sees it: how sure it is, in ink and in words, and what it rests on.</summary>
/// <param name="Indicator">As the rules ask it.</param>
/// <param name="Result">Explained.</param>
/// <param name="State">How sure it is.</param>
/// <param name="Words">The same in words.</param>
/// <param name="Icon">The same, drawn.</param>
/// <param name="Proofs">With their documents.</param>
/// <param name="Answers">Those that were assessed.</param>
/// <param name="Read">Every value that the rules have read for it, in their order.</param>
public sealed record IndicatorView(
    Indicator Indicator, IndicatorResult Result, InkState State, string Words, string? Icon, IReadOnlyList<ProofView> Proofs, Answers Answers, IReadOnlyList<KnownValue> Read)
{
    public string Anchor => Links.Anchor(Indicator);

    /// <summary>Nothing to answer, and nothing has come yet of what is measured.</summary>
    public bool AwaitsMeasure => Indicator.Form.Count == 0 && State == InkState.Todo;

    /// <summary>Said with the number to those who don't see the ink.</summary>
    public string Spoken => $"{Indicator.Label}, {SpokenWords}";

    public string SpokenWords => $"{char.ToLowerInvariant(Words[0])}{Words[1..]}";

    public bool IsBegun => Completeness.IsBegun(Indicator, Answers);

    public bool IsAchieved => Result.Verdict == Verdict.Achieved;

    /// <summary>Nothing to type unless the person wants to correct it.</summary>
    public bool IsSecuredWithoutAnswer => IsAchieved && !IsBegun;

    /// <summary>A document proves nothing as long as nothing is declared.</summary>
    public bool HasUnansweredDocument => !IsBegun && !IsAchieved && Proofs.Any(proof => proof.Uses.Any(use => use.State == EvidenceUseState.Pending));

    public IReadOnlyList<(FormField Field, string Words)> Declared => AnswerWords.Of(Indicator, Answers);

    /// <summary>What the administration knows and the rules have read, declared answers and decisions left out.</summary>
    public IReadOnlyList<KnownValue> Known { get; } = [.. Read.Where(known => known.Origin != FactOrigin.Declared).DistinctBy(known => known.Path)];

    /// <summary>The first value that the fund itself entered in the practitioner's place; null when it entered none.</summary>
    public KnownValue? EnteredByFund { get; } = Read.FirstOrDefault(known => known.Source.StartsWith(FundEntry.Mark, StringComparison.Ordinal));

    /// <summary>« Base des remboursements, 9 janvier 2026 », one by origin.</summary>
    public string Sources => French.Series(Known
        .Select(known => known.AsOf is { } day ? $"{known.Source}, {French.Date(day)}" : known.Source).Distinct());

    public static IReadOnlyList<IndicatorView> All(Standing standing) => [.. standing.Assessment.Indicators.Select(result => Of(result, standing))];

    private static IndicatorView Of(IndicatorResult result, Standing standing)
    {
        var indicator = result.Indicator;
        List<Explanation> nodes = [.. result.Explanation?.Flatten() ?? []];
        List<KnownValue> read = [.. nodes.SelectMany(node => node.Known)];
        List<ProofView> proofs = [.. indicator.Proofs.Select(proof => ProofView.Of(proof, nodes, standing.Evidence))];
        var (state, words, icon) = StateOf(result, read, proofs, standing);
        var view = new IndicatorView(indicator, result, state, words, icon, proofs, standing.Answers, read);

        // Whatever the state, every screen says that the fund entered it.
        return view.EnteredByFund is null ? view : view with { Words = $"{words}, saisie caisse" };
    }

    private static (InkState State, string Words, string? Icon) StateOf(
        IndicatorResult result, List<KnownValue> read, List<ProofView> proofs, Standing standing)
    {
        var (indicator, answers, isAchieved) = (result.Indicator, standing.Answers, result.Verdict == Verdict.Achieved);
        if (result.Neutralisation is not null)
        {
            return (InkState.Ok, "Neutralisé", "check");
        }

        if (!Completeness.IsBegun(indicator, answers))
        {
            return isAchieved ? WithoutAnswer(read)
                : indicator.Form.Count == 0 ? (standing.IsOpen && !IsMeasured(read) ? (InkState.Todo, "Pas encore mesuré", "meter") : (InkState.Bad, "Non atteint", "x"))
                : standing.IsOpen ? (InkState.Todo, "À renseigner", "pencil") : (InkState.Bad, "Non déclaré", "x");
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
            return standing.IsOpen ? (InkState.Todo, "Justificatif attendu", "up") : (InkState.Bad, "Justificatif non déposé", "x");
        }

        return HasChanged(indicator, standing) ? (InkState.Draft, "À transmettre", "sign")
            : !isAchieved ? (standing.IsSettled ? (InkState.Bad, "Justificatif non validé", "x") : (InkState.Wait, "Justificatif en attente", null))
            : proofs.Any(proof => proof.IsSettled) ? (InkState.Ok, $"Validé par la {standing.FundKind}", "seal")
            : indicator.IsAttestedOnHonour ? (InkState.Ok, "Attesté", "sign")
            : (InkState.Ok, "Atteint", "check");
    }

    private static (InkState State, string Words, string? Icon) WithoutAnswer(List<KnownValue> read) =>
        read.Any(known => known.Origin == FactOrigin.Prefilled)
            ? (InkState.Ok, "Prérempli", "tray")
            : (InkState.Ok, "Mesuré automatiquement", "meter");

    /// <summary>What a feed brought has its day; a value that nobody brought is the one that the rules suppose.</summary>
    private static bool IsMeasured(List<KnownValue> read) => read.Exists(known => known.AsOf is not null);

    private static bool SaysNo(Indicator indicator, Answers answers) =>
        indicator.Form.SelectMany(field => answers[field.Path.Text]).All(value => value == Enumeration.None);

    private static bool HasChanged(Indicator indicator, Standing standing) =>
        standing.Transmitted is null
        || indicator.Form.Any(field => standing.Differing.Contains(field.Path.Text))
        || standing.Evidence.Any(use => use.IndicatorCode == indicator.Code && use.IsToBeTransmitted);
}
