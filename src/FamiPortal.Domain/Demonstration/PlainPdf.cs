using System.Globalization;
using System.Text;

namespace FamiPortal.Domain.Demonstration;

/// <summary>
/// A one-page PDF of plain lines, for demonstration documents: real text that readers can search, no library, no compression,
/// the same bytes each time.
/// </summary>
public static class PlainPdf
{
    private const int LineHeight = 18;

    /// <param name="lines">Written in Latin-1, top to bottom; the first one larger.</param>
    public static byte[] Page(params IReadOnlyList<string> lines)
    {
        var text = new StringBuilder("BT\n/F1 16 Tf\n56 780 Td\n");
        for (var i = 0; i < lines.Count; i++)
        {
            text.Append(i == 1 ? "/F1 11 Tf\n" : "").Append('(').Append(Escape(lines[i])).Append(") Tj\n")
                .Append(CultureInfo.InvariantCulture, $"0 -{LineHeight} Td\n");
        }

        text.Append("ET");
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {text.Length.ToString(CultureInfo.InvariantCulture)} >>\nstream\n{text}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        ];

        var pdf = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            offsets.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var tableAt = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
        {
            pdf.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        }

        pdf.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{tableAt}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(pdf.ToString());
    }

    // Latin-1 has no curly apostrophe nor narrow space: one byte a character keeps every offset right.
    private static string Escape(string line) => line.Replace('’', '\'').Replace('\u202F', '\u00A0').Replace('€', '\u0080')
        .Replace("\\", @"\\", StringComparison.Ordinal).Replace("(", @"\(", StringComparison.Ordinal).Replace(")", @"\)", StringComparison.Ordinal);
}
