using FamiPortal.TestKit;
using Microsoft.Playwright;

namespace FamiPortal.E2E.Tests;

/// <summary>
/// A first year in each profession, from the sign-in page to the published amount: with a mouse whose clicks are counted, without
/// JavaScript, with a keyboard alone.
/// </summary>
public sealed class DeclaringTests(Stage stage) : IClassFixture<Stage>
{
    private const int ClicksMax = 25;

    [Fact]
    public async Task ADentist_InHerFirstYear_DeclaresEverythingInFewClicks_AndIsPaidTheMost()
    {
        var dentist = await stage.Chromium.SitDownAsync(stage.Portal.Address);
        var mouse = new Mouse(dentist);
        await dentist.GotoAsync("/connexion");
        await mouse.ClickAsync(dentist.GetByRole(AriaRole.Button, new() { Name = "Dr Jonas Gouttière" }));
        await mouse.ClickAsync(dentist.GetByRole(AriaRole.Link, new() { Name = "Ouvrir ma déclaration" }).First);
        await dentist.AssertHeadingAsync("Déclaration FAMI 2025");

        var software = dentist.Indicator("Logiciel métier compatible DMP");
        await mouse.ChooseAsync(software.GetByLabel("Logiciel métier", new() { Exact = true }), "quen exempla 7", "Quenotte 7.2");
        await mouse.ChooseAsync(software.GetByLabel("Logiciel compatible DMP"), "quenotte 7", "Quenotte 7.2");
        await mouse.TypeAsync(software.GetByLabel("Date d’acquisition"), "02/06/2025");
        await mouse.ClickAsync(dentist.Indicator("Messagerie sécurisée de santé").GetByLabel("Boîte organisationnelle MSSanté"));
        await mouse.ClickAsync(dentist.Indicator("Prise en charge coordonnée des patients").GetByLabel("(CPTS)"));
        var outreach = dentist.Indicator("Interventions « aller vers »");
        await mouse.TypeAsync(outreach.GetByLabel("Nombre d’interventions"), "3");
        await mouse.TypeAsync(outreach.GetByLabel("Lieux d’intervention"), "Collège Jean-Exemple (REP+), Exempleville");
        var student = dentist.Indicator("Accueil d’un étudiant en stage actif");
        await mouse.ClickAsync(student.GetByLabel("Un étudiant de 6ᵉ année"));
        await mouse.ClickAsync(student.GetByRole(AriaRole.Checkbox, new() { Name = "À temps plein" }));
        await Assertions.Expect(dentist.Locator("#resume-contenu .sum")).ToHaveTextAsync("650\u202F€");
        await AttachAsync(mouse, software, "attestation-quenotte.pdf");
        await Assertions.Expect(dentist.Locator("#resume-contenu .sum")).ToHaveTextAsync("1\u202F240\u202F€");
        await dentist.AssertAccessibleAsync();

        await mouse.ClickAsync(dentist.GetByRole(AriaRole.Button, new() { Name = "Vérifier et transmettre" }).First);
        await dentist.AssertHeadingAsync("Vérifier et transmettre");
        mouse.Clicks += await dentist.AttestAsync();
        await mouse.ClickAsync(dentist.GetByRole(AriaRole.Button, new() { Name = "Transmettre ma déclaration" }));
        await dentist.AssertHeadingAsync("Votre déclaration FAMI 2025 est transmise");
        Assert.True(mouse.Clicks < ClicksMax, $"{mouse.Clicks} clicks.");

        await AcceptAsync("Dr Jonas Gouttière", documents: 1);
        await SettleAsync("FAMI 2025");
        await dentist.GotoAsync("/remunerations/2025");
        await dentist.AssertSaysAsync("1 240,00 €");
        await dentist.AssertSaysAsync("490,00 €");
        await dentist.AssertSaysAsync("350,00 €");
        await dentist.AssertSaysAsync("300,00 €");
    }

    [Fact]
    public async Task ADoctor_WithoutJavaScript_DeclaresAndProvesWithOneDocument_AndReadsTheExactAmount()
    {
        var doctor = await stage.Chromium.SitDownAsync(stage.Portal.Address, 1280, withJavaScript: false);
        await doctor.SignInAsAsync("Dr Octave Lumière");
        await doctor.FollowAsync("Ouvrir ma déclaration");
        var software = doctor.Indicator("Logiciel référencé Ségur, avec LAP certifié");
        await software.GetByRole(AriaRole.Combobox, new() { Name = "Logiciel référencé Ségur" }).FillAsync("cabinéa 5.0");
        await software.GetByRole(AriaRole.Combobox, new() { Name = "Logiciel d’aide à la prescription (LAP)" }).FillAsync("Cabinéa 5.0");
        await software.GetByLabel("Certification provisoire").CheckAsync();
        await software.GetByLabel("Début de la démarche de certification").FillAsync("15/01/2026");
        await doctor.Indicator("Horaires affichés dans l’annuaire santé").GetByLabel("Mes horaires sont affichés").CheckAsync();
        await doctor.Indicator("Codage des données médicales").GetByRole(AriaRole.Checkbox).CheckAsync();
        var coordination = doctor.Indicator("Prise en charge coordonnée des patients");
        await coordination.GetByLabel("Des réunions de concertation pluridisciplinaire").CheckAsync();
        await coordination.GetByLabel("Nombre de réunions dans l’année").FillAsync("4");
        await doctor.Indicator("Services offerts aux patients").GetByLabel("(DAC)").CheckAsync();
        await doctor.Indicator("Encadrement d’étudiants en médecine").GetByLabel("Un interne en stage ambulatoire").CheckAsync();
        await doctor.Indicator("Vidéotransmission sécurisée").GetByLabel("Un abonnement payant").CheckAsync();
        await doctor.Indicator("Appareils médicaux connectés").GetByLabel("Oxymètre connecté").CheckAsync();
        await software.Locator("input[type=file]").First.SetInputFilesAsync(Document("attestation-cabinea.pdf"));
        await software.GetByRole(AriaRole.Button, new() { Name = "Envoyer les documents" }).First.ClickAsync();
        await doctor.AssertSaysAsync("Maquette Santé");
        await software.GetByRole(AriaRole.Button, new() { Name = "Une seule pièce suffit" }).ClickAsync();
        await Assertions.Expect(software.GetByRole(AriaRole.Button, new() { Name = "Une seule pièce suffit" })).ToHaveCountAsync(0);

        await doctor.PressAsync("Vérifier et transmettre");
        await doctor.AssertSaysAsync("15 janvier 2026");
        await doctor.AttestAsync();
        await doctor.PressAsync("Transmettre ma déclaration");
        await doctor.AssertHeadingAsync("Votre déclaration Forfait structure 2025 est transmise");

        await AcceptAsync("Dr Octave Lumière", documents: 2);
        await SettleAsync("Forfait structure 2025");
        await doctor.GotoAsync("/remunerations/2025");
        await doctor.AssertSaysAsync("7 297,50 €");
    }

    [Fact]
    public async Task APhysiotherapist_WithAKeyboardAlone_DeclaresAndTransmits()
    {
        var page = await stage.Chromium.SitDownAsync(stage.Portal.Address);
        var keyboard = new Keys(page);
        await page.GotoAsync("/connexion");
        await keyboard.PressOnAsync("Iris Maquette", "Enter");
        await page.AssertHeadingAsync("Mon espace");
        await keyboard.PressOnAsync("Ouvrir ma déclaration", "Enter");
        await page.AssertHeadingAsync("Déclaration FAMI 2024");

        await keyboard.TypeInAsync("Logiciel métier", "fictikine 4");
        await keyboard.PressAsync("ArrowDown", "Enter");
        await keyboard.TypeInAsync("Logiciel compatible DMP", "maquette fictikine 4");
        await keyboard.PressAsync("ArrowDown", "Enter");
        await keyboard.TypeInAsync("Date d’acquisition", "14/03/2024");
        await keyboard.PressOnAsync("Boîte personnelle MSSanté", "Space", "ArrowDown");
        await keyboard.PressOnAsync("Une maison de santé pluriprofessionnelle", "Space");
        await keyboard.PressOnAsync("Oxymètre connecté", "Space");
        await Assertions.Expect(page.Locator("#annonce")).ToContainTextAsync("175\u202F€");
        Assert.Equal("Fictikiné 4", await page.GetByLabel("Logiciel compatible DMP").InputValueAsync());

        await keyboard.PressOnAsync("Vérifier et transmettre", "Enter");
        await page.AssertHeadingAsync("Vérifier et transmettre");
        await keyboard.PressOnAsync("J’atteste sur l’honneur", "Space");
        foreach (var number in new[] { 5, 6, 7 })
        {
            await keyboard.PressOnAsync($"Indicateur {number},", "Space");
        }

        await keyboard.PressOnAsync("Transmettre ma déclaration", "Enter");
        await page.AssertHeadingAsync("Votre déclaration FAMI 2024 est transmise");
        await page.AssertSaysAsync("Fictikiné 4");
    }

    [Fact]
    public async Task APhysiotherapist_OnANarrowScreen_WithAKeyboardAlone_AndWithoutJavaScript_DeclaresProvesAndTransmits()
    {
        var page = await stage.Chromium.SitDownAsync(stage.Portal.Address, 360, withJavaScript: false);
        var keyboard = new Keys(page);
        await page.GotoAsync("/connexion");
        await keyboard.PressOnAsync("Zoé Brouillon", "Enter");
        await page.AssertHeadingAsync("Mon espace");
        await page.GotoAsync("/declarations/2024");

        await keyboard.TypeInAsync("Logiciel métier", "Fictikiné 4");
        await keyboard.TypeInAsync("Logiciel compatible DMP", "Fictikiné 4");
        await keyboard.TypeInAsync("Date d’acquisition", "14/03/2024");
        await keyboard.ReachFileAsync();
        await page.Locator("input[type=file]:focus").SetInputFilesAsync(Document("attestation-fictikine.pdf")); // the system's own window
        await keyboard.PressOnAsync("Envoyer les documents", "Enter");
        await page.AssertSaysAsync("Document déposé et réponses enregistrées");
        await page.AssertNothingLostAsync();

        await keyboard.PressOnAsync("Oxymètre connecté", "Space");
        await keyboard.PressOnAsync("Vérifier et transmettre", "Enter");
        await page.AssertHeadingAsync("Vérifier et transmettre");
        await page.AssertSaysAsync("attestation-fictikine.pdf");
        await page.AssertNothingLostAsync();
        var boxes = await page.Locator("[name^=attestation]").CountAsync();
        for (var box = 0; box < boxes; box++)
        {
            await keyboard.PressOnBoxAsync("attestation");
        }

        await keyboard.PressOnAsync("Transmettre ma déclaration", "Enter");
        await page.AssertHeadingAsync("Votre déclaration FAMI 2024 est transmise");
        await page.AssertSaysAsync("Fictikiné 4");
        await page.AssertNothingLostAsync();
    }

    [Fact]
    public async Task Answers_WhileTheConnectionIsCut_AreKeptAndSavedAfterwards()
    {
        var page = await stage.Chromium.SitDownAsync(stage.Portal.Address, 360);
        await page.SignInAsAsync("Zoé Brouillon");
        await page.GotoAsync("/declarations/2024");
        await page.Context.SetOfflineAsync(true);
        await page.Indicator("Vidéotransmission sécurisée").GetByLabel("Un abonnement payant").CheckAsync();
        await Assertions.Expect(page.Locator("[data-autosave-says]")).ToContainTextAsync("Rien n’est perdu");

        await page.Context.SetOfflineAsync(false);

        await Assertions.Expect(page.Locator("[data-autosave-says]")).ToBeHiddenAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.Indicator("Vidéotransmission sécurisée").GetByLabel("Un abonnement payant")).ToBeCheckedAsync();
        await page.WaitForFunctionAsync("localStorage.length === 0"); // by a script, which comes after the page
    }

    [Fact]
    public async Task Answers_TypedInAnExpiredSession_AreFoundAgainAfterSigningIn()
    {
        var page = await stage.Chromium.SitDownAsync(stage.Portal.Address);
        await page.SignInAsAsync("Ambre Reflet");
        await page.GotoAsync("/declarations/2024");
        await page.PressAsync("Tout reprendre");
        await page.AssertSaysAsync("Pièce justificative validée par la CPAM");
        await page.Context.ClearCookiesAsync();
        await page.Indicator("Prise en charge coordonnée des patients").GetByLabel("(CPTS)").CheckAsync();
        await page.AssertSaysAsync("Votre session a expiré");

        await page.GetByRole(AriaRole.Link, new() { Name = "Se reconnecter" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ambre Reflet" }).ClickAsync();

        await page.AssertHeadingAsync("Déclaration FAMI 2024");
        await Assertions.Expect(page.Locator("#resume-contenu .sum")).ToHaveTextAsync("590\u202F€");
        await page.ReloadAsync();
        await Assertions.Expect(page.Indicator("Prise en charge coordonnée des patients").GetByLabel("(CPTS)")).ToBeCheckedAsync();
    }

    private static FilePayload Document(string name) => new() { Name = name, MimeType = "application/pdf", Buffer = SampleFiles.Pdf() };

    /// <summary>Choosing a file takes a click on the zone and one in the system's own window.</summary>
    private static async Task AttachAsync(Mouse mouse, ILocator indicator, string name)
    {
        await indicator.Locator("input[type=file]").First.SetInputFilesAsync(Document(name));
        mouse.Clicks += 2;
        var send = indicator.GetByRole(AriaRole.Button, new() { Name = "Envoyer les documents" }).First;
        if (await send.IsVisibleAsync())
        {
            await mouse.ClickAsync(send);
        }
    }

    private async Task AcceptAsync(string practitioner, int documents)
    {
        var agent = await stage.Chromium.SitDownAsync(stage.Portal.Address);
        await agent.SignInAsAsync("Dominique Modèle");
        for (var count = 0; count < documents; count++)
        {
            await agent.GotoAsync("/agent/declarations/a-traiter");
            await agent.FollowAsync(practitioner);
            await agent.GetByLabel("Accepter").First.CheckAsync();
            await agent.PressAsync("Décider et passer au suivant");
        }

        await agent.Context.CloseAsync();
    }

    private async Task SettleAsync(string campaign)
    {
        var admin = await stage.Chromium.SitDownAsync(stage.Portal.Address);
        await admin.SignInAsAsync("Ariel Gabarit");
        await admin.GetByRole(AriaRole.Region, new() { Name = campaign }).Or(admin.GetByRole(AriaRole.Article).Filter(new() { HasText = campaign }))
            .GetByRole(AriaRole.Link).First.ClickAsync();
        var address = admin.Url;
        foreach (var (step, button) in new[] { ("clore", "Clore la saisie"), ("liquider", "Calculer et figer les montants"), ("publier", "Publier les montants") })
        {
            await admin.GotoAsync($"{address}/{step}");
            await admin.PressAsync(button);
        }

        await admin.Context.CloseAsync();
    }

    /// <summary>A mouse that counts: each field entered, each answer chosen, each button pressed is a click.</summary>
    private sealed class Mouse(IPage page)
    {
        public int Clicks { get; set; }

        public async Task ClickAsync(ILocator target)
        {
            await target.ClickAsync();
            Clicks++;
        }

        public async Task TypeAsync(ILocator field, string text)
        {
            await ClickAsync(field);
            await page.Keyboard.TypeAsync(text);
        }

        public async Task ChooseAsync(ILocator field, string search, string product)
        {
            await TypeAsync(field, search);
            await ClickAsync(page.GetByRole(AriaRole.Option, new() { Name = product }));
        }
    }

    /// <summary>Nothing but the keyboard: the focus goes from control to control until it is on the wanted one.</summary>
    private sealed class Keys(IPage page)
    {
        private const int StopsMax = 120;

        private const string Name =
            "() => { const at = document.activeElement; return (at?.labels?.[0] ?? at)?.innerText ?? ''; }";

        public async Task PressAsync(params string[] keys)
        {
            foreach (var key in keys)
            {
                await page.Keyboard.PressAsync(key);
            }
        }

        public async Task PressOnAsync(string name, params string[] keys)
        {
            await ReachAsync(name);
            await PressAsync(keys);
        }

        public async Task TypeInAsync(string label, string text)
        {
            await ReachAsync(label);
            await page.Keyboard.TypeAsync(text);
        }

        public Task ReachFileAsync() => ReachAsync("a file", "() => document.activeElement?.type === 'file'");

        /// <summary>The next box of these that is not ticked.</summary>
        public async Task PressOnBoxAsync(string name)
        {
            await ReachAsync(name, $"() => document.activeElement?.name?.startsWith('{name}') && !document.activeElement.checked");
            await PressAsync("Space");
        }

        private Task ReachAsync(string name) => ReachAsync(
            name, $"() => ({Name})().trimStart().startsWith({System.Text.Json.JsonSerializer.Serialize(name)})");

        private async Task ReachAsync(string name, string isThere)
        {
            for (var stop = 0; stop < StopsMax; stop++)
            {
                await page.Keyboard.PressAsync("Tab");
                if (await page.EvaluateAsync<bool?>(isThere) == true)
                {
                    return;
                }
            }

            Assert.Fail($"« {name} » is never reached by the Tab key on {page.Url}.");
        }
    }
}
