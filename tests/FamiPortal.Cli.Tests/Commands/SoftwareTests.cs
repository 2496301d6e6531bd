namespace FamiPortal.Cli.Tests.Commands;

/// <summary><c>fami software import</c> on the portal's own database.</summary>
public sealed class SoftwareTests : IDisposable
{
    private readonly Fami fami = new();

    public void Dispose() => fami.Dispose();

    [Fact]
    public async Task Import_ReplacesTheList_AndCountsWhatItChanged()
    {
        await fami.RunAsync("migrate");
        var first = await fami.RunAsync("software", "import", fami.Write("a.csv", "editeur;produit;version;profession\nFictisoft;Exemple Kiné;5.0;masseur-kinesitherapeute\nMaquette Santé;Cabinéa;;\n"));
        var second = await fami.RunAsync("software", "import", fami.Write("b.csv", "\uFEFFediteur;produit;version;profession\r\n\"Maquette Santé\";Cabinéa;;\r\nQuen;Quenotte;7.2;chirurgien-dentiste\r\n"));

        Assert.Equal(new Ended(0, "2 logiciel(s) dans la liste, dont 2 nouveau(x) ; 0 ne sont plus proposés." + Environment.NewLine, ""), Plain(first));
        Assert.Equal(new Ended(0, "2 logiciel(s) dans la liste, dont 1 nouveau(x) ; 1 ne sont plus proposés." + Environment.NewLine, ""), Plain(second));
    }

    [Fact]
    public async Task Import_OfABadList_EndsWith2_NamesEachLineAndChangesNothing()
    {
        await fami.RunAsync("migrate");

        var refused = await fami.RunAsync("software", "import", fami.Write("a.csv", "editeur;produit;version;profession\nFictisoft;Exemple Kiné;5.0;\nseul\nFictisoft;exemple kiné;5.0;\n"));
        var after = await fami.RunAsync("software", "import", fami.Write("b.csv", "editeur;produit;version;profession\nFictisoft;Exemple Kiné;5.0;\n"));

        Assert.Equal((2, ""), (refused.Code, refused.Output));
        var lines = refused.Errors.Replace('\u00A0', ' ').Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Collection(
            lines,
            line => Assert.StartsWith("Ligne 3 : quatre colonnes", line, StringComparison.Ordinal),
            line => Assert.StartsWith("Ligne 4 :", line, StringComparison.Ordinal));
        Assert.Contains("dont 1 nouveau(x)", after.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OfAFileThatIsNotThere_Fails()
    {
        var ended = await fami.RunAsync("software", "import", "absent.csv");

        Assert.NotEqual(0, ended.Code);
        Assert.NotEqual("", ended.Errors);
    }

    private static Ended Plain(Ended ended) => ended with { Output = ended.Output.Replace('\u00A0', ' ').Replace('\u202F', ' ') };
}
