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

    [Fact]
    public void EveryKindOfEvent_HasItsWords()
    {
        var kinds = typeof(Domain.Audit.AuditKinds).GetFields().Select(field => (string)field.GetRawConstantValue()!);

        Assert.All(kinds, kind => Assert.True(FamiPortal.Web.Infrastructure.AuditWords.Kinds.ContainsKey(kind), kind));
    }
}
