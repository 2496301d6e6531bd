using System.Text;

namespace FamiPortal.Web.Infrastructure;

/// <summary>
/// A table for a spreadsheet set to French: semicolons, UTF-8 with its mark. A cell that a spreadsheet would run as a formula
/// gets an apostrophe first (CWE-1236).
/// </summary>
public static class CsvFile
{
    public const string ContentType = "text/csv; charset=utf-8";

    public static async Task WriteAsync(Stream target, IReadOnlyList<string> header, IAsyncEnumerable<IReadOnlyList<string>> rows, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(Line(header).AsMemory(), cancellationToken);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            await writer.WriteLineAsync(Line(row).AsMemory(), cancellationToken);
        }
    }

    internal static string Line(IEnumerable<string> cells) => string.Join(';', cells.Select(Cell));

    private static string Cell(string text)
    {
        var safe = text.TrimStart(' ') is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(";\"\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
