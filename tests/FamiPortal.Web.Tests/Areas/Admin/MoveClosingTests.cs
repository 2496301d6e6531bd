using System.Net;

namespace FamiPortal.Web.Tests.AdminArea;

public sealed class MoveClosingTests
{
    [Fact]
    public async Task Move_ChangesTheDate_AndIsInTheJournalWithItsReason()
    {
        await using var office = await Office.OpenAsync();
        var page = await office.Admin.GetAsync($"{office.CampaignUrl}/date-de-cloture");

        var refused = await office.Admin.SubmitAsync(page, "main form[method=post]", ("Form.LastDay", "2026-03-31"), ("Form.Reason", "court"));
        var moved = await office.Admin.SubmitAsync(page, "main form[method=post]", ("Form.LastDay", "2026-03-31"), ("Form.Reason", "Panne nationale du 16 février."));
        var journal = await office.Admin.GetAsync("/admin/journal?action=ClosingDateMoved");

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal("court", refused.Html.QuerySelector("textarea")!.TextContent);
        Assert.Equal(HttpStatusCode.Redirect, moved.Status);
        Assert.Contains("Panne nationale du 16 février.", journal.Html.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("31 mars 2026", journal.Html.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
    }
}
