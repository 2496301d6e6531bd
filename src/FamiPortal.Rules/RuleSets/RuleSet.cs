namespace FamiPortal.Rules;

/// <summary>The rules of one profession for one exercise year: an immutable snapshot, read from one file.</summary>
public sealed partial class RuleSet
{
    private readonly Dictionary<string, Indicator> byCode;
    private readonly Indicator[] indicators;
    private readonly Part[] parts;
    private readonly long[] worthHundredths;
    private readonly int[] ratePlaces;
    private readonly int rateCount;

    /// <summary>Builds a rule set; the loader has checked its sense.</summary>
    /// <param name="indicators">In display order, numbered from 1, 64 at most.</param>
    public RuleSet(IReadOnlyList<Indicator> indicators)
    {
        Indicators = indicators;
        byCode = indicators.ToDictionary(i => i.Code, StringComparer.Ordinal);
        this.indicators = [.. indicators];
        parts = [.. indicators.Select(i => i.Part).Distinct()];
        foreach (var part in parts)
        {
            part.Mask = MaskOf(i => i.Part == part);
            part.WorthHundredths = (long)(part.Worth * 100);
        }

        worthHundredths = [.. indicators.Select(i => (long)(i.Worth * 100))];
        var count = 0;
        ratePlaces = [.. indicators.Select(i => i.HasRate ? count++ : -1)];
        rateCount = count;
    }

    /// <summary><c>profession/exercise</c>.</summary>
    public string Key => KeyOf(Profession.Code, Exercise);

    /// <summary>The key of the rule set of a profession and exercise, whether or not the catalogue holds it.</summary>
    /// <param name="profession">Code, case-sensitive.</param>
    /// <param name="exercise">The year N.</param>
    public static string KeyOf(string profession, int exercise) => $"{profession}/{exercise.ToString(System.Globalization.CultureInfo.InvariantCulture)}";

    /// <summary>The profession.</summary>
    public required Profession Profession { get; init; }

    /// <summary>The year N that is judged.</summary>
    public required int Exercise { get; init; }

    /// <summary>In French, e.g. « FAMI 2024 ».</summary>
    public required string Title { get; init; }

    /// <summary>The allowance's full name, in French.</summary>
    public required string Allowance { get; init; }

    /// <summary>SHA-256 (lower-case hex) of the rule file and of the facts that it reads: what a frozen assessment refers to.</summary>
    public required string Hash { get; init; }

    /// <summary>The facts that a situation may hold.</summary>
    public required Vocabulary Vocabulary { get; init; }

    /// <summary>The official window of the campaign.</summary>
    public required Window Window { get; init; }

    /// <summary>When it is paid, in French, e.g. « au deuxième trimestre 2025 ».</summary>
    public required string PaidWhen { get; init; }

    /// <summary>Euros per point, or null when worths are euros.</summary>
    public required decimal? PointValue { get; init; }

    /// <summary>The most that the guide promises, in euros; proven by <c>fami rules prove</c>.</summary>
    public required decimal Most { get; init; }

    /// <summary>Days from the calculation of the amounts to the planned payment.</summary>
    public required int PaymentDays { get; init; }

    /// <summary>Parts in display order; a part comes after the one it requires.</summary>
    public required IReadOnlyList<Part> Parts { get; init; }

    /// <summary>Indicators in display order.</summary>
    public IReadOnlyList<Indicator> Indicators { get; }

    /// <summary>What the practitioner attests on honour when transmitting.</summary>
    public required Attestation Attestation { get; init; }

    /// <summary>Where the rules as a whole come from.</summary>
    public required IReadOnlyList<Reference> References { get; init; }

    /// <summary>The indicator of that code, or null.</summary>
    /// <param name="code">Case-sensitive.</param>
    public Indicator? Find(string code) => byCode.GetValueOrDefault(code);

    /// <summary>The form field that fills this path, or null when none asks for it.</summary>
    /// <param name="path">Dotted path.</param>
    public FormField? FindField(string path) => Indicators.SelectMany(i => i.Form).FirstOrDefault(f => f.Path.Text == path);

    /// <summary>The proof of that code, whichever indicator asks for it, or null.</summary>
    /// <param name="code">Case-sensitive.</param>
    public Proof? FindProof(string code) => Indicators.SelectMany(i => i.Proofs).FirstOrDefault(p => p.Code == code);

    /// <summary>The bits of the indicators of a kind: bit i stands for the i-th.</summary>
    private ulong MaskOf(Func<Indicator, bool> kind) =>
        indicators.Where(kind).Aggregate(0UL, (mask, i) => mask | (1UL << (i.Number - 1)));

    /// <summary>Euros for that many units (points or euros).</summary>
    /// <param name="units">Points where the rule set counts points, else euros.</param>
    public decimal Euros(decimal units) => PointValue is { } value ? units * value : units;
}

/// <summary>The official days of a campaign, both included.</summary>
/// <param name="OpensOn">First day, or null when the guide gives none.</param>
/// <param name="ClosesOn">Last day, or null when the guide gives none.</param>
/// <param name="References">Where the guide says so.</param>
public sealed record Window(DateOnly? OpensOn, DateOnly? ClosesOn, IReadOnlyList<Reference> References);

/// <summary>The sentence that is attested.</summary>
/// <param name="Version">Changes with the text.</param>
/// <param name="Text">In French, kept with each transmission.</param>
public sealed record Attestation(string Version, string Text);
