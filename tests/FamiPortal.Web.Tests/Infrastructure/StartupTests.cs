using System.Diagnostics;
using FamiPortal.TestKit;

namespace FamiPortal.Web.Tests.Infrastructure;

/// <summary>The portal as its own process: what somebody sees when it can't start.</summary>
public sealed class StartupTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("famiportal-").FullName;

    [Fact]
    public async Task Start_WhenTheDatabaseIsNotOne_ExitsWithOneClearLine()
    {
        var file = Path.Combine(folder, "abimee.db");
        await File.WriteAllTextAsync(file, new string('x', 4096));

        var (code, output) = await StartAsync(("ConnectionStrings__Default", $"Data Source={file}"));

        AssertRefused(code, output, "Base de données inutilisable (Sqlite)");
    }

    [Fact]
    public async Task Start_WhenTheProviderIsUnknown_ExitsWithOneClearLine()
    {
        var (code, output) = await StartAsync(("Database__Provider", "Oracle"));

        AssertRefused(code, output, "« Oracle »");
    }

    [Fact]
    public async Task Start_WhenTheServerIsUnreachable_ExitsWithOneClearLineAndNoSecret()
    {
        var (code, output) = await StartAsync(
            ("Database__Provider", "SqlServer"),
            ("ConnectionStrings__Default", "Server=127.0.0.1,1;Database=fami;User Id=fami;Password=secret-de-test;Connect Timeout=1;Encrypt=false;ConnectRetryCount=0"));

        AssertRefused(code, output, "Base de données inutilisable (SqlServer)");
        Assert.DoesNotContain("secret-de-test", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WhenARuleFileIsBroken_NamesFileAndLineAndServesNobody()
    {
        var rules = Directory.CreateDirectory(Path.Combine(folder, "rules")).FullName;
        foreach (var file in Directory.GetFiles(InventedCatalogue.Folder, "*.yaml", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(rules, Path.GetRelativePath(InventedCatalogue.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            await File.WriteAllTextAsync(copy, (await File.ReadAllTextAsync(file)).Replace("exercise: 2024", "exercice: 2024", StringComparison.Ordinal));
        }

        var (code, output) = await StartAsync(("Rules__Folder", rules));

        AssertRefused(code, output, "souffleur/2024.yaml:2: ");
    }

    [Fact]
    public async Task Start_WhenTheDataFolderCantBeMade_ExitsWithOneClearLine()
    {
        var file = Path.Combine(folder, "fichier");
        await File.WriteAllTextAsync(file, "");

        var (code, output) = await StartAsync(("Data__Folder", file));

        AssertRefused(code, output, "Dossier de données inutilisable");
    }

    [Theory]
    [InlineData("ForwardedHeaders__KnownProxies__0", "10.0.0.0/8", "n’est pas une adresse IP")]
    [InlineData("ForwardedHeaders__KnownProxies__0", "mandataire", "« mandataire »")]
    [InlineData("ForwardedHeaders__KnownProxies", "10.0.0.5", "ForwardedHeaders__KnownProxies__0")]
    public async Task Start_WhenAProxyIsNoAddress_ExitsWithOneClearLine(string name, string value, string reason)
    {
        var (code, output) = await StartAsync((name, value));

        AssertRefused(code, output.Replace('\u00A0', ' '), reason);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void AssertRefused(int code, string output, string reason)
    {
        Assert.Equal(1, code);
        var line = Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("Démarrage impossible.", line, StringComparison.Ordinal);
        Assert.Contains(reason, line, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output)> StartAsync(params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "FamiPortal.Web.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["ASPNETCORE_URLS"] = "http://127.0.0.1:0", ["Data__Folder"] = folder },
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
