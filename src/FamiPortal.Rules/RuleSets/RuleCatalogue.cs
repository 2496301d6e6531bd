namespace FamiPortal.Rules;

/// <summary>Every rule set that this host knows.</summary>
public sealed class RuleCatalogue
{
    private readonly Dictionary<(string Profession, int Exercise), RuleSet> byKey;

    /// <summary>Builds the catalogue.</summary>
    /// <param name="professions">In display order.</param>
    /// <param name="guides">The guides that rules refer to.</param>
    /// <param name="ruleSets">One a profession and exercise.</param>
    public RuleCatalogue(IReadOnlyList<Profession> professions, IReadOnlyList<Guide> guides, IReadOnlyList<RuleSet> ruleSets)
    {
        Professions = professions;
        Guides = guides;
        RuleSets = [.. ruleSets.OrderBy(r => r.Profession.Code, StringComparer.Ordinal).ThenBy(r => r.Exercise)];
        byKey = ruleSets.ToDictionary(r => (r.Profession.Code, r.Exercise));
    }

    /// <summary>The professions that have rule sets.</summary>
    public IReadOnlyList<Profession> Professions { get; }

    /// <summary>The guides that rules refer to.</summary>
    public IReadOnlyList<Guide> Guides { get; }

    /// <summary>By profession, then exercise.</summary>
    public IReadOnlyList<RuleSet> RuleSets { get; }

    /// <summary>The rule set of a profession and exercise, or null.</summary>
    /// <param name="profession">Code, case-sensitive.</param>
    /// <param name="exercise">The year N.</param>
    public RuleSet? Find(string profession, int exercise) => byKey.GetValueOrDefault((profession, exercise));

    /// <summary>The rule set of that key, <c>profession/exercise</c>, or null.</summary>
    /// <param name="key">Case-sensitive.</param>
    public RuleSet? Find(string key) => RuleSets.FirstOrDefault(r => r.Key == key);

    /// <summary>The profession of that code, or null.</summary>
    /// <param name="code">Case-sensitive.</param>
    public Profession? FindProfession(string code) => Professions.FirstOrDefault(p => p.Code == code);
}
