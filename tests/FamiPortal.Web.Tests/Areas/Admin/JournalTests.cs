using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Web.Tests.AdminArea;

public sealed class JournalTests
{
    [Fact]
    public async Task Journal_IsNewestFirst_AndFiltersByActionAndDay()
    {
        await using var office = await Office.OpenAsync();
        await office.TransmittedAsync(office.Fund);
        await office.StepAsync("clore");

        var all = await office.Admin.GetAsync("/admin/journal");
        var closed = await office.Admin.GetAsync("/admin/journal?action=CampaignClosed&du=2026-02-17&au=2026-02-17");
        var later = await office.Admin.GetAsync("/admin/journal?du=2026-02-18");
        var everAfter = await office.Admin.GetAsync("/admin/journal?du=0001-01-01&au=9999-12-31");
        var nonsense = await office.Admin.GetAsync("/admin/journal?du=hier&p=99");

        Assert.Contains("Campagne close", all.Html.QuerySelector("tbody tr")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Ariel Gabarit", Assert.Single(closed.Html.QuerySelectorAll("tbody tr")).TextContent, StringComparison.Ordinal);
        Assert.Contains("Aucune action", later.Text, StringComparison.Ordinal);
        Assert.Equal(all.Html.QuerySelectorAll("tbody tr").Length, everAfter.Html.QuerySelectorAll("tbody tr").Length);
        Assert.NotNull(nonsense.Html.QuerySelector("[data-errors]"));
        Assert.NotEmpty(nonsense.Html.QuerySelectorAll("tbody tr"));
    }

    [Theory]
    [InlineData("masseur-kinesitherapeute", 2024)]
    [InlineData("medecin", 2025)]
    public async Task Journal_NamesAnIndicatorAsTheRulesOfItsExerciseDo(string profession, int exercise)
    {
        const string Code = "teletransmission"; // its threshold, and hence its label, differs between professions
        await using var office = await Office.OpenAsync(Domain.Campaigns.CampaignState.Closed);
        var expected = TestPortal.Catalogue.Find(profession, exercise)!.Find(Code)!.Label;
        string[] details = [$$"""{"indicator":"{{Code}}","rules":"{{profession}}/{{exercise}}"}""", $$"""{"profession":"{{profession}}","exercise":{{exercise}},"indicator":"{{Code}}"}"""];
        await office.StepAsync("liquider");

        foreach (var json in details)
        {
            await office.WithDbAsync(db => db.AuditEvents.Where(happened => happened.Kind == Domain.Audit.AuditKinds.CampaignSettled)
                .ExecuteUpdateAsync(set => set.SetProperty(happened => happened.DetailsJson, json)));
            var journal = await office.Admin.GetAsync("/admin/journal?action=CampaignSettled");

            Assert.Contains(expected, Assert.Single(journal.Html.QuerySelectorAll("tbody tr")).TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void EveryKindOfEvent_HasItsWords()
    {
        var kinds = typeof(Domain.Audit.AuditKinds).GetFields().Select(field => (string)field.GetRawConstantValue()!);

        Assert.All(kinds, kind => Assert.True(FamiPortal.Web.Infrastructure.AuditWords.Kinds.ContainsKey(kind), kind));
    }
}
