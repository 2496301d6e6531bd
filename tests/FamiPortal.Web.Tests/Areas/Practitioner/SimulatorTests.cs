using System.Net;

namespace FamiPortal.Web.Tests.PractitionerArea;

public sealed class SimulatorTests(Portal portal) : IClassFixture<Portal>
{
    private const string Kine2024 = "/simulateur/masseur-kinesitherapeute/2024";

    /// <summary>The five indicators of the core, by what the administration knows.</summary>
    private const string Socle =
        "?dmpSoftware.prefilled=true&sesamVitale.version=1.40&sesamVitale.addendum=8&sesamVitale.amendments=tp-ald-maternite&sesamVitale.amendments=rsp-580"
        + "&sesamVitale.amendments=cfe&sesamVitale.amendments=tpg&sesamVitale.compliantBillingOn=31/12/2024&scor.flows=1"
        + "&teletransmission.fseInPreviousYear=true&secureMailbox.prefilled=true";

    [Theory]
    [InlineData("&teletransmission.acts.secure=70&teletransmission.acts.other=30", "490\u202F€")]
    [InlineData("&teletransmission.acts.secure=69&teletransmission.acts.other=31", "0\u202F€")]
    [InlineData("&teletransmission.acts.secure=70&teletransmission.acts.other=30&coordinatedCare.kind=msp", "590\u202F€")]
    [InlineData("&teletransmission.acts.secure=69&teletransmission.acts.other=31&videoEquipment.kind=secure-solution", "350\u202F€")]
    public async Task Simulator_CountsAsTheRulesDo_WithoutAnAccount(string more, string amount)
    {
        var answer = await portal.Visit().GetAsync(Kine2024 + Socle + more);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(amount, answer.Html.QuerySelector("aside .sum")!.TextContent.Trim());
        Assert.Equal(8, answer.Html.QuerySelectorAll("article.ind .whybox").Length);
    }

    [Theory]
    [InlineData("", "840\u202F€")]
    [InlineData("&justificatifs=pending", "350\u202F€")]
    [InlineData("&justificatifs=rejected", "350\u202F€")]
    public async Task Simulator_ImaginesWhatBecomesOfTheProofs(string choice, string amount)
    {
        var declared = Socle.Replace("dmpSoftware.prefilled=true", "dmpSoftware.declared.businessSoftware=Essai&dmpSoftware.declared.dmpSoftware=Essai&dmpSoftware.declared.acquiredOn=1/2/2024", StringComparison.Ordinal)
            + "&teletransmission.acts.secure=1&videoEquipment.kind=secure-solution";

        var answer = await portal.Visit().GetAsync(Kine2024 + declared + choice);

        Assert.Equal(amount, answer.Html.QuerySelector("aside .sum")!.TextContent.Trim());
    }

    [Fact]
    public async Task Simulator_UnreadableAnswers_AreSaidBesideTheirFields_AndKept()
    {
        var answer = await portal.Visit().GetAsync(Kine2024 + "?scor.flows=beaucoup&teletransmission.acts.secure=-1&studentPlacement.kind=inconnu");

        Assert.Equal(2, answer.Html.QuerySelectorAll("[role=alert] li a").Length);
        var field = answer.Html.QuerySelector("input[name='scor.flows']")!;
        Assert.Equal("true", field.GetAttribute("aria-invalid"));
        Assert.Equal("beaucoup", field.GetAttribute("value"));
        Assert.Null(answer.Html.QuerySelector("aside .sum"));
    }

    [Fact]
    public async Task Simulator_TheSameMistakeInTwoFields_NamesEachQuestionInTheSummary()
    {
        var answer = await portal.Visit().GetAsync(Kine2024 + "?scor.flows=beaucoup&dmpSoftware.declared.acquiredOn=hier&sesamVitale.compliantBillingOn=hier");

        var said = answer.Html.QuerySelectorAll("[role=alert] li").Select(item => item.TextContent.Trim()).ToList();
        Assert.Equal(3, said.Count);
        Assert.Contains(said, text => text.StartsWith("Date d’acquisition\u00A0: Saisissez une date", StringComparison.Ordinal));
        Assert.Contains(said, text => text.StartsWith("Facturation conforme\u00A0: Saisissez une date", StringComparison.Ordinal));
        Assert.Contains(said, text => text.StartsWith("Saisissez un nombre", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/simulateur/chirurgien-dentiste/2025", 0)]
    [InlineData("/simulateur/medecin/2025", 4)]
    [InlineData(Kine2024, 4)]
    public async Task Simulator_AsksOnlyForTheAmendmentsThatTheRulesWant(string path, int count) =>
        Assert.Equal(count, (await portal.Visit().GetAsync(path)).Html.QuerySelectorAll("input[name='sesamVitale.amendments']").Length);

    [Theory]
    [InlineData("/simulateur/inconnu/2024")]
    [InlineData("/simulateur/masseur-kinesitherapeute/1999")]
    public async Task Simulator_WithoutSuchRules_IsNotFound(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Visit().GetAsync(path)).Status);

    [Fact]
    public async Task Simulator_ListsEveryRuleSet_AndEachOpensWithoutAnAnswer()
    {
        var browser = portal.Visit();

        var links = (await browser.GetAsync("/simulateur")).Html.QuerySelectorAll("main a.btn").Select(link => link.GetAttribute("href")!).ToList();

        Assert.Equal(4, links.Count);
        foreach (var link in links)
        {
            var answer = await browser.GetAsync(link);
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Null(answer.Html.QuerySelector("aside .sum"));
        }
    }
}
