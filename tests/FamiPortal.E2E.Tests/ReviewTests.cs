using System.Text.RegularExpressions;
using FamiPortal.TestKit;
using Microsoft.Playwright;

namespace FamiPortal.E2E.Tests;

/// <summary>The agent's review in a real browser: by keyboard alone, with a question, from a letter.</summary>
public sealed partial class ReviewTests(Stage stage) : IClassFixture<Stage>
{
    private const string Agent = "Dominique Modèle";
    private const int ProofsToDecide = 20;

    [Fact]
    public async Task TwentyProofs_AreDecidedByKeyboardAlone_WithUnderFourKeysEach()
    {
        // Arrange: the demonstration has too few waiting proofs; what is decided is undone by hand, one after the other, and decided again.
        var agent = await stage.Chromium.SitDownAsync(stage.Portal.Address);
        await agent.SignInAsAsync(Agent);
        await agent.GotoAsync("/agent/declarations/a-traiter");
        await agent.GetByRole(AriaRole.Main).GetByRole(AriaRole.Row).GetByRole(AriaRole.Link).First.ClickAsync();
        await agent.AssertAccessibleAsync();

        // Act: accept (2 keys), refuse with the proposed reason (2), with another one (3), ask (2 or 3), in turn.
        string[][] ways = [["a"], ["r"], ["r", "2"], ["d"], ["d", "2"]];
        var (decided, keys) = (0, 0);
        var seen = new List<string>();
        while (decided < ProofsToDecide)
        {
            if (!await agent.Locator("form[data-decide]").IsVisibleAsync())
            {
                await UndoSomethingAsync(agent, seen);
            }

            seen.Add(agent.Url);
            var before = await agent.Locator("input[name='Form.Use']").First.InputValueAsync();
            var pressed = 0;
            foreach (var key in ways[decided % ways.Length].Append("Enter"))
            {
                await agent.Keyboard.PressAsync(key);
                pressed++;
            }

            await agent.WaitForFunctionAsync("before => document.querySelector('[role=status] .note') && document.querySelector(\"input[name='Form.Use']\")?.value !== before || !document.querySelector('form[data-decide]')", before);
            Assert.InRange(pressed, 1, 3);
            (decided, keys) = (decided + 1, keys + pressed);
        }

        // Assert
        Assert.True(keys < 4 * ProofsToDecide, $"{keys} keys for {ProofsToDecide} proofs.");
    }

    [Fact]
    public async Task Shortcuts_StayOutOfFields_AndCanBeSwitchedOff()
    {
        var agent = await stage.Chromium.SitDownAsync(stage.Portal.Address);
        await agent.SignInAsAsync("Claude Témoin");
        await agent.GotoAsync("/agent/declarations/a-traiter");
        await agent.GetByRole(AriaRole.Main).GetByRole(AriaRole.Row).GetByRole(AriaRole.Link).First.ClickAsync();

        await agent.Keyboard.PressAsync("r");
        await agent.Keyboard.PressAsync("m");
        await agent.Keyboard.TypeAsync(" a d t");
        await Assertions.Expect(agent.GetByLabel("Refuser")).ToBeCheckedAsync();
        await Assertions.Expect(agent.GetByLabel("Message au professionnel")).ToHaveValueAsync(new Regex(" a d t"));

        await agent.GetByText("Raccourcis du clavier").ClickAsync();
        await agent.GetByLabel("Raccourcis à une touche actifs").UncheckAsync();
        await agent.ReloadAsync();
        await agent.Keyboard.PressAsync("a");
        await Assertions.Expect(agent.GetByLabel("Accepter", new() { Exact = false }).First).Not.ToBeCheckedAsync();
    }

    [Fact]
    public async Task AnIndicator_WrittenInALetter_IsEnteredByTheFund_AndSaidEverywhere()
    {
        var agent = await stage.Chromium.SitDownAsync(stage.Portal.Address);
        await agent.SignInAsAsync(Agent);
        await agent.GotoAsync("/agent/declarations/a-traiter");
        await agent.GetByRole(AriaRole.Main).GetByRole(AriaRole.Row).GetByRole(AriaRole.Link).First.ClickAsync();
        await agent.FollowAsync("Tout son dossier");
        await agent.AssertAccessibleAsync();
        await agent.FollowAsync("Saisir à sa place");
        await agent.AssertAccessibleAsync();
        await agent.GetByRole(AriaRole.Main).GetByRole(AriaRole.Listitem).GetByRole(AriaRole.Link).Last.ClickAsync();
        await agent.AssertAccessibleAsync();
        var boxes = agent.GetByRole(AriaRole.Main).Locator("form[data-unsaved] .pick input:not([name=channel]):not([name=proofs])");
        await boxes.First.CheckAsync();
        await agent.GetByLabel("Par courriel").CheckAsync();
        await agent.GetByLabel("Le document reçu, numérisé").SetInputFilesAsync(new FilePayload { Name = "courriel.pdf", MimeType = "application/pdf", Buffer = SampleFiles.Pdf() });

        await agent.PressAsync("Enregistrer la saisie");

        await agent.AssertSaysAsync("Saisie caisse");
        await agent.AssertAccessibleAsync();
    }

    /// <summary>An empty desk gets work again: the agent takes back a decision, which leads to the same page.</summary>
    private static async Task UndoSomethingAsync(IPage agent, List<string> seen)
    {
        foreach (var url in seen.Distinct())
        {
            await agent.GotoAsync(Piece().Replace(url, ""));
            var pieces = await agent.Locator("#pieces ~ ul a").EvaluateAllAsync<string[]>("links => links.map(link => link.href)");
            foreach (var piece in pieces)
            {
                await agent.GotoAsync(piece);
                if (await agent.GetByRole(AriaRole.Button, new() { Name = "Annuler cette décision" }).IsVisibleAsync())
                {
                    await agent.Keyboard.PressAsync("u");
                    await agent.Keyboard.PressAsync("Enter");
                    await Assertions.Expect(agent.Locator("form[data-decide]")).ToBeVisibleAsync();
                    return;
                }

                if (await agent.Locator("form[data-decide]").IsVisibleAsync())
                {
                    return; // what was asked may be decided too
                }
            }
        }

        Assert.Fail("Nothing is left to decide or to undo.");
    }

    [GeneratedRegex(@"\?.*$")]
    private static partial Regex Piece();
}
