using Microsoft.Playwright;

namespace FamiPortal.E2E.Tests;

/// <summary>What an agent does beside one proof after the other: a whole lot at once, and the answer to somebody who contests a value.</summary>
public sealed class DeskTests(Stage stage) : IClassFixture<Stage>
{
    private const string Agent = "Dominique Modèle";
    private const int ProofsOfTheLot = 3;

    [Fact]
    public async Task ALot_IsChosenPreviewedAndConfirmed_WithAResultForEach()
    {
        await WaitingProofs.AddAsync(stage.Portal, ProofsOfTheLot);
        var agent = await stage.Chromium.SitDownAsync(stage.Portal.Address);
        await agent.SignInAsAsync(Agent);
        await agent.GotoAsync("/agent/declarations/a-traiter?q=echantillon");
        foreach (var box in await agent.GetByRole(AriaRole.Checkbox, new() { Name = "Choisir Nina Échantillon" }).AllAsync())
        {
            await box.CheckAsync();
        }

        await agent.PressAsync("Préparer un lot avec les justificatifs cochés");
        await agent.AssertHeadingAsync("Lot de 3 justificatifs");
        await agent.AssertSaysAsync("Rien n’est encore fait");
        await agent.AssertAccessibleAsync();

        await agent.PressAsync("Confirmer pour 3 justificatifs");
        await Assertions.Expect(agent.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await agent.AssertAccessibleAsync();

        await agent.GetByLabel("Accepter", new() { Exact = true }).CheckAsync();
        await agent.PressAsync("Confirmer pour 3 justificatifs");
        await agent.AssertSaysAsync("3 sur 3");
        await agent.AssertSaysAsync("3 faits");
        await agent.SetViewportSizeAsync(360, 800);
        await agent.AssertAccessibleAsync();

        await agent.GotoAsync("/agent/declarations/a-traiter?q=echantillon");
        await agent.AssertSaysAsync("Rien ne correspond à ce filtre");
    }

    [Fact]
    public async Task AContestedValue_IsCorrectedWithItsSource_AndThePractitionerReadsBoth()
    {
        var agent = await stage.Chromium.SitDownAsync(stage.Portal.Address);
        await agent.SignInAsAsync(Agent);
        await agent.FollowAsync("Contestations");
        await agent.AssertHeadingAsync("Contestations");
        await agent.AssertAccessibleAsync();
        await agent.FollowAsync("Camille Exemple");
        await agent.AssertSaysAsync("changement de lecteur");
        await agent.AssertAccessibleAsync();

        await agent.PressAsync("Accepter et recalculer");
        await Assertions.Expect(agent.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await agent.AssertAccessibleAsync();

        await agent.GetByLabel("D’où vient la valeur corrigée").FillAsync("Relevé de l’éditeur, novembre 2024");
        await agent.PressAsync("Accepter et recalculer");
        await agent.AssertSaysAsync("Relevé de l’éditeur, novembre 2024");

        var camille = await stage.Chromium.SitDownAsync(stage.Portal.Address, 360);
        await camille.SignInAsAsync("Camille Exemple");
        await camille.GotoAsync("/contestations/2024");
        await camille.AssertSaysAsync("Valeur corrigée");
        await camille.AssertSaysAsync("Relevé de l’éditeur, novembre 2024");
        await camille.AssertSaysAsync("Valeur d’avant");
        await camille.AssertAccessibleAsync();
    }
}
