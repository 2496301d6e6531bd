namespace FamiPortal.Cli.Tests.Commands;

/// <summary>Commands on the portal's own database: in a new folder, with nothing configured.</summary>
public sealed class PortalTests : IDisposable
{
    private readonly Fami fami = new();

    public void Dispose() => fami.Dispose();

    [Fact]
    public async Task Migrate_MakesTheDatabase_ThenHasNothingToDo()
    {
        var first = await fami.RunAsync("migrate");
        var second = await fami.RunAsync("migrate");

        Assert.Equal((0, ""), (first.Code, first.Errors));
        Assert.Matches(@"^\d+ migration\(s\) appliquée\(s\) : ", first.Output);
        Assert.True(File.Exists(Path.Combine(fami.Folder, "data", "famiportal.db")));
        Assert.Equal(new Ended(0, "La base est à jour." + Environment.NewLine, ""), second);
    }

    [Fact]
    public async Task Seed_WritesTheDemonstration_OnlyOnce()
    {
        var first = await fami.RunAsync("seed");
        var second = await fami.RunAsync("seed");

        Assert.Equal((0, ""), (first.Code, first.Errors));
        Assert.Matches(@"^[1-9]\d* campagne\(s\) et [1-9]\d* professionnel\(s\) ajoutés\.", first.Output);
        Assert.Equal(new Ended(0, "0 campagne(s) et 0 professionnel(s) ajoutés." + Environment.NewLine, ""), second);
    }

    [Fact]
    public async Task Migrate_WhenTheDatabaseCannotBeMade_EndsWith1AndSaysWhatToCheck()
    {
        fami.Write("data", "a file where the folder should be");

        var ended = await fami.RunAsync("migrate");

        Assert.Equal(1, ended.Code);
        Assert.StartsWith("Base de données inutilisable : ", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("Vérifiez Database:Provider et ConnectionStrings:Default.", ended.Errors, StringComparison.Ordinal);
    }
}
