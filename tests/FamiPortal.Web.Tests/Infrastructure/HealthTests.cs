using System.Net;
using System.Text.Json;

namespace FamiPortal.Web.Tests.Infrastructure;

public sealed class HealthTests
{
    [Fact]
    public async Task Ready_WhenEverythingAnswers_SaysSoByComponent()
    {
        await using var portal = new Portal();

        using var response = await portal.Visit().Client.GetAsync(new Uri("/health/ready", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal("Healthy", json.RootElement.GetProperty("status").GetString());
        Assert.Equal("Healthy", json.RootElement.GetProperty("components").GetProperty("database").GetProperty("status").GetString());
        Assert.Equal("Healthy", json.RootElement.GetProperty("components").GetProperty("evidence").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Ready_WhenTheEvidenceFolderIsGone_IsUnavailableWhileLiveAnswers()
    {
        await using var portal = new Portal();
        var client = portal.Visit().Client;
        Directory.Delete(Path.Combine(portal.DataFolder, "justificatifs"));

        using var ready = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
        using var live = await client.GetAsync(new Uri("/health/live", UriKind.Relative));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        var text = await ready.Content.ReadAsStringAsync();
        Assert.Contains("evidence", text, StringComparison.Ordinal);
        Assert.DoesNotContain(portal.DataFolder, text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }
}
