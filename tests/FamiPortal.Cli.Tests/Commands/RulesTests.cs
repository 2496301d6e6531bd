namespace FamiPortal.Cli.Tests.Commands;

public sealed class RulesTests : IDisposable
{
    private const string Older = "masseur-kinesitherapeute/2022";
    private const string Newer = "masseur-kinesitherapeute/2024";

    private readonly Fami fami = new();

    public void Dispose() => fami.Dispose();

    [Fact]
    public async Task List_NamesEachRuleSetWithItsMaximum()
    {
        var ended = await fami.RunAsync("rules", "list");

        Assert.Equal((0, ""), (ended.Code, ended.Errors));
        Assert.Equal(
            ["chirurgien-dentiste/2025", Older, Newer, "medecin/2025"], ended.Lines.Select(l => l[..l.IndexOf(' ', StringComparison.Ordinal)]));
        Assert.Matches(@"1\u202F115,00\u202F€ +8 indicateurs +[0-9a-f]{64}$", ended.Lines[2]);
    }

    [Fact]
    public async Task Show_SaysWhatPaysAndWhere()
    {
        var ended = await fami.RunAsync("rules", "show", Newer);

        Assert.Equal(0, ended.Code);
        Assert.Contains("FAMI 2024, Masseurs-kinésithérapeutes", ended.Output, StringComparison.Ordinal);
        Assert.Contains("  exige : Socle", ended.Output, StringComparison.Ordinal);
        Assert.Contains("Apicrypt V1 n’est plus pris en compte", ended.Output, StringComparison.Ordinal);
        Assert.Contains("S-KINE24 1.4.1", ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("show", "notaire/2024")]
    [InlineData("open", "notaire/2024")]
    public async Task Show_ARuleSetThatDoesNotExist_EndsWith1AndSaysWhichDo(string command, string key)
    {
        var ended = await fami.RunAsync("rules", command, key);

        Assert.Equal((1, ""), (ended.Code, ended.Output));
        Assert.Contains("« notaire/2024 » n’existe pas. Il y a : ", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("et medecin/2025.", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_TheOfficialRules_FindsNoProblem()
    {
        var ended = await fami.RunAsync("rules", "check");

        Assert.Equal((0, ""), (ended.Code, ended.Errors));
        Assert.Contains("4 référentiels, aucun problème.", ended.Lines);
        Assert.StartsWith("Exercices clos comparés à leur empreinte : ", ended.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_AChangedAmount_EndsWith2AndSaysWhatNoLongerAddsUp()
    {
        var rules = fami.CopyOfRules();
        Change(rules, "    worth: 175", "    worth: 170");

        var ended = await fami.RunAsync("rules", "check", "--rules", rules);

        Assert.Equal(2, ended.Code);
        Assert.Contains("tout atteint paie 1\u202F110,00\u202F€, le maximum annoncé est 1\u202F115,00\u202F€.", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("problème(s).", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_BrokenFiles_EndsWith2AndNamesEachLine()
    {
        var rules = fami.CopyOfRules();
        Change(rules, "    worth: 175", "    wroth: 175");
        Change(rules, "    worth: 350", "    wroth: 350");

        var ended = await fami.RunAsync("rules", "check", "--rules", rules);

        Assert.Equal(2, ended.Code);
        Assert.Equal(2, ended.Errors.Split('\n').Count(l => l.StartsWith("masseur-kinesitherapeute/2024.yaml:", StringComparison.Ordinal) && l.Contains("wroth", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Check_AMissingFolder_EndsWith2()
    {
        var ended = await fami.RunAsync("rules", "check", "--rules", "absent");

        Assert.Equal(2, ended.Code);
        Assert.Contains("ce dossier de règles n’existe pas", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Install_RulesThatPass_PutsThemInPlaceAndKeepsThePrevious()
    {
        var rules = fami.CopyOfRules();
        var target = Path.Combine(fami.Folder, "portail");
        Directory.CreateDirectory(target);

        var ended = await fami.RunAsync("rules", "install", rules, "--to", target);

        Assert.Equal((0, ""), (ended.Code, ended.Errors));
        Assert.Contains("Règles installées dans « ", ended.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(target, "medecin", "2025.yaml")));
    }

    [Fact]
    public async Task Install_RulesThatFail_ChangesNothing()
    {
        var rules = fami.CopyOfRules();
        Change(rules, "    worth: 175", "    worth: 170");

        var ended = await fami.RunAsync("rules", "install", rules, "--to", "portail");

        Assert.Equal(2, ended.Code);
        Assert.Contains("Rien n’a été changé dans « ", ended.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(fami.Folder, "portail")));
    }

    [Fact]
    public async Task Diff_SaysWhatCameAndWhatChanged()
    {
        var ended = await fami.RunAsync("rules", "diff", Older, Newer);

        Assert.Equal(0, ended.Code);
        Assert.Contains("Indicateur video-equipment", ended.Output, StringComparison.Ordinal);
        Assert.Matches(@"\+ valeur\s: 350\s€", ended.Output);
        Assert.Contains($"différence(s) de {Older} à {Newer}.", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_OfARuleSetWithItself_FindsNothing() =>
        Assert.Contains("Aucune différence.", (await fami.RunAsync("rules", "diff", Newer, Newer)).Output, StringComparison.Ordinal);

    [Fact]
    public async Task Open_WritesADraftWithBlanks_AndNeverOverAFile()
    {
        var draft = Path.Combine(fami.Folder, "2025.yaml");

        var ended = await fami.RunAsync("rules", "open", Newer, "--output", draft);
        var text = await File.ReadAllTextAsync(draft);
        var again = await fami.RunAsync("rules", "open", Newer, "--output", draft);

        Assert.Equal(0, ended.Code);
        Assert.Matches(@"\d+ valeurs à confirmer", ended.Output);
        Assert.Contains("exercise: 2025", text, StringComparison.Ordinal);
        Assert.Contains("worth: # 2024 : worth: 490", text, StringComparison.Ordinal);
        Assert.Equal(1, again.Code);
        Assert.Contains("existe déjà : rien n’a été écrit.", again.Errors, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(draft));
    }

    [Fact]
    public async Task Open_ADraftPutAmongTheRules_IsRefusedUntilItsBlanksAreFilled()
    {
        var rules = fami.CopyOfRules();
        await fami.RunAsync("rules", "open", Newer, "--rules", rules, "--output", Path.Combine(rules, "masseur-kinesitherapeute", "2025.yaml"));

        var ended = await fami.RunAsync("rules", "check", "--rules", rules);

        Assert.Equal(2, ended.Code);
        Assert.Matches(@"masseur-kinesitherapeute/2025\.yaml:\d+: ", ended.Errors);
    }

    [Fact]
    public async Task Open_WhenTheNextExerciseExists_EndsWith1()
    {
        var rules = fami.CopyOfRules();
        var folder = Path.Combine(rules, "masseur-kinesitherapeute");
        var text = (await File.ReadAllTextAsync(Path.Combine(folder, "2022.yaml"))).Replace("exercise: 2022", "exercise: 2023", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(folder, "2023.yaml"), text);

        var ended = await fami.RunAsync("rules", "open", Older, "--rules", rules);

        Assert.Equal((1, ""), (ended.Code, ended.Output));
        Assert.Contains("Le référentiel masseur-kinesitherapeute/2023 existe déjà.", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coverage_OfTheOfficialRules_LeavesNothingOpen()
    {
        var ended = await fami.RunAsync("rules", "coverage");

        Assert.Equal((0, ""), (ended.Code, ended.Errors));
        Assert.EndsWith("0 non couverte(s).", ended.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("NON COUVERTE", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prove_TheOfficialRules_ProvesEachMaximum()
    {
        var ended = await fami.RunAsync("rules", "prove");

        Assert.Equal(0, ended.Code);
        Assert.Equal(4, ended.Lines.Count(l => l.EndsWith("prouvé", StringComparison.Ordinal)));
        foreach (var most in new[] { "590,00", "1\u202F115,00", "1\u202F240,00", "7\u202F805,00" })
        {
            Assert.Contains($"  maximum {most}\u202F€, ", ended.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Prove_AMaximumThatCannotBeReached_EndsWith1()
    {
        var rules = fami.CopyOfRules();
        Change(rules, "most: 1115", "most: 1200");

        var ended = await fami.RunAsync("rules", "prove", "--rules", rules);

        Assert.Equal(1, ended.Code);
        Assert.Contains($"{Newer} : ", ended.Output, StringComparison.Ordinal);
        Assert.Contains("EN DÉFAUT", ended.Output, StringComparison.Ordinal);
    }

    private static void Change(string rules, string before, string after)
    {
        var file = Path.Combine(rules, "masseur-kinesitherapeute", "2024.yaml");
        var text = File.ReadAllText(file);
        Assert.Contains(before, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(before, after, StringComparison.Ordinal));
    }
}
