using FamiPortal.Rules;
using FamiPortal.Rules.Yaml;
using FamiPortal.TestKit;
using FamiPortal.Web.Tests.Documents;
using FamiPortal.Web.Tests.PractitionerArea;

namespace FamiPortal.Web.Tests.Invented;

/// <summary>A portal that knows nothing but the rule files of an invented profession.</summary>
public sealed class InventedPortal : Portal
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Rules:Folder", InventedCatalogue.Folder);
    }
}

/// <summary>A new profession, new facts included, needs files and no code: the form, the proof, the amount and the documents follow.</summary>
public sealed class InventedProfessionTests(InventedPortal portal) : IClassFixture<InventedPortal>
{
    private const string Declaration = "/declarations/2024";

    [Fact]
    public async Task AProfessionFromAFolder_GoesFromDeclarationToPayment()
    {
        var practice = await Practice.OpenAsync(portal, InventedCatalogue.Profession, InventedCatalogue.Exercise);
        await practice.KnowAsync(("vases", """{"whole":75,"blown":100}"""));

        // The form is asked from the rule file, with its own words.
        var page = await practice.Browser.GetAsync(Declaration);
        Assert.Contains("Four en règle", page.Text, StringComparison.Ordinal);
        Assert.Contains("Four à gaz", page.Text, StringComparison.Ordinal);
        Assert.Contains("Aucun four", page.Text, StringComparison.Ordinal);
        Assert.Contains("75\u202F%", page.Text, StringComparison.Ordinal);

        Practice.Succeed(await practice.Browser.SendAsync(
            page,
            "#declaration",
            [("document.furnace-invoice", "facture.pdf", SampleFiles.Pdf())],
            ("furnace.kind", "gas"),
            ("furnace.maker", "Braise et fils"),
            ("furnace.boughtOn", "31/12/2024")));
        var readBack = await practice.Browser.GetAsync($"{Declaration}/transmettre");
        Assert.Contains("J’atteste sur l’honneur que mon four souffle.", readBack.Text, StringComparison.Ordinal);
        Assert.Equal($"{Declaration}/accuse/1", (await practice.TransmitAsync()).Location);

        await practice.DecideAsync(refusal: null);
        await practice.PublishAsync();

        // 40 points for the furnace, 10 for the vases, 3,50 € each.
        var statement = await practice.Browser.GetAsync("/remunerations/2024");
        Assert.Contains("175,00\u202F€", statement.Text, StringComparison.Ordinal);
        var pdf = await practice.Browser.Client.GetByteArrayAsync(new Uri("/remunerations/2024/releve.pdf", UriKind.Relative));
        Assert.Contains("Vases entiers", Poppler.Words(pdf), StringComparison.Ordinal);
        var receipt = await practice.Browser.Client.GetStringAsync(new Uri("/remunerations/2024/preuve.json", UriKind.Relative));
        Assert.Null(AssessmentReceipt.Verify(receipt, RuleCatalogueFolder.Load(InventedCatalogue.Folder)));
    }
}
