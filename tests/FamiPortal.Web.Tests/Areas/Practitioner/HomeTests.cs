using System.Globalization;
using System.Net;
using FamiPortal.Domain;
using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Rules;
using FamiPortal.TestKit;
using FamiPortal.Web.Tests.Documents;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Web.Tests.PractitionerArea;

public sealed class HomeTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Home_WithoutCampaign_SaysSo()
    {
        await using var own = new Portal();
        var practice = await Practice.EnterAsync(own, A.Practitioner().Build());

        var page = await practice.Browser.GetAsync("/mon-espace");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("Aucune campagne en cours", page.Html.QuerySelector(".empty h2")!.TextContent);
        Assert.Contains("Aucun document pour l’instant", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_WithEverythingKnown_HasNothingToTransmitAndADatedProof()
    {
        var practice = await Practice.OpenAsync(portal);
        await practice.KnowMeasuredAsync(isPrefilled: true);

        var page = await practice.Browser.GetAsync("/mon-espace");

        Assert.Contains("Rien à transmettre pour « Socle »", page.Html.QuerySelector(".note")!.TextContent.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Equal("490\u202F€", page.Html.QuerySelector(".sum")!.TextContent);
        Assert.Contains("Ferme lundi 2 mars 2026 à 23\u00A0h\u00A059", page.Text, StringComparison.Ordinal);
        var proof = page.Html.QuerySelector(".note a")!.GetAttribute("href")!;
        var text = Poppler.Words(await practice.Browser.Client.GetByteArrayAsync(new Uri(proof, UriKind.Relative)));
        Assert.Contains("Constat du 17 février 2026", text, StringComparison.Ordinal);
        Assert.Contains("Prérempli", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_WhileNothingWasMeasured_CountsNoIndicatorAsAnsweredOrMissed()
    {
        var practice = await Practice.OpenAsync(portal);

        var home = await practice.Browser.GetAsync("/mon-espace");
        var declaration = await practice.DeclarationAsync();

        Assert.Contains("0 indicateur renseigné sur 8", home.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("non atteint", home.Text, StringComparison.OrdinalIgnoreCase);
        var rate = declaration.Html.QuerySelector("#i4")!;
        Assert.Equal(("todo", "Pas encore mesuré"), (rate.QuerySelector(".badge")!.GetAttribute("data-s"), rate.QuerySelector(".badge")!.TextContent.Trim()));
        Assert.Contains("Vous n’avez rien à faire", rate.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Détail du calcul", rate.TextContent, StringComparison.Ordinal);
        Assert.Equal("Mon espace", declaration.Html.QuerySelector("header nav [aria-current]")!.TextContent);
        Assert.Empty(declaration.Html.QuerySelectorAll("aside a[href='#i4']"));
        Assert.NotEmpty(declaration.Html.QuerySelectorAll("aside a[href='#i5']"));
    }

    [Fact]
    public async Task Home_BeforeTheFirstDay_CountsNoIndicatorAsMissed()
    {
        await using var own = new Portal();
        await own.SaveAsync(A.Campaign().Between(new DateOnly(2026, 3, 9), new DateOnly(2026, 4, 20)).Build());
        var practice = await Practice.OpenAsync(own);

        var home = await practice.Browser.GetAsync("/mon-espace");

        Assert.Contains("Saisie à venir", home.Text, StringComparison.Ordinal);
        Assert.Contains("à gagner", home.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("non atteint", home.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("renseignez sans attendre", home.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_OnceEntryIsOver_PromisesNothingThatCanNoLongerBeWon()
    {
        await using var own = new Portal();
        var practice = await Practice.OpenAsync(own);
        await practice.KnowMeasuredAsync(isPrefilled: true);
        own.Clock.Advance(TimeSpan.FromDays(14));

        var home = await (await practice.AgainAsync()).Browser.GetAsync("/mon-espace");

        Assert.Contains("Saisie fermée", home.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("à renseigner", home.Html.QuerySelector(".ledger")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("490\u202F€ acquis", home.Text, StringComparison.Ordinal);
        Assert.Contains("625\u202F€ non atteint", home.Text, StringComparison.Ordinal);
        Assert.Contains("5 indicateurs atteints sur 8", home.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("à gagner", home.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_WithADocumentAndNoAnswer_DoesNotSayThatNothingIsToBeTransmitted()
    {
        var practice = await Practice.OpenAsync(portal);
        await practice.KnowMeasuredAsync(isPrefilled: true);
        Practice.Succeed(await practice.SendAsync(await practice.DeclarationAsync(), "facture.pdf", SampleFiles.Pdf()));

        var home = await practice.Browser.GetAsync("/mon-espace");

        Assert.Contains("Votre brouillon n’est pas transmis", home.Html.QuerySelector(".card .note")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Rien à transmettre", home.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_WhileSomethingIsNotMeasured_SaysSo_AndWhatToAnswerMeanwhile()
    {
        var practice = await Practice.OpenAsync(portal);
        await practice.KnowAsync(("sesamVitale", Facts.SesamVitaleUpToDate), ("secureMailbox.prefilled", Facts.Yes));

        var note = (await practice.Browser.GetAsync("/mon-espace")).Html.QuerySelector("main .note")!;

        Assert.Contains("Les indicateurs 3 et 4 ne sont pas encore mesurés.", note.TextContent, StringComparison.Ordinal);
        Assert.Contains("« Socle » n’est dû que si tous", note.TextContent.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Equal("/declarations/2024#i1", Assert.Single(note.QuerySelectorAll("a")).GetAttribute("href"));
    }

    [Theory]
    [InlineData("/mon-espace/documents")]
    [InlineData("/mon-espace/consultations")]
    [InlineData("/simulateur")]
    [InlineData("/declarations/1999")]
    public async Task EveryPage_SaysTheProfessionUnderTheName(string path)
    {
        var practice = await Practice.OpenAsync(portal);

        var page = await practice.Browser.GetAsync(path);

        Assert.Equal("Masseur-kinésithérapeute", page.Html.QuerySelector(".who .role")!.TextContent);
    }

    /// <summary>The doctors' guide gives no day on which entry closes, only when it is paid.</summary>
    [Theory]
    [InlineData("2026-03-02", "Versement au cours du premier semestre 2026.")]
    [InlineData("2026-12-18", "Versement après la fin de la saisie et le calcul.")]
    public async Task Home_OfACampaignThatClosesTooLateForTheGuidesWords_DoesNotPromiseThem(string lastDay, string words)
    {
        await using var own = new Portal();
        await own.SaveAsync(A.Campaign().Of("medecin").For(2025).Between(new DateOnly(2026, 1, 12), DateOnly.Parse(lastDay, CultureInfo.InvariantCulture)).Build());
        var practice = await Practice.OpenAsync(own, "medecin", 2025, "Médecine générale");

        Assert.Contains(words, (await practice.Browser.GetAsync("/mon-espace")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DatedProof_OnceSomethingIsAnswered_IsNoLongerGiven()
    {
        var practice = await Practice.OpenAsync(portal);
        await practice.KnowMeasuredAsync(isPrefilled: true);
        Practice.Succeed(await practice.SaveAsync(await practice.DeclarationAsync(), (Scenario.Coordination, "cpts")));

        var home = await practice.Browser.GetAsync("/mon-espace");

        Assert.Contains("Votre brouillon n’est pas transmis", home.Html.QuerySelector(".card .note")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await practice.Browser.GetAsync("/declarations/2024/situation.pdf")).Status);
    }

    [Fact]
    public async Task Home_WithSomethingToWin_LeadsToTheVeryField()
    {
        var practice = await Practice.OpenAsync(portal);
        await practice.KnowMeasuredAsync(isPrefilled: true);
        var declaration = await practice.DeclarationAsync();

        var page = await practice.Browser.GetAsync("/mon-espace");

        var gains = page.Html.QuerySelectorAll(".gains > li");
        Assert.Equal(["+ 350\u202F€", "+ 175\u202F€", "+ 100\u202F€"], gains.Select(gain => gain.QuerySelector(".gain")!.TextContent));
        Assert.Contains("3 actions pour 625\u202F€ de plus", page.Text, StringComparison.Ordinal);
        Assert.All(gains, gain => Assert.NotNull(declaration.Html.GetElementById(gain.QuerySelector("a")!.GetAttribute("href")!.Split('#')[1])));
    }

    [Fact]
    public async Task Home_WithNothingKnown_CountsASharedGainOnce()
    {
        var practice = await Practice.OpenAsync(portal);
        await practice.KnowMeasuredAsync();

        var page = await practice.Browser.GetAsync("/mon-espace");

        Assert.Contains("pour 1\u202F115\u202F€ de plus", page.Html.QuerySelector(".band h3")!.TextContent, StringComparison.Ordinal);
        var first = page.Html.QuerySelector(".gains > li")!;
        Assert.Equal("+ 490\u202F€", first.QuerySelector(".gain")!.TextContent);
        Assert.Contains("l’indicateur 5, dus ensemble", first.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_WhenAnIndicatorIsNeutralised_AsksNothingOfIt()
    {
        await using var own = new Portal();
        var practice = await Practice.OpenAsync(own);
        await practice.KnowMeasuredAsync();
        var campaign = await own.WithDbAsync(db => db.Campaigns.SingleAsync());
        _ = (await own.RunAsync((NeutraliseIndicator neutralise) => neutralise.RunAsync(
            new Actor(Guid.NewGuid(), "Ariel Gabarit", Roles.Admin), campaign.Id, "dmp-software", "Panne nationale, reconnue pour tous.", ParisTime.DateOf(campaign.OpensAt)))).Value;

        var page = await practice.Browser.GetAsync("/mon-espace");

        var first = page.Html.QuerySelector(".gains > li")!;
        Assert.Equal("+ 490\u202F€", first.QuerySelector(".gain")!.TextContent);
        Assert.Contains("Indicateur 5.", first.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("dus ensemble", first.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statement_OfAPartThatWasNotDue_SaysFirstWhatItCost()
    {
        await using var own = new Portal();
        var practice = await Practice.OpenAsync(own);
        await practice.KnowMeasuredAsync();
        await practice.FillAsync();
        Practice.Succeed(await practice.TransmitAsync());
        await practice.DecideAsync(refusal: "La facture ne nomme pas le logiciel.");
        await practice.PublishAsync();

        var page = await practice.Browser.GetAsync("/remunerations/2024");

        var first = page.Html.QuerySelector("[aria-labelledby=manque] li")!;
        Assert.Equal(["Socle", "490,00\u202F€"], first.QuerySelectorAll("b").Select(bold => bold.TextContent));
        Assert.Contains("Non atteint\u00A0: Logiciel métier compatible DMP.", first.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statement_OncePublished_ExplainsTheAmountAndProvesIt()
    {
        await using var own = new Portal();
        var practice = await Practice.OpenAsync(own);
        await practice.KnowMeasuredAsync();
        await practice.FillAsync();
        Practice.Succeed(await practice.TransmitAsync());
        await practice.DecideAsync(refusal: null);
        Assert.Equal(HttpStatusCode.NotFound, (await practice.Browser.GetAsync("/remunerations/2024")).Status);
        await practice.PublishAsync();

        var home = await practice.Browser.GetAsync("/mon-espace");
        var page = await practice.Browser.GetAsync("/remunerations/2024");
        var pdf = Poppler.Words(await practice.Browser.Client.GetByteArrayAsync(new Uri("/remunerations/2024/releve.pdf", UriKind.Relative)));
        var json = await practice.Browser.Client.GetStringAsync(new Uri("/remunerations/2024/preuve.json", UriKind.Relative));

        Assert.Contains("590,00\u202F€", home.Html.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("17 février 2026", home.Html.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("590,00\u202F€", page.Html.QuerySelector(".sum")!.TextContent);
        Assert.Equal(TestPortal.Catalogue.Find("masseur-kinesitherapeute", 2024)!.Indicators.Count, page.Html.QuerySelectorAll("details .whybox").Length);
        Assert.Contains("partie", page.Html.QuerySelector(".whybox .src")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Montant de votre versement 590,00 €", pdf, StringComparison.Ordinal);
        Assert.Contains("84,62 % soit 2 310 sur 2 730", pdf, StringComparison.Ordinal);
        Assert.Null(AssessmentReceipt.Verify(json, TestPortal.Catalogue));
    }
}
