using System.Net;
using FamiPortal.Domain.Declarations;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Web.Tests.AdminArea;

public sealed class NeutralisationTests
{
    private const string Reason = "Dispositif suspendu par la commission paritaire nationale.";
    private const string Form = "main form[action$=neutralisations]";

    [Fact]
    public async Task Neutralise_RaisesTheEstimateAndTheSettlement_AndIsInTheJournal()
    {
        await using var office = await Office.OpenAsync();
        var practitioner = await office.PractitionerAsync(office.Fund);
        var draft = await office.DraftAsync(practitioner);
        var awaited = Proven();
        var before = await EstimateAsync(office, practitioner);

        var done = await NeutraliseAsync(office, awaited.Code, Reason);
        var after = await EstimateAsync(office, practitioner);
        var journal = await office.Admin.GetAsync("/admin/journal?action=IndicatorNeutralised");
        await office.StepAsync("clore");
        await office.StepAsync("liquider");
        var settled = await office.WithDbAsync(db => db.SettledAssessments.SingleAsync());

        Assert.Equal(HttpStatusCode.Redirect, done.Status);
        Assert.True(after > before, $"{after} > {before}");
        Assert.Contains(awaited.Label, journal.Html.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(Reason, journal.Html.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);

        // Nothing was transmitted: only what is measured and what is neutralised count.
        Assert.Contains($"\"{awaited.Code}\":{{\"status\":\"achieved\"", settled.ReceiptJson.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.NotEqual(Guid.Empty, draft.Id);
    }

    [Fact]
    public async Task Lift_BeforeTheSettlement_JudgesAgain_AfterwardsIsRefused()
    {
        await using var office = await Office.OpenAsync();
        var practitioner = await office.PractitionerAsync(office.Fund);
        await office.DraftAsync(practitioner);
        var before = await EstimateAsync(office, practitioner);
        var url = $"{office.CampaignUrl}/neutralisations";
        await NeutraliseAsync(office, Proven().Code, Reason);

        var lifted = await office.Admin.SubmitAsync(await office.Admin.GetAsync(url), "main form[action*=Lever]");
        await NeutraliseAsync(office, Proven().Code, Reason + " Bis.");
        var page = await office.Admin.GetAsync(url);
        var afterLift = before == await EstimateAsync(office, practitioner);
        await office.StepAsync("clore");
        await office.StepAsync("liquider");
        var late = await office.Admin.SubmitAsync(page, "main form[action*=Lever]");

        Assert.Equal(HttpStatusCode.Redirect, lifted.Status);
        Assert.False(afterLift);
        Assert.Equal(2, page.Html.QuerySelectorAll("section[aria-labelledby=decisions] li").Length);
        Assert.Equal(HttpStatusCode.BadRequest, late.Status);
        Assert.Contains("aucune neutralisation ne peut plus être décidée ni levée", late.Text, StringComparison.Ordinal);
        Assert.Null((await office.Admin.GetAsync(url)).Html.QuerySelector(Form));
    }

    [Theory]
    [InlineData("", Reason, "2026-02-17")]
    [InlineData("inconnu", Reason, "2026-02-17")]
    [InlineData(null, "Trop peu", "2026-02-17")]
    [InlineData(null, Reason, "")]
    [InlineData(null, Reason, "2026-02-18")]
    public async Task Neutralise_WithoutWhatItNeeds_IsRefusedAndTheTextIsKept(string? indicator, string reason, string day)
    {
        await using var office = await Office.OpenAsync();

        var answer = await NeutraliseAsync(office, indicator ?? Proven().Code, reason, day);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(reason, answer.Html.QuerySelector("textarea")!.TextContent);
        Assert.Equal(0, await office.WithDbAsync(db => db.Neutralisations.CountAsync()));
    }

    [Fact]
    public async Task Neutralise_Twice_IsRefused()
    {
        await using var office = await Office.OpenAsync();
        await NeutraliseAsync(office, Proven().Code, Reason);

        var again = await NeutraliseAsync(office, Proven().Code, Reason);

        Assert.Contains("déjà neutralisé", again.Text, StringComparison.Ordinal);
        Assert.Equal(1, await office.WithDbAsync(db => db.Neutralisations.CountAsync()));
    }

    private static Rules.Indicator Proven() =>
        TestPortal.Catalogue.Find(A.Profession, A.Exercise)!.Indicators.First(indicator => indicator.Proofs.Count > 0);

    private static async Task<Answer> NeutraliseAsync(Office office, string indicator, string reason, string day = "2026-02-17") =>
        await office.Admin.SubmitAsync(
            await office.Admin.GetAsync($"{office.CampaignUrl}/neutralisations"),
            Form,
            ("Form.Indicator", indicator),
            ("Form.Reason", reason),
            ("Form.DecidedOn", day));

    private static async Task<decimal> EstimateAsync(Office office, Domain.Actor practitioner) =>
        (await office.RunAsync((OpenDeclaration useCase) => useCase.RunAsync(practitioner, office.Campaign.Exercise))).Value.Estimate.Amount;
}
