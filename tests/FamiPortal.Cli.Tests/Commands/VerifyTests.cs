using FamiPortal.Rules;
using FamiPortal.Rules.Yaml;

namespace FamiPortal.Cli.Tests.Commands;

public sealed class VerifyTests : IDisposable
{
    private const string Situation =
        """{"id":"k","profession":"masseur-kinesitherapeute","exercise":2024,"transmittedOn":"2025-02-01","facts":{"scor":{"flows":1},"videoEquipment":{"kind":"subscription"}}}""";

    private readonly Fami fami = new();

    public void Dispose() => fami.Dispose();

    [Fact]
    public async Task Verify_AReceiptAsWritten_Conforms()
    {
        var ended = await fami.RunAsync("verify", fami.Write("recu.json", Receipt()));

        Assert.Equal((0, ""), (ended.Code, ended.Errors));
        Assert.StartsWith("Conforme", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_AForgedAmount_EndsWith1AndNamesTheNode()
    {
        var receipt = Receipt();
        Assert.Contains("\"amount\":350.00", receipt, StringComparison.Ordinal);

        var ended = await fami.RunAsync("verify", fami.Write("recu.json", receipt.Replace("\"amount\":350.00,\"pot", "\"amount\":490.00,\"pot", StringComparison.Ordinal)));

        Assert.Equal((1, ""), (ended.Code, ended.Output));
        Assert.Contains("assessment.amount : Le reçu dit 490.00, le calcul donne 350.00.", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_UnderRulesThatChanged_EndsWith1AndNamesTheHash()
    {
        var rules = fami.CopyOfRules();
        var file = Path.Combine(rules, "masseur-kinesitherapeute", "2024.yaml");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("worth: 350", "worth: 351", StringComparison.Ordinal));

        var ended = await fami.RunAsync("verify", fami.Write("recu.json", Receipt()), "--rules", rules);

        Assert.Equal(1, ended.Code);
        Assert.StartsWith("ruleSetHash : ", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_SomethingElse_EndsWith1()
    {
        var ended = await fami.RunAsync("verify", fami.Write("autre.json", "{}"));

        Assert.Equal(1, ended.Code);
        Assert.Contains("n’est pas un reçu", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_AMissingFile_EndsWith1()
    {
        var ended = await fami.RunAsync("verify", "absent.json");

        Assert.Equal(1, ended.Code);
        Assert.Contains("« absent.json » n’existe pas.", ended.Errors, StringComparison.Ordinal);
    }

    private static string Receipt() => AssessmentReceipt.Write(Situation, RuleCatalogueFolder.Load());
}
