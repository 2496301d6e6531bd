using System.Diagnostics;
using FamiPortal.TestKit;
using Microsoft.Playwright;

namespace FamiPortal.E2E.Tests;

/// <summary>The year's main job, once, by three people: declare and prove, decide, settle; then the amount, euro by euro.</summary>
public sealed class TheWholeWayTests(Stage stage) : IClassFixture<Stage>
{
    private const string Practitioner = "Iris Maquette";
    private const string Agent = "Dominique Modèle";
    private const string Admin = "Ariel Gabarit";

    [Fact]
    public async Task APhysiotherapist_DeclaresProvesIsRefusedCorrectsIsAccepted_AndReadsHerAmount()
    {
        var iris = await stage.Chromium.SitDownAsync(stage.Portal.Address);
        await DeclareAsync(iris);
        await TransmitAsync(iris);
        await KeepTheReceiptAsync(iris);

        var agent = await stage.Chromium.SitDownAsync(stage.Portal.Address);
        await agent.SignInAsAsync(Agent);
        await RefuseAsync(agent);
        await ReplaceTheDocumentAsync(iris);
        await AcceptAsync(agent);

        var admin = await stage.Chromium.SitDownAsync(stage.Portal.Address);
        await admin.SignInAsAsync(Admin);
        await SettleAsync(admin);

        await ReadTheAmountAsync(iris);
    }

    private static async Task DeclareAsync(IPage iris)
    {
        await iris.GotoAsync("/connexion");
        await iris.AssertAccessibleAsync();
        await iris.SignInAsAsync(Practitioner);
        await iris.AssertHeadingAsync("Mon espace");
        await iris.AssertAccessibleAsync();
        await iris.FollowAsync("Ouvrir ma déclaration");
        await iris.AssertHeadingAsync("Déclaration FAMI 2024");
        await iris.AssertAccessibleAsync();
        await iris.AssertSaysAsync("84,62 % soit 2 310 sur 2 730");

        var software = iris.Indicator("Logiciel métier compatible DMP");
        await software.GetByLabel("Logiciel métier", new() { Exact = true }).FillAsync("Exempla Kiné 7");
        await software.GetByLabel("Logiciel compatible DMP").FillAsync("Exempla Kiné 7");
        await software.GetByLabel("Date d’acquisition").FillAsync("14/03/2024");
        await iris.Indicator("Messagerie sécurisée de santé").GetByLabel("Boîte organisationnelle MSSanté").CheckAsync();
        await iris.Indicator("Prise en charge coordonnée des patients").GetByLabel("(CPTS)").CheckAsync();
        await iris.Indicator("Vidéotransmission sécurisée").GetByLabel("Un abonnement payant").CheckAsync();
        await UploadAsync(iris, "facture-février.pdf");
        await iris.PressAsync("Enregistrer et recalculer");
        await iris.AssertSaysAsync("Brouillon enregistré, montant recalculé");
        await iris.AssertSaysAsync("facture-février.pdf");
        Assert.Equal("Exempla Kiné 7", await software.GetByLabel("Logiciel métier", new() { Exact = true }).InputValueAsync());
        await iris.AssertAccessibleAsync();
    }

    private static async Task TransmitAsync(IPage iris)
    {
        await iris.PressAsync("Vérifier et transmettre");
        await iris.AssertHeadingAsync("Vérifier et transmettre");
        await iris.AssertAccessibleAsync();
        await iris.AssertSaysAsync("Exempla Kiné 7");

        await iris.PressAsync("Transmettre ma déclaration");
        await iris.AssertAccessibleAsync();
        await Assertions.Expect(iris.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();

        await iris.AttestAsync();
        await iris.PressAsync("Transmettre ma déclaration");
        await iris.AssertHeadingAsync("Votre déclaration FAMI 2024 est transmise");
        await iris.AssertAccessibleAsync();
    }

    private static async Task KeepTheReceiptAsync(IPage iris)
    {
        var text = await ReadPdfAsync(iris, iris.GetByRole(AriaRole.Link, new() { Name = "Télécharger l’accusé de réception (PDF)" }));
        Assert.Contains("Accusé de réception", text, StringComparison.Ordinal);
        Assert.Contains("Exempla Kiné 7", text, StringComparison.Ordinal);
        Assert.Contains("communauté professionnelle territoriale de santé", text, StringComparison.Ordinal);
        Assert.Contains("facture-février.pdf", text, StringComparison.Ordinal);
    }

    private static async Task RefuseAsync(IPage agent)
    {
        await agent.AssertHeadingAsync("Justificatifs à traiter");
        await agent.AssertAccessibleAsync();
        await agent.FollowAsync(Practitioner);
        await agent.AssertSaysAsync("Exempla Kiné 7");
        await agent.AssertAccessibleAsync();
        var document = await agent.Locator("main img[data-page]").First.GetAttributeAsync("src");
        Assert.Equal("image/png", await agent.EvaluateAsync<string>("async address => (await fetch(address)).headers.get('content-type')", document));

        await agent.GetByLabel("Refuser").CheckAsync();
        await agent.GetByLabel("Motif").SelectOptionAsync("DMP-02");
        await agent.PressAsync("Décider et passer au suivant");
        await agent.AssertAccessibleAsync();
    }

    private static async Task ReplaceTheDocumentAsync(IPage iris)
    {
        await iris.GotoAsync("/mon-espace");
        await iris.AssertSaysAsync("refusé");
        await iris.AssertAccessibleAsync();
        await iris.GotoAsync("/declarations/2024");
        await iris.AssertSaysAsync("ne porte pas la mention “DMP compatible”");
        await iris.AssertSaysAsync("CPAM d’Exempleville");
        await iris.AssertAccessibleAsync();
        await UploadAsync(iris, "attestation-éditeur.pdf");
        await iris.PressAsync("Enregistrer et recalculer");
        await iris.AssertSaysAsync("Brouillon enregistré, montant recalculé"); // or the next click may meet the page that is leaving
        await iris.PressAsync("Vérifier et transmettre");
        await iris.AttestAsync();
        await iris.PressAsync("Transmettre ma déclaration");
        await iris.AssertHeadingAsync("Votre déclaration FAMI 2024 est transmise");
    }

    private static async Task AcceptAsync(IPage agent)
    {
        await agent.GotoAsync("/agent/declarations/a-traiter");
        await agent.FollowAsync(Practitioner);
        await agent.AssertSaysAsync("attestation-éditeur.pdf");
        await agent.GetByLabel("Accepter").CheckAsync();
        await agent.PressAsync("Décider et passer au suivant");
        await agent.AssertAccessibleAsync();
    }

    private static async Task SettleAsync(IPage admin)
    {
        await admin.AssertAccessibleAsync();
        await admin.GetByRole(AriaRole.Region, new() { Name = "FAMI 2024" }).Or(admin.GetByRole(AriaRole.Article).Filter(new() { HasText = "FAMI 2024" }))
            .GetByRole(AriaRole.Link).First.ClickAsync();
        await admin.AssertAccessibleAsync();
        var campaign = admin.Url;
        foreach (var (step, button) in new[] { ("clore", "Clore la saisie"), ("liquider", "Calculer et figer les montants"), ("publier", "Publier les montants") })
        {
            await admin.GotoAsync($"{campaign}/{step}");
            await admin.AssertAccessibleAsync();
            await admin.PressAsync(button);
            await admin.AssertAccessibleAsync();
        }
    }

    private static async Task ReadTheAmountAsync(IPage iris)
    {
        await iris.GotoAsync("/mon-espace");
        await iris.AssertSaysAsync("940,00 €");
        await iris.AssertAccessibleAsync();
        await iris.GotoAsync("/remunerations/2024");
        await iris.AssertHeadingAsync("Rémunération FAMI 2024");
        await iris.AssertSaysAsync("940,00 €");
        await iris.AssertSaysAsync("490,00 €");
        await iris.AssertSaysAsync("350,00 €");
        await iris.AssertAccessibleAsync();
        await iris.SetViewportSizeAsync(360, 800);
        await iris.AssertAccessibleAsync();

        var text = await ReadPdfAsync(iris, iris.GetByRole(AriaRole.Link, new() { NameString = "PDF" }).First);
        Assert.Contains("940,00", text, StringComparison.Ordinal);
        Assert.Contains("Messagerie sécurisée", text, StringComparison.Ordinal);
    }

    private static async Task UploadAsync(IPage iris, string name)
    {
        await iris.Indicator("Logiciel métier compatible DMP").Locator("input[type=file]")
            .SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/pdf", Buffer = SampleFiles.Pdf() });
        await Assertions.Expect(iris.GetByRole(AriaRole.List, new() { Name = "Documents déposés" })).ToContainTextAsync(name);
    }

    /// <summary>The text of the PDF behind a link, as poppler reads it (package poppler-utils).</summary>
    private static async Task<string> ReadPdfAsync(IPage page, ILocator link)
    {
        var answer = await page.Context.APIRequest.GetAsync((await link.GetAttributeAsync("href"))!);
        Assert.Equal("application/pdf", answer.Headers["content-type"]);
        using var poppler = Process.Start(new ProcessStartInfo("pdftotext", ["-layout", "-", "-"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await poppler.StandardInput.BaseStream.WriteAsync(await answer.BodyAsync());
        poppler.StandardInput.Close();
        var text = await poppler.StandardOutput.ReadToEndAsync();
        await poppler.WaitForExitAsync();
        return text;
    }
}
