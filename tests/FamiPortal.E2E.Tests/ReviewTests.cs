using System.Text.RegularExpressions;
using FamiPortal.TestKit;
using Microsoft.Playwright;

namespace FamiPortal.E2E.Tests;

/// <summary>The agent's review in a real browser: by keyboard alone, with a question and its answer, from a letter.</summary>
public sealed class ReviewTests(Stage stage) : IClassFixture<Stage>
{
    private const string Agent = "Dominique Modèle";
    private const int ProofsToDecide = 20;

    [Fact]
    public async Task TwentyProofs_AreDecidedByKeyboardAlone_WithUnderFourKeysEach()
    {
        var waiting = await WaitingProofs.AddAsync(stage.Portal, ProofsToDecide + 1);
        var agent = await SitAtTheDeskAsync($"/agent/declarations/{waiting[0].Id}");

        // Accept, refuse with the reason that the first reading proposes: 2 keys; another reason, a question: 3.
        string[][] ways = [["a"], ["r"], ["r", "1"], ["d", "1"], ["d", "2"]];
        for (var decided = 0; decided < ProofsToDecide; decided++)
        {
            var keys = ways[decided % ways.Length].Append("Enter").ToList();
            var use = agent.Locator("form[data-decide] input[name='Form.Use']");
            var before = await use.InputValueAsync();
            await Assertions.Expect(agent.Locator("body[data-keys=on]")).ToHaveCountAsync(1);

            foreach (var key in keys)
            {
                await agent.Keyboard.PressAsync(key);
            }

            await Assertions.Expect(use).Not.ToHaveValueAsync(before);
            await Assertions.Expect(agent.GetByRole(AriaRole.Status).First).ToContainTextAsync(keys[0] switch { "a" => "Accepté", "r" => "Refusé", _ => "Complément demandé" });
            Assert.InRange(keys.Count, 2, 3);
        }

        await agent.AssertAccessibleAsync();
    }

    [Fact]
    public async Task Shortcuts_StayOutOfFields_AndCanBeSwitchedOff()
    {
        var waiting = await WaitingProofs.AddAsync(stage.Portal, 1);
        var agent = await SitAtTheDeskAsync($"/agent/declarations/{waiting[0].Id}");
        await Assertions.Expect(agent.Locator("body[data-keys=on]")).ToHaveCountAsync(1);

        await agent.Keyboard.PressAsync("r");
        await agent.Keyboard.PressAsync("m");
        await agent.Keyboard.TypeAsync(" a d t");

        await Assertions.Expect(agent.GetByRole(AriaRole.Radio, new() { Name = "Refuser" })).ToBeCheckedAsync();
        await Assertions.Expect(agent.GetByLabel("Message au professionnel")).ToHaveValueAsync(new Regex(" a d t"));
        await agent.GetByText("Raccourcis du clavier").ClickAsync();
        await agent.AssertAccessibleAsync();
        await agent.GetByLabel("Raccourcis à une touche actifs").UncheckAsync();
        await agent.GotoAsync($"/agent/declarations/{waiting[0].Id}");
        await Assertions.Expect(agent.Locator("body[data-keys=off]")).ToHaveCountAsync(1);
        await agent.Keyboard.PressAsync("a");
        await Assertions.Expect(agent.GetByRole(AriaRole.Radio, new() { Name = "Accepter" })).Not.ToBeCheckedAsync();
    }

    [Fact]
    public async Task AnIndicator_WrittenInALetter_IsEnteredByTheFund_AndSaidSo()
    {
        var waiting = await WaitingProofs.AddAsync(stage.Portal, 1);
        var agent = await SitAtTheDeskAsync($"/agent/declarations/{waiting[0].Id}");
        await agent.FollowAsync("Tout son dossier");
        await agent.AssertHeadingAsync("Nina Échantillon");
        await agent.AssertAccessibleAsync();
        await agent.FollowAsync("Saisir à sa place");
        await agent.AssertAccessibleAsync();
        await agent.FollowAsync("Prise en charge coordonnée des patients");
        await agent.GetByLabel("(MSP)").CheckAsync();
        await agent.GetByLabel("Par courriel").CheckAsync();
        await agent.AssertAccessibleAsync();
        await agent.GetByLabel("Le document reçu, numérisé")
            .SetInputFilesAsync(new FilePayload { Name = "courriel.pdf", MimeType = "application/pdf", Buffer = SampleFiles.Pdf() });

        await agent.PressAsync("Enregistrer la saisie");

        await agent.AssertSaysAsync("Saisie caisse");
        await agent.AssertSaysAsync("Courrier du professionnel");
        await agent.AssertAccessibleAsync();
        await agent.SetViewportSizeAsync(360, 800);
        await agent.AssertAccessibleAsync();
    }

    [Fact]
    public async Task AComplement_IsAskedReadSentAndReviewed()
    {
        var declaration = await WaitingProofs.AddAsync(stage.Portal, "Iris", "Maquette");
        var url = $"/agent/declarations/{declaration.Id}";
        var agent = await SitAtTheDeskAsync(url);
        await agent.GetByRole(AriaRole.Radio, new() { Name = "Demander" }).CheckAsync();
        await agent.GetByLabel("Message au professionnel").FillAsync("La page 2 manque : envoyez la facture entière.");
        await agent.AssertAccessibleAsync();
        await agent.PressAsync("Décider et passer au suivant");

        var iris = await stage.Chromium.SitDownAsync(stage.Portal.Address, 360);
        await iris.SignInAsAsync("Iris Maquette");
        await iris.AssertSaysAsync("La page 2 manque");
        await iris.AssertAccessibleAsync();
        await iris.FollowAsync("Envoyer le complément");
        await iris.AssertHeadingAsync("Envoyer le complément demandé");
        await iris.AssertAccessibleAsync();
        await iris.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "facture-entière.pdf", MimeType = "application/pdf", Buffer = SampleFiles.Pdf() });
        await iris.PressAsync("Envoyer le complément");
        await iris.AssertSaysAsync("Votre complément est envoyé");

        await agent.GotoAsync(url);
        await agent.FollowAsync("Document suivant");
        await agent.AssertSaysAsync("facture-entière.pdf");
        await agent.AssertAccessibleAsync();
    }

    [Fact]
    public async Task WhatAColleagueDecidedFirst_IsSaid_AndTheTypedTextComesBackOnceItIsUndone()
    {
        var waiting = await WaitingProofs.AddAsync(stage.Portal, 1);
        var url = $"/agent/declarations/{waiting[0].Id}";
        var slow = await SitAtTheDeskAsync(url);
        await slow.GetByRole(AriaRole.Radio, new() { Name = "Refuser" }).CheckAsync();
        await slow.GetByLabel("Message au professionnel").FillAsync("La facture nomme un autre cabinet que le vôtre.");
        var quick = await SitAtTheDeskAsync(url);
        await quick.GetByRole(AriaRole.Radio, new() { Name = "Accepter" }).CheckAsync();
        await quick.PressAsync("Décider et passer au suivant");

        await slow.PressAsync("Décider et passer au suivant");

        await slow.AssertSaysAsync("déjà été accepté");
        await slow.AssertAccessibleAsync();
        await slow.PressAsync("Annuler cette décision");
        await Assertions.Expect(slow.Locator("form[data-decide] #Form_Message")).ToHaveValueAsync("La facture nomme un autre cabinet que le vôtre.");
    }

    private async Task<IPage> SitAtTheDeskAsync(string url)
    {
        var agent = await stage.Chromium.SitDownAsync(stage.Portal.Address);
        await agent.SignInAsAsync(Agent);
        await agent.GotoAsync(url);
        return agent;
    }
}
