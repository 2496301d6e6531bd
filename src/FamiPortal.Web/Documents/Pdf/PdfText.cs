using System.Globalization;
using System.Text;
using FamiPortal.Rules;
using PdfSharp.Drawing;
using PdfSharp.Fonts;

namespace FamiPortal.Web.Documents.Pdf;

/// <summary>A size and a weight, with what is needed to measure, wrap and draw a text in them.</summary>
internal sealed class PdfText
{
    private const double RaisedSize = 0.64;
    private const double RaisedBy = 0.34;

    // Superscript letters of "1ᵉʳ" and "2ᵉ", which the fonts lack: drawn as small raised letters.
    private static readonly Dictionary<char, char> Superscripts = new()
    {
        ['ᵃ'] = 'a',
        ['ᵈ'] = 'd',
        ['ᵉ'] = 'e',
        ['ᵐ'] = 'm',
        ['ⁿ'] = 'n',
        ['ᵒ'] = 'o',
        ['ʳ'] = 'r',
        ['ˢ'] = 's',
        ['ᵗ'] = 't',
    };

    private readonly XGraphics measure;
    private readonly XFont font;
    private readonly XFont raised;
    private readonly Dictionary<string, double> widths = [];

    public PdfText(XGraphics measure, double size, bool strong)
    {
        this.measure = measure;
        font = PdfFonts.Create(size, strong);
        raised = PdfFonts.Create(size * RaisedSize, strong);
        Size = size;
    }

    public double Size { get; }

    public double LineHeight => Size * 1.4;

    /// <summary>From the top of a line to its baseline.</summary>
    public double Ascent => Size * 1.05;

    public double Width(string text)
    {
        if (!widths.TryGetValue(text, out var width))
        {
            width = Runs(text).Sum(run => measure.MeasureString(run.Text, run.Raised ? raised : font).Width);
            widths[text] = width;
        }

        return width;
    }

    /// <summary>
    /// Lines no wider than <paramref name="width"/>, none ever cut off: a word that is too long goes on in the next line.
    /// A line broken at a space keeps it at its end, one broken by a line feed gets one: a screen reader must not join two words.
    /// </summary>
    public IReadOnlyList<string> Wrap(string text, double width)
    {
        var lines = new List<string>();
        foreach (var paragraph in Clean(text).Split('\n'))
        {
            if (lines.Count > 0)
            {
                lines[^1] += " ";
            }

            WrapParagraph(paragraph, width, lines);
        }

        return lines;
    }

    public void Draw(XGraphics graphics, string text, XBrush brush, double x, double baseline)
    {
        foreach (var run in Runs(text))
        {
            var face = run.Raised ? raised : font;
            graphics.DrawString(run.Text, face, brush, x, run.Raised ? baseline - (Size * RaisedBy) : baseline);
            x += measure.MeasureString(run.Text, face).Width;
        }
    }

    private void WrapParagraph(string paragraph, double width, List<string> lines)
    {
        var line = new StringBuilder();
        double used = 0;
        foreach (var word in Words(paragraph))
        {
            // The space at the end of a line may stand outside.
            var wide = Width(word.TrimEnd(' '));
            if (used + wide <= width)
            {
                line.Append(word);
                used += Width(word);
                continue;
            }

            if (line.Length > 0)
            {
                lines.Add(line.ToString());
                line.Clear();
                used = 0;
            }

            foreach (var part in wide <= width ? [word] : Slices(word, width))
            {
                if (line.Length > 0)
                {
                    lines.Add(line.ToString());
                }

                line.Clear().Append(part);
                used = Width(part);
            }
        }

        lines.Add(line.ToString());
    }

    /// <summary>A line may end after a space, or after a hyphen or a slash between letters; never at a no-break space, nor inside a reference.</summary>
    private static IEnumerable<string> Words(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length - 1; i++)
        {
            var breaks = text[i] == ' '
                ? text[i + 1] != ' '
                : text[i] is '-' or '/' or '_' && i > start && char.IsLetter(text[i - 1]) && char.IsLetter(text[i + 1]);
            if (breaks)
            {
                yield return text[start..(i + 1)];
                start = i + 1;
            }
        }

        if (start < text.Length)
        {
            yield return text[start..];
        }
    }

    private List<string> Slices(string word, double width)
    {
        var slices = new List<string>();
        var slice = new StringBuilder();
        double used = 0;
        foreach (var letter in Letters(word))
        {
            var wide = Width(letter);
            if (used + wide > width && slice.Length > 0 && letter != " ")
            {
                slices.Add(slice.ToString());
                slice.Clear();
                used = 0;
            }

            slice.Append(letter);
            used += wide;
        }

        slices.Add(slice.ToString());
        return slices;
    }

    private static IEnumerable<string> Letters(string text)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            yield return elements.GetTextElement();
        }
    }

    private static IEnumerable<(string Text, bool Raised)> Runs(string text)
    {
        var run = new StringBuilder();
        var isRaised = false;
        foreach (var character in text)
        {
            var raise = Superscripts.TryGetValue(character, out var plain);
            if (raise != isRaised && run.Length > 0)
            {
                yield return (run.ToString(), isRaised);
                run.Clear();
            }

            isRaised = raise;
            run.Append(raise ? plain : character);
        }

        if (run.Length > 0)
        {
            yield return (run.ToString(), isRaised);
        }
    }

    /// <summary>
    /// File names and names of places come from people: accents may be decomposed (macOS), invisible marks may reverse the
    /// order of the letters, and a character that the fonts lack must not vanish from a receipt.
    /// </summary>
    private string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in Sound(text).Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (rune.Value == '\n')
            {
                clean.Append('\n');
            }
            else if (rune.Value == '\t')
            {
                clean.Append(' ');
            }
            else if (rune.Value == 0x2011)
            {
                clean.Append('-');
            }
            else if (rune.Value == French.NarrowSpace)
            {
                // The fonts have it, so thin that a sum reads, and is copied, as 1240,50€.
                clean.Append(French.NoBreakSpace);
            }
            else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format)
            {
                continue;
            }
            else if ((rune.IsBmp && Superscripts.ContainsKey((char)rune.Value)) || Has(rune))
            {
                clean.Append(rune);
            }
            else
            {
                Substitute(rune, clean);
            }
        }

        return clean.ToString();
    }

    private void Substitute(Rune rune, StringBuilder clean)
    {
        // A ligature or a wide letter has plain letters that say the same; what has none is named by its code point.
        var plain = rune.ToString().Normalize(NormalizationForm.FormKC);
        clean.Append(plain.EnumerateRunes().All(Has) ? plain : $"[U+{rune.Value.ToString("X4", CultureInfo.InvariantCulture)}]");
    }

    /// <summary>Half a surrogate pair is not a text, and can't be normalized.</summary>
    private static string Sound(string text) => string.Concat(text.EnumerateRunes());

    private bool Has(Rune rune) => GlyphHelper.GlyphIndexFromCodePoint(rune.Value, font) != 0;
}
