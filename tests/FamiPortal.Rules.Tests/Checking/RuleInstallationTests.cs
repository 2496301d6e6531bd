using FamiPortal.Rules.Tests.Loading;
using FamiPortal.Rules.Yaml;

namespace FamiPortal.Rules.Tests.Checking;

public sealed class RuleInstallationTests : IDisposable
{
    private readonly SmallCatalogue source = new();
    private readonly string parent = Directory.CreateTempSubdirectory("fami-install-").FullName;

    private string Target => Path.Combine(parent, "rules");

    public void Dispose()
    {
        source.Dispose();
        Directory.Delete(parent, recursive: true);
    }

    [Fact]
    public void Install_IntoNothing_PutsTheCatalogueThere()
    {
        File.WriteAllText(Path.Combine(source.Folder, "notes.txt"), "rien");

        var report = RuleInstallation.Install(source.Folder, Target);

        Assert.Empty(report.Problems);
        Assert.Equal(source.Load().RuleSets[0].Hash, RuleCatalogueFolder.Load(Target).RuleSets[0].Hash);
        Assert.Equal(["rules"], Beside());
        Assert.False(File.Exists(Path.Combine(Target, "notes.txt")));
    }

    [Fact]
    public void Install_OverACatalogue_KeepsThePreviousOneBeside()
    {
        RuleInstallation.Install(source.Folder, Target);
        var before = RuleCatalogueFolder.Load(Target).RuleSets[0].Hash;
        Change();

        RuleInstallation.Install(source.Folder, Target + Path.DirectorySeparatorChar);

        Assert.Equal(source.Load().RuleSets[0].Hash, RuleCatalogueFolder.Load(Target).RuleSets[0].Hash);
        Assert.Equal(before, RuleCatalogueFolder.Load(Target + ".previous").RuleSets[0].Hash);
        Assert.Equal(["rules", "rules.previous"], Beside());
    }

    [Fact]
    public void Install_AThirdTime_KeepsTheSecond()
    {
        RuleInstallation.Install(source.Folder, Target);
        Change();
        RuleInstallation.Install(source.Folder, Target);
        var second = RuleCatalogueFolder.Load(Target).RuleSets[0].Hash;
        source.Break("veilleur/2030.yaml", "help: Une à une.", "help: Deux à deux.");

        RuleInstallation.Install(source.Folder, Target);

        Assert.Equal(second, RuleCatalogueFolder.Load(Target + ".previous").RuleSets[0].Hash);
    }

    [Theory]
    [InlineData("veilleur/2030.yaml", "    worth: 50", "    worth: cinquante", "veilleur/2030.yaml:49")]
    [InlineData("veilleur/2030.yaml", "most: 150", "most: 151", "veilleur/2030.yaml:8")]
    [InlineData("veilleur/2030.examples.yaml", "    amount: 0", "    amount: 100", "veilleur/2030.examples.yaml:12")]
    public void Install_OfACatalogueThatFails_ChangesNothing(string file, string passage, string replacement, string place)
    {
        RuleInstallation.Install(source.Folder, Target);
        var before = Content();
        source.Break(file, passage, replacement);

        var report = RuleInstallation.Install(source.Folder, Target);

        Assert.StartsWith(place + ": ", Assert.Single(report.Problems).ToString(), StringComparison.Ordinal);
        Assert.Equal(before, Content());
        Assert.Equal(["rules"], Beside());
    }

    [Fact]
    public void Install_OfAChangedClosedExercise_ChangesNothing()
    {
        Close();
        RuleInstallation.Install(source.Folder, Target);
        var before = Content();
        Change();
        Close();

        var report = RuleInstallation.Install(source.Folder, Target);

        var problem = Assert.Single(report.Problems);
        Assert.Equal(("closed.yaml", 1L), (problem.File, problem.Line));
        Assert.Contains("Un exercice clos ne se modifie pas", problem.Message, StringComparison.Ordinal);
        Assert.Equal(before, Content());
    }

    [Fact]
    public void Install_WhichWouldReopenAClosedExercise_ChangesNothing()
    {
        Close();
        RuleInstallation.Install(source.Folder, Target);
        var before = Content();
        File.Delete(Path.Combine(source.Folder, "closed.yaml"));

        var report = RuleInstallation.Install(source.Folder, Target);

        Assert.Contains("doit le rester", Assert.Single(report.Problems).Message, StringComparison.Ordinal);
        Assert.Equal(before, Content());
    }

    [Fact]
    public void Install_WithTheSameClosedExercise_IsDone()
    {
        Close();
        RuleInstallation.Install(source.Folder, Target);

        Assert.Empty(RuleInstallation.Install(source.Folder, Target).Problems);
    }

    [Fact]
    public void Install_OverItself_OrInsideItself_IsRefused()
    {
        Assert.Single(RuleInstallation.Install(source.Folder, source.Folder).Problems);
        Assert.Single(RuleInstallation.Install(source.Folder, Path.Combine(source.Folder, "veilleur")).Problems);
        Assert.NotNull(source.Load());
    }

    [Fact]
    public void Install_OfAFolderThatDoesNotExist_ChangesNothing()
    {
        RuleInstallation.Install(source.Folder, Target);
        var before = Content();

        var report = RuleInstallation.Install(Path.Combine(parent, "ailleurs"), Target);

        Assert.Contains("n’existe pas", Assert.Single(report.Problems).Message, StringComparison.Ordinal);
        Assert.Equal(before, Content());
    }

    private void Change() => source.Break("veilleur/2030.yaml", "help: Comptées.", "help: Une à une.");

    private void Close() => source.Write("closed.yaml", $"veilleur/2030: {source.Load().RuleSets[0].Hash}\n");

    private List<string> Beside() => [.. Directory.EnumerateFileSystemEntries(parent).Select(e => Path.GetFileName(e)!).Order(StringComparer.Ordinal)];

    private List<string> Content() =>
        [.. Directory.EnumerateFiles(Target, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => $"{f}\n{File.ReadAllText(f)}")];
}
