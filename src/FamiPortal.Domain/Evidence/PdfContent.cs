using System.Buffers.Text;

namespace FamiPortal.Domain.Evidence;

/// <summary>
/// A PDF is a header near its start, an end mark near its end, and objects between. Only plain objects are looked at:
/// those inside compressed streams stay unseen, and the viewer's own sandbox remains the real defence.
/// </summary>
internal static class PdfContent
{
    private const int TailLength = 2048;

    /// <summary>The longest name that is looked for, each of its letters written as #xx.</summary>
    private const int NameLengthMax = 30;

    public static bool HasSignature(ReadOnlySpan<byte> head) => HeaderAt(head) >= 0;

    public static Problem? Check(Stream file)
    {
        if (!IsPlainPreamble(file))
        {
            return EvidenceErrors.Mixed;
        }

        if (!HasEnd(file))
        {
            return EvidenceErrors.Damaged(EvidenceFormat.Pdf);
        }

        return HasActiveContent(file) ? EvidenceErrors.ActiveContent : null;
    }

    private static int HeaderAt(ReadOnlySpan<byte> head)
    {
        var (one, two) = (head.IndexOf("%PDF-1."u8), head.IndexOf("%PDF-2."u8));
        return one < 0 || two < 0 ? Math.Max(one, two) : Math.Min(one, two);
    }

    /// <summary>
    /// Readers forgive a few bytes before the header (printer or mail commands). A program, a script, a page or an
    /// archive there would make one file that two programs read differently.
    /// </summary>
    private static bool IsPlainPreamble(Stream file)
    {
        Span<byte> head = stackalloc byte[1024];
        file.Position = 0;
        var length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var preamble = head[..HeaderAt(head[..length])];
        if (preamble.StartsWith("\uFEFF"u8))
        {
            preamble = preamble[3..];
        }

        return !preamble.StartsWith("MZ"u8)
            && !preamble.StartsWith("#!"u8)
            && !preamble.StartsWith("PK"u8)
            && !preamble.Contains((byte)'<')
            && !preamble.ContainsAnyExceptInRange((byte)0, (byte)'~')
            && !preamble.ContainsAnyInRange((byte)1, (byte)8);
    }

    private static bool HasEnd(Stream file)
    {
        Span<byte> tail = stackalloc byte[TailLength];
        file.Position = Math.Max(0, file.Length - TailLength);
        var length = file.ReadAtLeast(tail, TailLength, throwOnEndOfStream: false);
        var endAt = tail[..length].LastIndexOf("%%EOF"u8);
        return endAt >= 0 && tail[..endAt].IndexOf("startxref"u8) >= 0;
    }

    /// <summary>
    /// Looks for the names that start something on the reader's machine, their #xx escapes undone. Short names (/JS) are
    /// not looked for: chance writes them in compressed images, and a script always declares itself as /JavaScript too.
    /// Attached files (/EmbeddedFile) are accepted: French electronic invoices (Factur-X) carry one, and no reader opens
    /// it by itself.
    /// </summary>
    private static bool HasActiveContent(Stream file)
    {
        Span<byte> name = stackalloc byte[NameLengthMax];
        file.Position = 0;
        var length = -1;
        for (var next = file.ReadByte(); ; next = file.ReadByte())
        {
            if (length >= 0 && (next < 0 || IsDelimiter(next)))
            {
                if (length <= NameLengthMax && StartsSomething(Unescaped(name[..length])))
                {
                    return true;
                }

                length = -1;
            }

            if (next < 0)
            {
                return false;
            }

            if (next == '/')
            {
                length = 0;
            }
            else if (length >= 0)
            {
                if (length < NameLengthMax)
                {
                    name[length] = (byte)next;
                }

                length++;
            }
        }
    }

    private static bool StartsSomething(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("JavaScript"u8) || name.SequenceEqual("Launch"u8) || name.SequenceEqual("RichMedia"u8);

    private static ReadOnlySpan<byte> Unescaped(Span<byte> name)
    {
        var written = 0;
        for (var read = 0; read < name.Length; read++)
        {
            byte value = 0;
            var isEscape = name[read] == '#'
                && Utf8Parser.TryParse(name[(read + 1)..Math.Min(read + 3, name.Length)], out value, out var digits, 'x')
                && digits == 2;
            name[written++] = isEscape ? value : name[read];
            read += isEscape ? 2 : 0;
        }

        return name[..written];
    }

    private static bool IsDelimiter(int next) =>
        next is 0 or '\t' or '\n' or '\f' or '\r' or ' ' or '(' or ')' or '<' or '>' or '[' or ']' or '{' or '}' or '/' or '%';
}
