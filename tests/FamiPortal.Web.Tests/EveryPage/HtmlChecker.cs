using System.Diagnostics;
using System.Text.Json;

namespace FamiPortal.Web.Tests.EveryPage;

/// <summary>The Nu Html Checker (vnu.jar), which <c>./dev test</c> installs; it needs a Java runtime. All pages go through one process.</summary>
internal static class HtmlChecker
{
    private static readonly string? Jar = Find();

    /// <summary>Why it can't run here, or null.</summary>
    public static string? Obstacle =>
        Jar is null ? "No vnu.jar here: ./dev test installs it in artifacts/tools, or set FAMI_VNU."
        : Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "java"))) ? null
        : "No Java runtime here: install default-jre-headless.";

    /// <returns>One line a message, with the page that it is about.</returns>
    public static async Task<IReadOnlyList<string>> CheckAsync(IReadOnlyList<(string Name, string Html)> pages)
    {
        var folder = Directory.CreateTempSubdirectory("famiportal-html-");
        try
        {
            for (var i = 0; i < pages.Count; i++)
            {
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{i}.html"), pages[i].Html);
            }

            using var checker = Process.Start(new ProcessStartInfo(
                "java", ["-jar", Jar!, "--format", "json", "--stdout", "--exit-zero-always", "--skip-non-html", folder.FullName])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var said = checker.StandardError.ReadToEndAsync();
            var report = await checker.StandardOutput.ReadToEndAsync();
            await checker.WaitForExitAsync();
            Assert.True(checker.ExitCode == 0 && report.StartsWith('{'), $"The checker did not run: {await said}");
            using var json = JsonDocument.Parse(report);
            return [.. json.RootElement.GetProperty("messages").EnumerateArray().Where(IsOurs).Select(message => Describe(message, pages))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The framework writes the anti-forgery field with a slash at its end: allowed, remarked upon, not ours.</summary>
    private static bool IsOurs(JsonElement message) => !(
        message.GetProperty("message").GetString()!.StartsWith("Trailing slash on void elements", StringComparison.Ordinal)
        && message.GetProperty("extract").GetString()!.Contains("<input name=\"__RequestVerificationToken\"", StringComparison.Ordinal));

    private static string Describe(JsonElement message, IReadOnlyList<(string Name, string Html)> pages)
    {
        var page = message.TryGetProperty("url", out var url) && int.TryParse(Path.GetFileNameWithoutExtension(url.GetString()), out var number)
            ? pages[number].Name : "";
        var extract = message.TryGetProperty("extract", out var text) ? text.GetString()!.ReplaceLineEndings(" ") : "";
        return $"{message.GetProperty("message").GetString()} | {extract} | {page}";
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("FAMI_VNU") is { Length: > 0 } configured)
        {
            return File.Exists(configured) ? configured : null;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var jar = Path.Combine(folder.FullName, "artifacts", "tools", "node_modules", "vnu-jar", "build", "dist", "vnu.jar");
            if (File.Exists(jar))
            {
                return jar;
            }
        }

        return null;
    }
}

/// <summary>A fact that shows as skipped, with its reason, where the checker is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class HtmlCheckerFactAttribute : FactAttribute
{
    public HtmlCheckerFactAttribute() => Skip = HtmlChecker.Obstacle;
}
