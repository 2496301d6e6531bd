using System.Net;
using FamiPortal.Domain;
using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.TestKit;

namespace FamiPortal.Web.Tests.AgentArea;

public sealed class ReviewTests
{
    private const string Form = "form[data-unsaved]";

    [Fact]
    public async Task Review_ShowsTheDocumentBesideWhatWasDeclaredAndWhatIsAtStake()
    {
        await using var office = await Office.OpenAsync();
        var declaration = await office.TransmittedAsync(office.Fund);
        var use = await office.UseOfAsync(declaration);

        var page = await office.Agent.GetAsync($"/agent/declarations/{declaration.Id}");

        Assert.Equal($"/justificatifs/{use.EvidenceDocumentId}/page/1", page.Html.QuerySelector("img[data-page]")!.GetAttribute("src"));
        Assert.Contains("Exemple Kiné 5", page.Html.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Flux de test", page.Html.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("mention « DMP compatible »", page.Text.Replace('\u00A0', ' '), StringComparison.Ordinal);

        // Socle and coordination: the proof is the only thing that both still wait for.
        var gain = await GainAsync(office, declaration.Id);
        Assert.True(gain > 0);
        Assert.Contains($"Décision en jeu\u00A0: {Rules.French.ShortMoney(gain)}", page.Text, StringComparison.Ordinal);
        Assert.Equal(TestPortal.Catalogue.Find(A.Profession, A.Exercise)!.Indicators.Count, page.Html.QuerySelectorAll(".ruler .tile").Length);
    }

    [Fact]
    public async Task Review_WhileSomethingIsNotMeasured_SaysSo_InsteadOfMissed()
    {
        await using var office = await Office.OpenAsync();
        var declaration = await office.TransmittedAsync(office.Fund);
        await office.WithDbAsync(async db =>
        {
            db.RemoveRange(db.KnownFacts.Where(fact => fact.Path == "scor" || fact.Path == "teletransmission"));
            return await db.SaveChangesAsync();
        });

        var page = await office.Agent.GetAsync($"/agent/declarations/{declaration.Id}");

        Assert.Equal(2, page.Html.QuerySelectorAll(".ruler .tile[data-s=todo]").Count(tile => tile.TextContent.Contains("pas encore mesuré", StringComparison.Ordinal)));
        Assert.Contains("tant que les indicateurs 3 et 4 ne sont pas mesurés", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accept_RecordsTheDecision_AndOpensTheNextDeclaration()
    {
        await using var office = await Office.OpenAsync();
        var first = await office.TransmittedAsync(office.Fund, "Iris", "Maquette");
        var second = await office.TransmittedAsync(office.Fund, "Nina", "Échantillon");

        var decided = await DecideAsync(office.Agent, first.Id, ("Form.Decision", "accepter"), ("Form.ValidUntil", "2027-12-31"));
        var next = await office.Agent.GetAsync(decided.Location!);

        Assert.Equal($"/agent/declarations/{second.Id}", decided.Location);
        Assert.Contains("Accepté\u00A0: Logiciel métier compatible DMP, Iris Maquette.", next.Text, StringComparison.Ordinal);
        Assert.StartsWith("Nina Échantillon", next.Heading, StringComparison.Ordinal);
        var use = await office.UseOfAsync(first);
        Assert.Equal((EvidenceUseState.Accepted, "Dominique Modèle", new DateOnly(2027, 12, 31)), (use.State, use.DecidedByName!, use.ValidUntil!.Value));
    }

    [Fact]
    public async Task Refuse_LastOne_LeadsToTheEmptyQueueAndIsSigned()
    {
        await using var office = await Office.OpenAsync();
        var declaration = await office.TransmittedAsync(office.Fund);

        var decided = await DecideAsync(office.Agent, declaration.Id, ("Form.Decision", "refuser"), ("Form.Message", Office.Reason));
        var again = await office.Agent.GetAsync($"/agent/declarations/{declaration.Id}");

        Assert.Equal("/agent/declarations/a-traiter", decided.Location);
        Assert.Contains(Office.Reason, again.Text, StringComparison.Ordinal);
        Assert.Contains("Refusé par Dominique Modèle, CPAM d’Exempleville", again.Text, StringComparison.Ordinal);
        Assert.Contains("Justificatif refusé", again.Html.QuerySelector("details .time")!.TextContent, StringComparison.Ordinal);
        Assert.Null(again.Html.QuerySelector(Form));
    }

    [Fact]
    public async Task Refuse_WithAReadyMadeReasonAndNoText_SendsItsMessage()
    {
        await using var office = await Office.OpenAsync();
        var declaration = await office.TransmittedAsync(office.Fund);
        var reason = TestPortal.Catalogue.Find(A.Profession, A.Exercise)!.Indicators.SelectMany(indicator => indicator.Proofs).First().RefusalReasons[1];

        await DecideAsync(office.Agent, declaration.Id, ("Form.Decision", "refuser"), ("Form.ReasonCode", reason.Code));

        var use = await office.UseOfAsync(declaration);
        Assert.Equal((EvidenceUseState.Rejected, reason.Message, reason.Code), (use.State, use.Reason!, use.ReasonCode!));
    }

    [Theory]
    [InlineData("refuser", "")]
    [InlineData("refuser", "Trop peu")]
    [InlineData("", "Une phrase assez longue, gardée telle quelle.")]
    public async Task Decide_WithoutWhatItNeeds_IsRefusedAndTheTextIsKept(string decision, string message)
    {
        await using var office = await Office.OpenAsync();
        var declaration = await office.TransmittedAsync(office.Fund);

        var answer = await DecideAsync(office.Agent, declaration.Id, ("Form.Decision", decision), ("Form.Message", message), ("Form.ReasonCode", ""));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.NotNull(answer.Html.QuerySelector("[data-errors] a[href^='#Form_']"));
        Assert.Equal(message, answer.Html.QuerySelector("textarea")!.TextContent);
        Assert.Equal(EvidenceUseState.Pending, (await office.UseOfAsync(declaration)).State);
    }

    [Fact]
    public async Task Decide_WhenAColleagueWasFaster_TellsWhoDecidedAndKeepsTheText()
    {
        await using var office = await Office.OpenAsync();
        var declaration = await office.TransmittedAsync(office.Fund);
        var colleague = await office.SignInAsync(Roles.Agent, "Sacha Collègue", office.Fund);
        var open = await office.Agent.GetAsync($"/agent/declarations/{declaration.Id}");
        office.Portal.Clock.Advance(TimeSpan.FromMinutes(11)); // the page is no longer seen: its hold is worth nothing
        await DecideAsync(colleague, declaration.Id, ("Form.Decision", "accepter"));

        var late = await office.Agent.SubmitAsync(open, Form, ("Form.Decision", "refuser"), ("Form.Message", Office.Reason));

        Assert.Equal(HttpStatusCode.BadRequest, late.Status);
        Assert.Contains("déjà été accepté par Sacha Collègue", late.Text, StringComparison.Ordinal);
        Assert.Contains(Office.Reason, late.Text, StringComparison.Ordinal);
        Assert.Equal("Sacha Collègue", (await office.UseOfAsync(declaration)).DecidedByName);
    }

    [Fact]
    public async Task Decide_AfterTheSettlement_IsRefusedInPlainFrench()
    {
        await using var office = await Office.OpenAsync();
        var declaration = await office.TransmittedAsync(office.Fund);
        var open = await office.Agent.GetAsync($"/agent/declarations/{declaration.Id}");
        await office.StepAsync("clore");
        await office.StepAsync("liquider");

        var late = await office.Agent.SubmitAsync(open, Form, ("Form.Decision", "accepter"));

        Assert.Equal(HttpStatusCode.BadRequest, late.Status);
        Assert.Contains("sont déjà calculés", late.Text, StringComparison.Ordinal);
        Assert.Equal(EvidenceUseState.Pending, (await office.UseOfAsync(declaration)).State);
    }

    [Fact]
    public async Task Accept_OnAPageOlderThanTheLastTransmission_DecidesNothing_AndShowsTheNewAnswers()
    {
        // Arrange: the page is open when the practitioner transmits another software.
        await using var office = await Office.OpenAsync();
        var declaration = await office.TransmittedAsync(office.Fund);
        var stale = await office.Agent.GetAsync($"/agent/declarations/{declaration.Id}");
        var iris = new Actor(Guid.NewGuid(), "Iris Maquette", Roles.Practitioner, PractitionerId: declaration.PractitionerId);
        var opened = (await office.RunAsync((OpenDeclaration open) => open.RunAsync(iris, office.Campaign.Exercise))).Value.Declaration;
        var saved = (await office.RunAsync((SaveDraft save) => save.RunAsync(
            iris, opened.Id, opened.DraftVersion, A.Answers((Scenario.BusinessSoftware, "Fictikiné 3"), (Scenario.DmpSoftware, "Fictikiné 3")), ["dmp-software"]))).Value;
        _ = (await office.RunAsync((TransmitDeclaration transmit) => transmit.RunAsync(iris, saved.Id, saved.DraftVersion, true))).Value;

        // Act
        var late = await office.Agent.SubmitAsync(stale, Form, ("Form.Decision", "accepter"));
        var again = await office.Agent.SubmitAsync(late, Form, ("Form.Decision", "accepter"));

        // Assert
        Assert.Equal(HttpStatusCode.BadRequest, late.Status);
        Assert.Contains("a transmis d’autres réponses", late.Text, StringComparison.Ordinal);
        Assert.Contains("Fictikiné 3", late.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, again.Status);
        Assert.Equal("Fictikiné 3", (await office.UseOfAsync(declaration)).SameWhileValues.ValueOf(Scenario.DmpSoftware));
    }

    [Fact]
    public async Task AnotherFundsDeclaration_IsNotFound_ReadOrDecided()
    {
        await using var office = await Office.OpenAsync();
        var mine = await office.TransmittedAsync(office.OtherFund, "Basile", "Prototype");
        var theirs = await office.TransmittedAsync(office.Fund);
        var use = await office.UseOfAsync(theirs);
        var form = await office.OtherAgent.GetAsync($"/agent/declarations/{mine.Id}");

        var read = await office.OtherAgent.GetAsync($"/agent/declarations/{theirs.Id}");
        var forged = await office.OtherAgent.SubmitAsync(form, Form, ("Form.Decision", "accepter"), ("Form.Use", use.Id.ToString()));

        Assert.Equal(HttpStatusCode.NotFound, read.Status);
        Assert.Equal(HttpStatusCode.NotFound, forged.Status);
        Assert.Equal(EvidenceUseState.Pending, (await office.UseOfAsync(theirs)).State);
    }

    private static async Task<Answer> DecideAsync(Browser agent, Guid declarationId, params (string Name, string Value)[] values) =>
        await agent.SubmitAsync(await agent.GetAsync($"/agent/declarations/{declarationId}"), Form, values);

    private static async Task<decimal> GainAsync(Office office, Guid declarationId)
    {
        var agent = new Domain.Actor(Guid.NewGuid(), "Essai", Roles.Agent, FundId: office.Fund.Id);
        var review = (await office.RunAsync((DeclarationReview useCase) => useCase.RunAsync(agent, declarationId))).Value;
        return review.Assessment.PotentialAmount - review.Assessment.Amount;
    }
}
