using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FamiPortal.Web.Tests.Documents;

/// <summary>Reads our documents with a reader that is not ours.</summary>
internal static class Poppler
{
    /// <summary>The text as people select it, page by page.</summary>
    public static IReadOnlyList<string> Pages(byte[] pdf) =>
        Run("pdftotext", pdf, file => ["-enc", "UTF-8", "-layout", file, "-"]).TrimEnd('\f', '\n').Split('\f');

    public static string Text(byte[] pdf) => string.Join('\n', Pages(pdf));

    /// <summary>The text on one line, as if nothing had been wrapped.</summary>
    public static string Words(byte[] pdf) =>
        string.Join(' ', Run("pdftotext", pdf, file => ["-enc", "UTF-8", "-raw", file, "-"]).Split([' ', '\n', '\f'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Where the rightmost word ends, in points.</summary>
    public static double RightEdge(byte[] pdf) =>
        Regex.Matches(Run("pdftotext", pdf, file => ["-bbox", file, "-"]), "xMax=\"([0-9.]+)\"")
            .Max(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

    /// <summary>Poppler writes every kind of space as an ordinary one.</summary>
    public static string Spaced(string expected) => expected.Replace('\u00a0', ' ').Replace('\u202f', ' ');

    public static string Info(byte[] pdf) => Run("pdfinfo", pdf, file => [file]);

    public static string Structure(byte[] pdf) => Run("pdfinfo", pdf, file => ["-struct-text", file]);

    /// <summary>One line a font, the two lines of header left out.</summary>
    public static IReadOnlyList<string> Fonts(byte[] pdf) =>
        [.. Run("pdffonts", pdf, file => [file]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2)];

    private static string Run(string tool, byte[] pdf, Func<string, string[]> arguments)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pdf");
        File.WriteAllBytes(file, pdf);
        try
        {
            var start = new ProcessStartInfo(tool, arguments(file))
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
            };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, $"{tool}: {errors.Result}");
            Assert.True(errors.Result.Length == 0, $"{tool} complains about our document: {errors.Result}");
            return output;
        }
        catch (Win32Exception)
        {
            Assert.Fail($"{tool} is not installed: the tests of documents need poppler (Debian: apt-get install poppler-utils).");
            throw;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
