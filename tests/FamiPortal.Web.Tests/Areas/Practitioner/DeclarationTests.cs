using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FamiPortal.Domain.Software;
using FamiPortal.Rules;
using FamiPortal.TestKit;

namespace FamiPortal.Web.Tests.PractitionerArea;

public sealed class DeclarationTests(Portal portal) : IClassFixture<Portal>
{
    public static TheoryData<string, int> RuleSets()
    {
        var data = new TheoryData<string, int>();
        foreach (var ruleSet in TestPortal.Catalogue.RuleSets)
        {
            data.Add(ruleSet.Profession.Code, ruleSet.Exercise);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(RuleSets))]
    public async Task Declaration_OfAnyRuleSet_AsksEveryQuestionAndEveryProof(string profession, int exercise)
    {
        var ruleSet = TestPortal.Catalogue.Find(profession, exercise)!;
        var practice = await Practice.OpenAsync(portal, profession, exercise);

        var page = await practice.DeclarationAsync(exercise);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(ruleSet.Indicators.Select(indicator => indicator.Label), page.Html.QuerySelectorAll(".ind h3").Select(title => title.FirstChild!.TextContent.Trim()));
        foreach (var field in ruleSet.Indicators.SelectMany(indicator => indicator.Form))
        {
            var controls = page.Html.GetElementsByName(field.Path.Text);
            Assert.True(controls.Length >= Math.Max(1, field.Options.Count), field.Path.Text);
            Assert.Equal(KindOf(field), KindOf(controls[0]));
            Assert.Contains(page.Html.QuerySelectorAll("label, legend"), label => label.TextContent.Contains(field.Label, StringComparison.Ordinal));
        }

        foreach (var proof in ruleSet.Indicators.SelectMany(indicator => indicator.Proofs))
        {
            Assert.Equal("file", page.Html.QuerySelector($"[name='document.{proof.Code}']")?.GetAttribute("type"));
        }

        Assert.Empty(page.Html.QuerySelectorAll("[id]").GroupBy(element => element.Id).Where(group => group.Count() > 1).Select(group => group.Key));
        Assert.Empty(page.Html.QuerySelectorAll("[style], script:not([src])"));
    }

    [Fact]
    public async Task Declaration_WithARefusedAnswer_SaysSoInItsOwnLine()
    {
        var practice = await Practice.OpenAsync(portal);

        var page = await practice.DeclarationAsync();

        var line = page.Html.QuerySelector($"[name='{Scenario.Mailbox}'][value=apicrypt-v1]")!.Closest("label")!;
        Assert.Contains("n’est plus pris en compte", line.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Declaration_WithAFieldThatDependsOnAnAnswer_OpensItBySelectorOnly()
    {
        var practice = await Practice.OpenAsync(portal);

        var page = await practice.DeclarationAsync();

        var group = page.Html.GetElementsByName(Scenario.Meetings)[0].Closest(".then")!.Closest(".if")!;
        Assert.Equal(["multidisciplinary-meetings"], group.QuerySelectorAll("[data-opens]").Select(control => control.GetAttribute("value")!));
    }

    [Fact]
    public async Task Declaration_WithAMeasuredRate_ShowsFractionSourceAndDate()
    {
        var practice = await Practice.OpenAsync(portal);
        await practice.KnowMeasuredAsync(isPrefilled: true);

        var page = await practice.DeclarationAsync();

        var rate = page.Html.QuerySelector("#i4")!;
        Assert.Contains("84,62\u202F% soit 2\u202F310 sur 2\u202F730", rate.TextContent, StringComparison.Ordinal);
        Assert.Contains("Flux de test, 9 janvier 2025", rate.TextContent, StringComparison.Ordinal);
        Assert.Equal("Mesuré automatiquement", rate.QuerySelector(".badge")!.TextContent);
        Assert.Equal("Prérempli", page.Html.QuerySelector("#i5 .badge")!.TextContent);
        Assert.NotNull(page.Html.GetElementsByName(Scenario.Mailbox)[0].Closest("details"));
    }

    [Fact]
    public async Task Save_WithAnswers_KeepsThemAndRecalculates()
    {
        var practice = await Practice.OpenAsync(portal);
        await practice.KnowMeasuredAsync(isPrefilled: true);

        var answer = await practice.SaveAsync(await practice.DeclarationAsync(), (Scenario.Coordination, "cpts"), ("videoEquipment.kind", "subscription"));

        Practice.Succeed(answer);
        var page = await practice.DeclarationAsync();
        Assert.True(((IHtmlInputElement)page.Html.QuerySelector($"[name='{Scenario.Coordination}'][value=cpts]")!).IsChecked);
        Assert.Equal("À transmettre", page.Html.QuerySelector("#i6 .badge")!.TextContent);
        Assert.Equal("940\u202F€", page.Html.QuerySelector("aside .sum")!.TextContent);
    }

    [Fact]
    public async Task Declaration_AfterOthersHaveSeenTheSameQuestions_ShowsOnesOwnAnswers()
    {
        var (chooses, types, silent) = (await Practice.OpenAsync(portal), await Practice.OpenAsync(portal), await Practice.OpenAsync(portal));
        Practice.Succeed(await chooses.SaveAsync(await chooses.DeclarationAsync(), (Scenario.Coordination, "cpts"), (Scenario.BusinessSoftware, "Éditeur Kiné 5")));
        Practice.Succeed(await types.SaveAsync(await types.DeclarationAsync(), (Scenario.Coordination, "msp"), (Scenario.BusinessSoftware, "Autre éditeur 1")));

        var seen = new List<(string? Chosen, string? Typed)>();
        foreach (var person in new[] { chooses, types, silent, chooses, types, silent })
        {
            var html = (await person.DeclarationAsync()).Html;
            seen.Add((html.QuerySelector($"input[name='{Scenario.Coordination}'][checked]")?.GetAttribute("value"), html.GetElementsByName(Scenario.BusinessSoftware)[0].GetAttribute("value")));
        }

        Assert.Equal([("cpts", "Éditeur Kiné 5"), ("msp", "Autre éditeur 1"), (null, ""), ("cpts", "Éditeur Kiné 5"), ("msp", "Autre éditeur 1"), (null, "")], seen);
    }

    [Fact]
    public async Task Save_WithAnInvalidDate_ShowsWhatWasTypedAndWhatToDo()
    {
        var practice = await Practice.OpenAsync(portal);

        var answer = await practice.SaveAsync(
            await practice.DeclarationAsync(), ("dmpSoftware.declared.acquiredOn", "31/02/2024"), (Scenario.BusinessSoftware, "Éditeur <Kiné>"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.StartsWith("Erreur, ", answer.Html.Title, StringComparison.Ordinal);
        var date = (IHtmlInputElement)answer.Html.GetElementsByName("dmpSoftware.declared.acquiredOn")[0];
        Assert.Equal("31/02/2024", date.Value);
        Assert.Equal("true", date.GetAttribute("aria-invalid"));
        Assert.NotNull(answer.Html.QuerySelector($"[data-errors] a[href='#{date.Id}']"));
        Assert.Equal("Éditeur <Kiné>", ((IHtmlInputElement)answer.Html.GetElementsByName(Scenario.BusinessSoftware)[0]).Value);
        Assert.True((await practice.StoredAsync()).Answers.IsEmpty);
    }

    [Fact]
    public async Task Save_WithADateInFigures_ShowsItBackTheSameWay()
    {
        var practice = await Practice.OpenAsync(portal);

        Practice.Succeed(await practice.SaveAsync(await practice.DeclarationAsync(), ("dmpSoftware.declared.acquiredOn", "4/3/2024")));

        Assert.Equal("2024-03-04", (await practice.StoredAsync()).Answers.ValueOf("dmpSoftware.declared.acquiredOn"));
        Assert.Equal("04/03/2024", ((IHtmlInputElement)(await practice.DeclarationAsync()).Html.GetElementsByName("dmpSoftware.declared.acquiredOn")[0]).Value);
    }

    [Fact]
    public async Task Autosave_WithAnAnswer_KeepsItAndAnswersTheRecomputedFragments()
    {
        var practice = await Practice.OpenAsync(portal);
        await practice.KnowMeasuredAsync(isPrefilled: true);

        var live = await practice.AutosaveAsync(await practice.DeclarationAsync(), ("videoEquipment.kind", "subscription"));

        Assert.Equal(HttpStatusCode.OK, live.Status);
        Assert.Equal("840\u202F€", live.Html.QuerySelector("#resume-contenu .sum")!.TextContent);
        Assert.Equal("À transmettre", live.Html.QuerySelector("#i8-tete .badge")!.TextContent);
        Assert.Contains("840\u202F€", live.Html.QuerySelector("[data-announce]")!.TextContent, StringComparison.Ordinal);
        var stored = await practice.StoredAsync();
        Assert.Equal("subscription", stored.Answers.ValueOf("videoEquipment.kind"));
        Assert.Equal($"{stored.DraftVersion}", live.Html.QuerySelector("#version")!.GetAttribute("value"));
        var page = await practice.DeclarationAsync();
        Assert.All(live.Html.QuerySelectorAll("[data-live]"), part => Assert.Equal(part.OuterHtml, page.Html.GetElementById(part.Id!)!.OuterHtml));
    }

    [Fact]
    public async Task Autosave_WithHalfADate_KeepsTheRestAndTheLastDate()
    {
        var practice = await Practice.OpenAsync(portal);
        Practice.Succeed(await practice.SaveAsync(await practice.DeclarationAsync(), ("dmpSoftware.declared.acquiredOn", "14/03/2024")));

        var live = await practice.AutosaveAsync(await practice.DeclarationAsync(), ("dmpSoftware.declared.acquiredOn", "14/0"), (Scenario.Coordination, "cpts"));

        Assert.Equal(HttpStatusCode.OK, live.Status);
        Assert.Contains("une date qui existe", live.Html.QuerySelector("[data-error='dmpSoftware.declared.acquiredOn']")!.TextContent, StringComparison.Ordinal);
        var stored = (await practice.StoredAsync()).Answers;
        Assert.Equal(("cpts", "2024-03-14"), (stored.ValueOf(Scenario.Coordination), stored.ValueOf("dmpSoftware.declared.acquiredOn")));
    }

    [Fact]
    public async Task Autosave_WhenTheSoftwareChanges_BringsTheAdviceOnTheDocumentUpToIt()
    {
        var practice = await Practice.OpenAsync(portal);
        var invoice = SampleDocuments.Docx($"Facture du 12/03/2024, {practice.Practitioner.LastName}, Éditeur Kiné 5, DMP compatible");
        Practice.Succeed(await practice.SendAsync(await practice.DeclarationAsync(), "facture.docx", invoice, [.. Practice.Complete]));
        var page = await practice.DeclarationAsync();

        var answer = await practice.AutosaveAsync(page, (Scenario.BusinessSoftware, "Quenotte 7"));

        Assert.Contains("tout ce que nous cherchons y figure", page.Html.QuerySelector("#documents-dmp-software")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("pas trouvé : le logiciel métier déclaré", answer.Html.QuerySelector("#documents-dmp-software[data-live]")!.TextContent.Replace('\u00A0', ' '), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Earlier_Answers_AreTakenUpOneByOneOrAllTogether()
    {
        await using var own = new Portal();
        own.Clock.Advance(TimeSpan.FromDays(-1107)); // February 2023
        await own.SaveAsync(A.Campaign().For(2022).Between(new DateOnly(2023, 1, 11), new DateOnly(2023, 3, 2)).Build());
        var practice = await Practice.OpenAsync(own);
        Practice.Succeed(await practice.SaveAsync(await practice.DeclarationAsync(2022), [.. Practice.Complete]));
        var summary = await practice.Browser.GetAsync("/declarations/2022/transmettre");
        Practice.Succeed(await practice.Browser.SubmitAsync(summary, "form:has([name=version])", [.. Practice.Boxes(summary)]));
        own.Clock.Advance(TimeSpan.FromDays(1107));
        practice = await practice.AgainAsync();

        var page = await practice.DeclarationAsync();
        var buttons = page.Html.QuerySelectorAll("#reprise [name=reprendre]").Select(button => (button.GetAttribute("value"), button.TextContent)).ToList();
        Practice.Succeed(await practice.SaveAsync(page, ("reprendre", "mss-mailbox")));
        var one = await practice.StoredAsync(2024);
        var after = await practice.DeclarationAsync();
        Practice.Succeed(await practice.SaveAsync(after, ("reprendre", "oui")));
        var all = await practice.StoredAsync(2024);

        Assert.Equal(["dmp-software", "mss-mailbox", "oui"], buttons.Select(button => button.Item1));
        Assert.Equal("Reprendre seulement : Messagerie sécurisée de santé", buttons[1].TextContent.Replace('\u00A0', ' '));
        Assert.Equal(("mssante-organisational", null), (one.Answers.ValueOf(Scenario.Mailbox), one.Answers.ValueOf(Scenario.BusinessSoftware)));
        Assert.Equal("Reprendre ces réponses", Assert.Single(after.Html.QuerySelectorAll("#reprise button")).TextContent);
        Assert.Equal("Éditeur Kiné 5", all.Answers.ValueOf(Scenario.BusinessSoftware));
        Assert.Empty((await practice.DeclarationAsync()).Html.QuerySelectorAll("#reprise button"));
    }

    [Fact]
    public async Task Autosave_AfterADocumentCame_GoesOn()
    {
        var practice = await Practice.OpenAsync(portal);
        var open = await practice.DeclarationAsync();
        Practice.Succeed(await practice.SendAsync(await practice.DeclarationAsync(), "facture.pdf", SampleFiles.Pdf()));

        var live = await practice.AutosaveAsync(open, (Scenario.Coordination, "cpts"));

        Assert.Equal(HttpStatusCode.OK, live.Status);
        Assert.Equal("cpts", (await practice.StoredAsync()).Answers.ValueOf(Scenario.Coordination));
    }

    [Fact]
    public async Task Autosave_WithoutASession_LeadsToSignIn()
    {
        var practice = await Practice.OpenAsync(portal);
        var open = await practice.DeclarationAsync();
        await practice.Browser.SubmitAsync(open, "header form");

        var answer = await practice.AutosaveAsync(open, (Scenario.Coordination, "cpts"));

        Assert.StartsWith("/connexion", answer.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Declaration_ThatCorrectsAPrefilledValue_ShowsBothAndCanBeUndone()
    {
        var practice = await Practice.OpenAsync(portal);
        await practice.KnowMeasuredAsync(isPrefilled: true);
        Practice.Succeed(await practice.SaveAsync(
            await practice.DeclarationAsync(), (Scenario.BusinessSoftware, "Éditeur Kiné 5"), (Scenario.DmpSoftware, "Éditeur Kiné 5"), (Scenario.Coordination, "cpts")));

        var corrected = await practice.DeclarationAsync();
        var undone = await practice.SaveAsync(corrected, ("revenir", "dmpSoftware.declared"));

        var state = corrected.Html.QuerySelector("#i1-etat")!.TextContent;
        Assert.Contains("Valeur préremplie", state, StringComparison.Ordinal);
        Assert.Contains("Flux de test, 9 janvier 2025", state, StringComparison.Ordinal);
        Assert.Contains("Justificatif demandé", state, StringComparison.Ordinal);
        Assert.Contains("votre réponse remplace la valeur préremplie", state, StringComparison.Ordinal);
        Practice.Succeed(undone);
        Assert.Equal([Scenario.Coordination], (await practice.StoredAsync()).Answers.Paths);
        Assert.Equal("Prérempli", (await practice.DeclarationAsync()).Html.QuerySelector("#i1 .badge")!.TextContent);
    }

    [Fact]
    public async Task Declaration_WithAMeasuredRate_TellsHowItWasCounted()
    {
        var practice = await Practice.OpenAsync(portal);
        await practice.KnowAsync(("teletransmission", """
            {"fseInPreviousYear": false, "firstFseOn": "2024-05-14", "acts": [
              {"month": 5, "mode": "paper", "context": "standard", "count": 96},
              {"month": 6, "mode": "vitale", "context": "standard", "count": 140},
              {"month": 6, "mode": "paper", "context": "standard", "count": 30},
              {"month": 7, "mode": "paper", "context": "ame", "count": 8}]}
            """));

        var rows = (await practice.DeclarationAsync()).Html.QuerySelectorAll("#i4-etat tbody tr").Select(row => row.LastElementChild!.TextContent + " " + row.QuerySelector(".n")!.TextContent);

        Assert.Equal(["Compté, sécurisé 140", "Compté, non sécurisé 30", "Exclu du calcul 8", "Hors période 96"], rows);
    }

    [Fact]
    public async Task Declaration_OffersTheSoftwareOfItsProfession_AndKeepsItsOwnSpelling()
    {
        var practice = await Practice.OpenAsync(portal);
        using var list = new StringReader("editeur;produit;version;profession\nFictisoft;Kiné Témoin;5.0;masseur-kinesitherapeute\nFictisoft;Autre Témoin;1;medecin\n");
        Assert.True((await portal.RunAsync((ImportSoftware import) => import.RunAsync(Domain.Actor.Portal, list))).IsDone);

        Practice.Succeed(await practice.SaveAsync(await practice.DeclarationAsync(), (Scenario.BusinessSoftware, "kiné témoin 5.0"), (Scenario.DmpSoftware, "Logiciel d’ailleurs")));

        var page = await practice.DeclarationAsync();
        var offered = page.Html.QuerySelectorAll("#logiciels option").Select(option => option.GetAttribute("value"));
        Assert.Contains("Kiné Témoin 5.0", offered);
        Assert.DoesNotContain("Autre Témoin 1", offered);
        Assert.Equal("Kiné Témoin 5.0", (await practice.StoredAsync()).Answers.ValueOf(Scenario.BusinessSoftware));
        var state = page.Html.QuerySelector("#i1-etat")!.TextContent;
        Assert.Contains("éditeur Fictisoft", state, StringComparison.Ordinal);
        Assert.Contains("«\u00A0Logiciel d’ailleurs\u00A0» n’est pas dans la liste", state.Replace("« ", "«\u00A0", StringComparison.Ordinal).Replace(" »", "\u00A0»", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_GivenForOneProof_ServesAnotherInOneGesture()
    {
        var practice = await Practice.OpenAsync(portal, "medecin", 2025);
        await practice.Browser.SendAsync(
            await practice.DeclarationAsync(2025), "#declaration", [("document.segur", "attestation.pdf", SampleFiles.Pdf())],
            ("segurSoftware.declared.software", "Ordonnancia 12"), ("lapSoftware.software", "Ordonnancia 12"), ("lapSoftware.certification", "certified"));
        var page = await practice.DeclarationAsync(2025);
        var gesture = page.Html.QuerySelector("#i1-etat [name=reutiliser]")!;

        Practice.Succeed(await practice.SaveAsync(page, ("reutiliser", gesture.GetAttribute("value")!)));

        Assert.Contains("attestation.pdf", gesture.TextContent, StringComparison.Ordinal);
        var uses = (await practice.StoredAsync()).Evidence;
        Assert.Equal(["lap", "segur"], uses.Select(use => use.ProofCode).Order());
        Assert.Single(uses.Select(use => use.EvidenceDocumentId).Distinct());
        Assert.Empty((await practice.DeclarationAsync(2025)).Html.QuerySelectorAll("#i1-etat [name=reutiliser]"));
    }

    [Fact]
    public async Task Declaration_OfAnotherProfessionsCampaign_IsNotFound()
    {
        await Practice.OpenAsync(portal, "medecin", 2025);
        var practice = await Practice.OpenAsync(portal);

        Assert.Equal(HttpStatusCode.NotFound, (await practice.DeclarationAsync(2025)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await practice.Browser.GetAsync("/declarations/2025/transmettre")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await practice.Browser.GetAsync("/declarations/2025/accuse/1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await practice.Browser.GetAsync("/declarations/2025/accuse/1.pdf")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await practice.Browser.GetAsync("/declarations/2025/situation.pdf")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await practice.Browser.GetAsync("/remunerations/2025")).Status);
    }

    [Fact]
    public async Task Declaration_AfterClosing_IsReadOnlyAndKeepsWhatWasTransmitted()
    {
        await using var own = new Portal();
        var practice = await Practice.OpenAsync(own);
        await practice.KnowMeasuredAsync();
        await practice.FillAsync();
        Practice.Succeed(await practice.TransmitAsync());
        var before = await practice.DeclarationAsync();
        own.Clock.Advance(TimeSpan.FromDays(14));
        await practice.Browser.SignInAsync((await own.WithDbAsync(db => Task.FromResult(db.Users.Single(user => user.PractitionerId == practice.Practitioner.Id).Email)))!, Portal.Password);

        var late = await practice.SaveAsync(await WithFreshTokenAsync(practice, before), (Scenario.Coordination, "msp"));
        var page = await practice.DeclarationAsync();

        Assert.Equal(HttpStatusCode.BadRequest, late.Status);
        Assert.Contains("Saisie fermée depuis le lundi 2 mars 2026 à 23\u00A0h\u00A059", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Html.QuerySelectorAll("main input:not([type=hidden]), main textarea, main button"));
        Assert.Contains("(CPTS)", page.Html.QuerySelector("#i6")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Non déclaré", page.Html.QuerySelector("#i7 .badge")!.TextContent.Trim());
        Assert.Empty(page.Html.QuerySelectorAll("#i7 .note"));
        Assert.Equal("cpts", (await practice.StoredAsync()).Answers.ValueOf(Scenario.Coordination));
    }

    /// <summary>The form as it was left open, sent by the session of today.</summary>
    private static async Task<Answer> WithFreshTokenAsync(Practice practice, Answer page)
    {
        var fresh = await practice.DeclarationAsync();
        page.Html.QuerySelector("#declaration [name=__RequestVerificationToken]")!.SetAttribute(
            "value", fresh.Html.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value"));
        return page;
    }

    private static string KindOf(FormField field) => field.Control switch
    {
        FormControl.Tick or FormControl.Choices => "checkbox",
        FormControl.Choice => "radio",
        FormControl.LongText => "textarea",
        FormControl.Software => "list",
        FormControl.Text or FormControl.Date or FormControl.Count => "text",
    };

    private static string KindOf(IElement control) => control switch
    {
        IHtmlTextAreaElement => "textarea",
        IHtmlInputElement input when input.HasAttribute("list") => "list",
        IHtmlInputElement input => input.Type,
        _ => control.LocalName,
    };
}
