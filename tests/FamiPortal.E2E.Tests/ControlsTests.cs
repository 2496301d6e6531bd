using FamiPortal.TestKit;
using Microsoft.Playwright;

namespace FamiPortal.E2E.Tests;

/// <summary>What comes after a decision: a control of a paid declaration, and a second look at an accepted document.</summary>
public sealed class ControlsTests(Stage stage) : IClassFixture<Stage>
{
    private const string Practitioner = "Camille Exemple";
    private const string Agent = "Dominique Modèle";

    [Fact]
    public async Task APractitioner_AnswersAControl_AndTheFundConcludesIt()
    {
        var camille = await stage.Chromium.SitDownAsync(stage.Portal.Address, 360);
        await camille.SignInAsAsync(Practitioner);
        await camille.AssertSaysAsync("Votre caisse contrôle votre déclaration");
        await camille.AssertAccessibleAsync();
        await camille.FollowAsync("Voir ce qui est demandé");
        await camille.AssertHeadingAsync("Contrôle");
        await camille.AssertAccessibleAsync();
        await camille.GetByLabel("Ajouter un document").First.SetInputFilesAsync(
            new FilePayload { Name = "convention.pdf", MimeType = "application/pdf", Buffer = SampleFiles.Pdf("Convention fictive") });
        await camille.PressAsync("Déposer le document");
        await camille.AssertSaysAsync("convention.pdf");
        await camille.PressAsync("Envoyer ma réponse");
        await camille.AssertSaysAsync("Votre réponse est envoyée");
        await camille.AssertAccessibleAsync();

        var agent = await stage.Chromium.SitDownAsync(stage.Portal.Address);
        await agent.SignInAsAsync(Agent);
        await agent.GetByText("Plus", new() { Exact = true }).ClickAsync();
        await agent.FollowAsync("Contrôles");
        await agent.AssertHeadingAsync("Contrôles a posteriori");
        await agent.AssertAccessibleAsync();
        await agent.GetByRole(AriaRole.Row).GetByRole(AriaRole.Link).First.ClickAsync();
        await agent.AssertHeadingAsync("Échantillon");
        await agent.AssertAccessibleAsync();
        await agent.FollowAsync(Practitioner);
        await agent.AssertHeadingAsync($"Contrôle, {Practitioner}");
        await agent.GetByLabel("Non conforme").CheckAsync();
        await agent.PressAsync("Conclure");
        await agent.AssertSaysAsync("Donnez le motif");
        await agent.AssertAccessibleAsync();
        await agent.GetByLabel("Motif").FillAsync("La convention n’est pas à son nom.");
        await agent.PressAsync("Conclure");
        await agent.AssertSaysAsync("Contrôle terminé");
        await agent.AssertAccessibleAsync();

        await camille.ReloadAsync();
        await camille.AssertSaysAsync("à rembourser");
        await camille.AssertSaysAsync("La convention n’est pas à son nom.");
        await camille.AssertAccessibleAsync();
    }

    [Fact]
    public async Task ASecondLook_ThatDisagrees_IsSettledByTheSupervisor()
    {
        var admin = await stage.Chromium.SitDownAsync(stage.Portal.Address);
        await admin.SignInAsAsync("Ariel Gabarit");
        await admin.FollowAsync("Qualité");
        await admin.AssertAccessibleAsync();
        await admin.GetByLabel("Décisions relues par un autre agent").First.FillAsync("100");
        await admin.PressAsync("Enregistrer");
        await admin.AssertSaysAsync("Réglage enregistré");

        var agent = await stage.Chromium.SitDownAsync(stage.Portal.Address);
        await agent.SignInAsAsync(Agent);
        await agent.GotoAsync("/agent/suivant");
        await agent.GetByLabel("Accepter").CheckAsync();
        await agent.PressAsync("Décider et passer au suivant");
        await agent.AssertSaysAsync("Accepté");

        var supervisor = await stage.Chromium.SitDownAsync(stage.Portal.Address, 360);
        await supervisor.SignInAsAsync("Sacha Repère");
        await supervisor.GotoAsync("/agent/relectures");
        await supervisor.AssertAccessibleAsync();
        await supervisor.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link).First.ClickAsync();
        await supervisor.AssertHeadingAsync("Relecture,");
        await supervisor.AssertAccessibleAsync();
        await supervisor.GetByLabel("Refuser").CheckAsync();
        await supervisor.GetByLabel("Motif, si vous refusez").FillAsync("Le nom du titulaire est illisible.");
        await supervisor.PressAsync("Décider");
        await supervisor.AssertSaysAsync("Relecture enregistrée");
        await supervisor.FollowAsync("Désaccords et réglages");
        await supervisor.AssertSaysAsync("Le nom du titulaire est illisible.");
        await supervisor.AssertAccessibleAsync();
        await supervisor.PressAsync("Conserver la première décision");
        await supervisor.AssertSaysAsync("Désaccord tranché");
        await supervisor.AssertAccessibleAsync();
    }
}
