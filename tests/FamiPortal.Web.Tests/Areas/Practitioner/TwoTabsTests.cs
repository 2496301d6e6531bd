using System.Net;
using FamiPortal.Domain.Audit;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Web.Tests.PractitionerArea;

/// <summary>The same declaration open twice: what only one side answered is put together, the rest is asked question by question.</summary>
public sealed class TwoTabsTests(Portal portal) : IClassFixture<Portal>
{
    private const string Acquired = "dmpSoftware.declared.acquiredOn";

    [Fact]
    public async Task Save_WhenTheOtherTabAnsweredOtherQuestions_KeepsBoth()
    {
        var practice = await Practice.OpenAsync(portal);
        Practice.Succeed(await practice.SaveAsync(await practice.DeclarationAsync(), (Scenario.Mailbox, "apicrypt-v2"), (Acquired, "14/03/2024"), (Scenario.Meetings, "3")));
        var (first, second) = (await practice.DeclarationAsync(), await practice.DeclarationAsync());
        Practice.Succeed(await practice.SaveAsync(first, (Scenario.Coordination, "msp"), (Scenario.Mailbox, "mssante-organisational"), (Scenario.Meetings, "")));

        Practice.Succeed(await practice.SaveAsync(second, (Scenario.BusinessSoftware, "Éditeur Kiné 5"), (Acquired, "15/03/2024")));

        var stored = (await practice.StoredAsync()).Answers;
        Assert.Equal(("msp", "mssante-organisational", null), (stored.ValueOf(Scenario.Coordination), stored.ValueOf(Scenario.Mailbox), stored.ValueOf(Scenario.Meetings)));
        Assert.Equal(("Éditeur Kiné 5", "2024-03-15"), (stored.ValueOf(Scenario.BusinessSoftware), stored.ValueOf(Acquired)));
        var happened = await portal.WithDbAsync(db => db.AuditEvents.Where(any => any.Kind == AuditKinds.DraftSaved && any.PractitionerId == practice.Practitioner.Id)
            .OrderByDescending(any => any.At).ThenByDescending(any => any.Id).Select(any => any.DetailsJson).FirstAsync());
        Assert.Equal([Scenario.Coordination, Scenario.Meetings, Scenario.Mailbox],
            System.Text.Json.JsonDocument.Parse(happened).RootElement.GetProperty("kept").EnumerateArray().Select(path => path.GetString()).Order());
    }

    [Fact]
    public async Task Save_WhenBothAnsweredAlike_AsksNothing()
    {
        var practice = await Practice.OpenAsync(portal);
        var (first, second) = (await practice.DeclarationAsync(), await practice.DeclarationAsync());
        Practice.Succeed(await practice.SaveAsync(first, (Acquired, "14/03/2024")));

        Practice.Succeed(await practice.SaveAsync(second, (Acquired, "14-3-2024"), (Scenario.Coordination, "cpts")));

        var stored = (await practice.StoredAsync()).Answers;
        Assert.Equal(("2024-03-14", "cpts"), (stored.ValueOf(Acquired), stored.ValueOf(Scenario.Coordination)));
    }

    [Theory]
    [InlineData("Garder ce qui est enregistré", "msp")]
    [InlineData("Prendre ce que j’ai saisi ici", "cpts")]
    public async Task Save_WhenBothAnsweredDifferently_AsksThatQuestionAlone(string choice, string expected)
    {
        var practice = await Practice.OpenAsync(portal);
        Practice.Succeed(await practice.SaveAsync(await practice.DeclarationAsync(), (Scenario.BusinessSoftware, "Éditeur Kiné 4")));
        var (first, second) = (await practice.DeclarationAsync(), await practice.DeclarationAsync());
        Practice.Succeed(await practice.SaveAsync(first, (Scenario.Coordination, "msp"), (Scenario.Mailbox, "mssante-organisational")));

        var asked = await practice.SaveAsync(second, (Scenario.Coordination, "cpts"), (Scenario.BusinessSoftware, "Éditeur Kiné 5"));

        Assert.Equal((HttpStatusCode.BadRequest, "Deux versions de votre brouillon"), (asked.Status, asked.Heading));
        Assert.Equal(("msp", "Éditeur Kiné 4"), await AnswersAsync(practice));
        var question = Assert.Single(asked.Html.QuerySelectorAll("fieldset"));
        Assert.Equal(["Garder ce qui est enregistré : Une maison de santé pluriprofessionnelle (MSP)", "Prendre ce que j’ai saisi ici : Une communauté professionnelle territoriale de santé (CPTS)"],
            question.QuerySelectorAll("label").Select(label => label.TextContent.Replace('\u00A0', ' ')));
        Assert.Empty(question.QuerySelectorAll("[checked]"));

        Practice.Succeed(await practice.Browser.SubmitAsync(asked, "form.card", Chosen(asked, choice)));

        Assert.Equal((expected, "Éditeur Kiné 5"), await AnswersAsync(practice));
        Assert.Equal("mssante-organisational", (await practice.StoredAsync()).Answers.ValueOf(Scenario.Mailbox));
    }

    [Fact]
    public async Task Choice_WithoutAnAnswer_IsAskedAgainAndSavesNothing()
    {
        var practice = await Practice.OpenAsync(portal);
        var (first, second) = (await practice.DeclarationAsync(), await practice.DeclarationAsync());
        Practice.Succeed(await practice.SaveAsync(first, (Scenario.Coordination, "msp"), (Scenario.Meetings, "4")));
        var asked = await practice.SaveAsync(second, (Scenario.Coordination, "cpts"), (Scenario.Meetings, "5"), ("suite", "oui"));

        var half = await practice.Browser.SubmitAsync(asked, "form.card", Chosen(asked, "Prendre")[..1]);

        Assert.Equal(HttpStatusCode.BadRequest, half.Status);
        var question = Assert.Single(half.Html.QuerySelectorAll("fieldset"));
        Assert.Equal(Assert.Single(half.Html.QuerySelectorAll("[data-errors] a")).GetAttribute("href"), $"#{question.QuerySelector("input")!.Id}");
        Assert.Contains("Choisissez la réponse à garder", question.QuerySelector(".err")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("msp", (await practice.StoredAsync()).Answers.ValueOf(Scenario.Coordination));

        var done = await practice.Browser.SubmitAsync(half, "form.card", Chosen(half, "Garder"));

        Assert.Equal("/declarations/2024/transmettre", done.Location);
        var stored = (await practice.StoredAsync()).Answers;
        Assert.Equal(("cpts", "4"), (stored.ValueOf(Scenario.Coordination), stored.ValueOf(Scenario.Meetings)));
    }

    [Fact]
    public async Task Choice_WhenTheSavedAnswerMovedAgain_IsAskedAgain()
    {
        var practice = await Practice.OpenAsync(portal);
        var (first, second) = (await practice.DeclarationAsync(), await practice.DeclarationAsync());
        Practice.Succeed(await practice.SaveAsync(first, (Scenario.Meetings, "4")));
        var asked = await practice.SaveAsync(second, (Scenario.Meetings, "5"));
        Practice.Succeed(await practice.SaveAsync(await practice.DeclarationAsync(), (Scenario.Meetings, "6")));

        var again = await practice.Browser.SubmitAsync(asked, "form.card", Chosen(asked, "Prendre"));

        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
        Assert.Contains("Garder ce qui est enregistré\u00A0: 6", again.Text, StringComparison.Ordinal);
        Assert.Equal("6", (await practice.StoredAsync()).Answers.ValueOf(Scenario.Meetings));
    }

    [Fact]
    public async Task Save_RefusedForAnotherField_StillKnowsWhatItWasBuiltFrom()
    {
        var practice = await Practice.OpenAsync(portal);
        var (first, second) = (await practice.DeclarationAsync(), await practice.DeclarationAsync());
        Practice.Succeed(await practice.SaveAsync(first, (Scenario.Coordination, "msp")));
        var refused = await practice.SaveAsync(second, (Acquired, "hier"), (Scenario.Mailbox, "apicrypt-v2"));

        Practice.Succeed(await practice.SaveAsync(refused, (Acquired, "14/03/2024")));

        var stored = (await practice.StoredAsync()).Answers;
        Assert.Equal(("msp", "2024-03-14", "apicrypt-v2"), (stored.ValueOf(Scenario.Coordination), stored.ValueOf(Acquired), stored.ValueOf(Scenario.Mailbox)));
    }

    [Fact]
    public async Task Save_OfAPageThatDoesNotSayWhatItWasBuiltFrom_AsksAllThatDiffers()
    {
        var practice = await Practice.OpenAsync(portal);
        var (first, second) = (await practice.DeclarationAsync(), await practice.DeclarationAsync());
        Practice.Succeed(await practice.SaveAsync(first, (Scenario.Coordination, "msp")));

        var asked = await practice.SaveAsync(second, ("base", "0123456789abcdef"), (Scenario.Meetings, "5"));

        Assert.Equal(["choix.coordinatedCare.kind", "choix.coordinatedCare.meetings"], asked.Html.QuerySelectorAll("fieldset [type=radio]").Select(radio => radio.GetAttribute("name")).Distinct());
        Practice.Succeed(await practice.Browser.SubmitAsync(asked, "form.card", [.. Chosen(asked, "Garder")[..1], .. Chosen(asked, "Prendre")[1..]]));
        var stored = (await practice.StoredAsync()).Answers;
        Assert.Equal(("msp", "5"), (stored.ValueOf(Scenario.Coordination), stored.ValueOf(Scenario.Meetings)));
    }

    [Fact]
    public async Task Choice_AfterAButton_DoesWhatItSays()
    {
        var practice = await Practice.OpenAsync(portal);
        Practice.Succeed(await practice.SendAsync(await practice.DeclarationAsync(), "facture.pdf", SampleFiles.Pdf()));
        var (first, second) = (await practice.DeclarationAsync(), await practice.DeclarationAsync());
        Practice.Succeed(await practice.SaveAsync(first, (Scenario.Coordination, "msp")));
        var withdraw = second.Html.QuerySelector("button[name=retirer]")!.GetAttribute("value")!;

        var asked = await practice.SaveAsync(second, (Scenario.Coordination, "cpts"), ("retirer", withdraw));
        var before = (await practice.StoredAsync()).Evidence.Single().State;
        Practice.Succeed(await practice.Browser.SubmitAsync(asked, "form.card", Chosen(asked, "Prendre")));

        Assert.Equal((Domain.Evidence.EvidenceUseState.Pending, Domain.Evidence.EvidenceUseState.Withdrawn), (before, (await practice.StoredAsync()).Evidence.Single().State));
        Assert.Equal("cpts", (await practice.StoredAsync()).Answers.ValueOf(Scenario.Coordination));
    }

    [Fact]
    public async Task Choice_WithADocument_SaysThatItWasNotSent()
    {
        var practice = await Practice.OpenAsync(portal);
        var (first, second) = (await practice.DeclarationAsync(), await practice.DeclarationAsync());
        Practice.Succeed(await practice.SaveAsync(first, (Scenario.Coordination, "msp")));

        var asked = await practice.SendAsync(second, "facture.pdf", SampleFiles.Pdf(), (Scenario.Coordination, "cpts"));

        Assert.Contains("facture.pdf\u00A0» n’a pas été envoyé", asked.Html.QuerySelector("[data-errors]")!.TextContent, StringComparison.Ordinal);
        Assert.Empty((await practice.StoredAsync()).Evidence);
    }

    [Fact]
    public async Task Autosave_WhenTheOtherTabAnsweredOtherQuestions_KeepsBothAndSaysWhatToShow()
    {
        var practice = await Practice.OpenAsync(portal);
        var (first, second) = (await practice.DeclarationAsync(), await practice.DeclarationAsync());
        Practice.Succeed(await practice.SaveAsync(first, (Acquired, "14/03/2024")));

        var live = await practice.AutosaveAsync(second, (Scenario.Coordination, "cpts"));

        Assert.Equal(HttpStatusCode.OK, live.Status);
        var stored = (await practice.StoredAsync()).Answers;
        Assert.Equal(("cpts", "2024-03-14"), (stored.ValueOf(Scenario.Coordination), stored.ValueOf(Acquired)));
        var shown = Assert.Single(live.Html.QuerySelectorAll("[data-kept] data"));
        Assert.Equal((Acquired, "14/03/2024"), (shown.GetAttribute("data-of"), shown.GetAttribute("value")));
        Assert.Contains("enregistrées ailleurs", live.Html.QuerySelector("[data-announce]")!.TextContent, StringComparison.Ordinal);
        var page = await practice.DeclarationAsync();
        Assert.Equal(page.Html.QuerySelector("#base")!.GetAttribute("value"), live.Html.QuerySelector("[data-kept]")!.GetAttribute("data-kept"));

        // The form that goes on without showing it overwrites nothing either.
        var next = await practice.AutosaveAsync(second, ("base", live.Html.QuerySelector("#base")!.GetAttribute("value")!), (Scenario.Coordination, "msp"));
        Assert.Equal(HttpStatusCode.OK, next.Status);
        stored = (await practice.StoredAsync()).Answers;
        Assert.Equal(("msp", "2024-03-14"), (stored.ValueOf(Scenario.Coordination), stored.ValueOf(Acquired)));
    }

    [Fact]
    public async Task Autosave_OfHalfADateThatTheOtherTabAnswered_LeadsToTheChoiceOnceItIsWhole()
    {
        var practice = await Practice.OpenAsync(portal);
        var (first, second) = (await practice.DeclarationAsync(), await practice.DeclarationAsync());
        Practice.Succeed(await practice.SaveAsync(first, (Acquired, "14/03/2024")));
        var half = await practice.AutosaveAsync(second, (Acquired, "15/0"));

        var whole = await practice.AutosaveAsync(second, ("base", half.Html.QuerySelector("#base")!.GetAttribute("value")!), (Acquired, "15/03/2024"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict), (half.Status, whole.Status));
        Assert.Equal("2024-03-14", (await practice.StoredAsync()).Answers.ValueOf(Acquired));
    }

    [Fact]
    public async Task Autosave_WhenBothAnsweredDifferently_LeadsToTheChoiceAndOverwritesNothing()
    {
        var practice = await Practice.OpenAsync(portal);
        var (first, second) = (await practice.DeclarationAsync(), await practice.DeclarationAsync());
        Assert.Equal(HttpStatusCode.OK, (await practice.AutosaveAsync(first, (Scenario.Coordination, "msp"))).Status);

        var told = await practice.AutosaveAsync(second, (Scenario.Coordination, "cpts"), (Scenario.Meetings, "5"));

        Assert.Equal(HttpStatusCode.Conflict, told.Status);
        Assert.Contains("draft-changed-elsewhere", await told.Response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(("msp", null), ((await practice.StoredAsync()).Answers.ValueOf(Scenario.Coordination), (await practice.StoredAsync()).Answers.ValueOf(Scenario.Meetings)));
    }

    [Fact]
    public async Task Base_OfAFullDeclaration_IsSmall()
    {
        var practice = await Practice.OpenAsync(portal);
        await practice.FillAsync();

        Assert.InRange((await practice.DeclarationAsync()).Html.QuerySelector("#base")!.GetAttribute("value")!.Length, 40, 1_000);
    }

    private static (string Name, string Value)[] Chosen(Answer asked, string words) =>
        [.. asked.Html.QuerySelectorAll("label").Where(label => label.TextContent.StartsWith(words, StringComparison.Ordinal))
            .Select(label => label.QuerySelector("input")!).Select(radio => (radio.GetAttribute("name")!, radio.GetAttribute("value")!))];

    private static async Task<(string? Coordination, string? Software)> AnswersAsync(Practice practice) =>
        (await practice.StoredAsync()).Answers is var stored ? (stored.ValueOf(Scenario.Coordination), stored.ValueOf(Scenario.BusinessSoftware)) : default;
}
