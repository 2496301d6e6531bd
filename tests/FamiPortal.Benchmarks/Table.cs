namespace FamiPortal.Benchmarks;

/// <summary>What every benchmark prints: one row a measure, the last word says whether its target is met.</summary>
internal sealed class Table
{
    private readonly List<string[]> rows = [["measure", "ours", "floor", "ratio", "target", ""]];

    /// <summary>A row whose ratio must be at most <paramref name="target"/>.</summary>
    public void AtMost(string measure, double ours, double floor, double ratio, double target, string unit) =>
        Add(measure, ours, floor, ratio, $"<= {target:0.00}", ratio <= target, unit);

    /// <summary>A row whose ratio must be at least <paramref name="target"/>.</summary>
    public void AtLeast(string measure, double ours, double floor, double ratio, double target, string unit) =>
        Add(measure, ours, floor, ratio, $">= {target:0.00}", ratio >= target, unit);

    /// <summary>A row that is measured against a fixed limit; <paramref name="floor"/> is only there to compare with.</summary>
    public void Below(string measure, double ours, double? floor, double limit, string unit) =>
        Add(measure, ours, floor, floor is > 0 ? ours / floor : null, $"<= {Number(limit)} {unit}", ours <= limit, unit);

    /// <summary>A row that must reach a fixed number; <paramref name="floor"/> is only there to compare with.</summary>
    public void Above(string measure, double ours, double floor, double least, string unit) =>
        Add(measure, ours, floor, ours / floor, $">= {Number(least)} {unit}", ours >= least, unit);

    public void Print()
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            // Names to the left, numbers to the right.
            Console.WriteLine(string.Join("  ", row.Select((cell, i) => i is 0 or 4 or 5 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd());
        }
    }

    private void Add(string measure, double ours, double? floor, double? ratio, string target, bool met, string unit) => rows.Add(
    [
        measure,
        $"{Number(ours)} {unit}".TrimEnd(),
        floor is { } other ? $"{Number(other)} {unit}".TrimEnd() : "-",
        ratio is { } known ? $"{known:0.00}" : "-",
        target,
        met ? "met" : "MISSED",
    ]);

    private static string Number(double value) => value switch
    {
        >= 1000 => $"{value:#,0}",
        >= 10 => $"{value:0.0}",
        _ => $"{value:0.00}",
    };
}
