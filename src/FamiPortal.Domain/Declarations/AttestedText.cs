using FamiPortal.Rules;

namespace FamiPortal.Domain.Declarations;

/// <summary>What the practitioner attested on their honour: the text as it was shown, its version, the indicators it covers.</summary>
public sealed record AttestedText(string Text, string Version, IReadOnlyList<string> IndicatorCodes)
{
    /// <summary>The sentence of each indicator that rests on the practitioner's word.</summary>
    public IReadOnlyList<IndicatorAttestation> Indicators { get; init; } = [];

    /// <summary>Who attested, as their name was.</summary>
    public string? ByName { get; init; }

    public Guid? ByAccountId { get; init; }
}

/// <summary>The exact sentence attested for one indicator, kept with its transmission.</summary>
public sealed record IndicatorAttestation(string IndicatorCode, string Text, string Version)
{
    /// <summary>The sentence that a form shows beside its box.</summary>
    public static IndicatorAttestation For(RuleSet ruleSet, Indicator indicator) => new(
        indicator.Code,
        $"Indicateur {indicator.Number}, {indicator.Label}{French.NoBreakSpace}: ma réponse est exacte pour l’exercice {ruleSet.Exercise}, et je tiens de quoi la justifier à la disposition de l’Assurance Maladie.",
        ruleSet.Attestation.Version);
}
