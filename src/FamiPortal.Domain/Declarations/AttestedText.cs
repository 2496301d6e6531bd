namespace FamiPortal.Domain.Declarations;

/// <summary>What the practitioner attested on their honour: the text as it was shown, its version, the indicators it covers.</summary>
public sealed record AttestedText(string Text, string Version, IReadOnlyList<string> IndicatorCodes);
