using Microsoft.Playwright;

namespace FamiPortal.E2E.Tests;

/// <summary>Axe finds nothing and nothing scrolls sideways: every kind of page, in both themes, on a desk and on a telephone.</summary>
public sealed class EveryPageTests(Stage stage) : IClassFixture<Stage>
{
    private static readonly (string? Account, string[] Paths)[] Visits =
    [
        (null, ["/", "/connexion", "/aide", "/accessibilite", "/donnees-personnelles", "/composants", "/nulle-part"]),
        ("Camille Exemple", ["/mon-espace"]),
        ("Zoé Brouillon", ["/mon-espace", "/declarations/2024", "/declarations/2024/transmettre"]),
        ("Iris Maquette", ["/mon-espace", "/remunerations/2022"]),
        ("Ambre Reflet", ["/declarations/2024"]),
        ("Basile Prototype", ["/declarations/2024", "/declarations/2024/transmissions"]),
        ("Dr Alix Molaire", ["/mon-espace", "/declarations/2025", "/declarations/2025/transmettre"]),
        ("Dr Alix Stéthoscope", ["/mon-espace", "/declarations/2025"]),
        ("Dominique Modèle", ["/agent/declarations/a-traiter", "/agent/declarations/a-traiter?q=personne", "/agent/lots", "/agent/chiffres"]),
        ("Sacha Repère", ["/agent/supervision", "/agent/supervision/transferts"]),
        ("Ariel Gabarit", ["/admin", "/admin/journal", "/admin/transferts", "/admin/campagnes/nouvelle"]),
    ];

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    public async Task EveryPage_InThisThemeAndWidth_IsAccessible(int width, ColorScheme scheme)
    {
        foreach (var (account, paths) in Visits)
        {
            var page = await stage.Chromium.SitDownAsync(stage.Portal.Address, width, scheme: scheme);
            if (account is not null)
            {
                await page.SignInAsAsync(account);
            }

            foreach (var path in paths)
            {
                await page.GotoAsync(path);
                await page.AssertAccessibleAsync();
            }

            await page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task ADraft_WithoutJavaScript_IsSavedAndReadBack()
    {
        var page = await stage.Chromium.SitDownAsync(stage.Portal.Address, 360, withJavaScript: false);
        await page.SignInAsAsync("Zoé Brouillon");
        await page.GotoAsync("/declarations/2024");
        await page.Indicator("Vidéotransmission sécurisée").GetByLabel("Un abonnement payant").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer et recalculer" }).Last.ClickAsync();

        await page.GotoAsync("/declarations/2024");

        await Assertions.Expect(page.Indicator("Vidéotransmission sécurisée").GetByLabel("Un abonnement payant")).ToBeCheckedAsync();
    }
}
