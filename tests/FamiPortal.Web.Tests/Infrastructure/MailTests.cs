using System.Net;
using FamiPortal.TestKit;
using FamiPortal.Web.Infrastructure;
using FamiPortal.Web.Tests.PractitionerArea;

namespace FamiPortal.Web.Tests.Infrastructure;

public sealed class MailTests
{
    [Fact]
    public async Task Ready_WithoutAMailServer_SaysHowManyMailsAreKept()
    {
        await using var portal = new Portal();
        var practice = await Practice.OpenAsync(portal);
        await practice.FillAsync();
        Practice.Succeed(await practice.TransmitAsync());

        using var response = await portal.Visit().Client.GetAsync(new Uri("/health/ready", UriKind.Relative));
        var text = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("1 courriels gard", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheReceipt_LeavesThroughTheConfiguredServer()
    {
        await using var server = new SmtpListener();
        await using var portal = new MailingPortal(server.Port);
        var practice = await Practice.OpenAsync(portal);
        await practice.FillAsync();
        Practice.Succeed(await practice.TransmitAsync());

        await portal.Services.GetServices<IHostedService>().OfType<MailPump>().Single().RunOnceAsync(default);

        var received = Assert.Single(server.Received);
        Assert.Contains(practice.Practitioner.Email!, received, StringComparison.Ordinal);
        Assert.DoesNotContain(practice.Practitioner.Email!, await portal.ReadLogAsync(), StringComparison.Ordinal);
    }

    private sealed class MailingPortal(int port) : Portal
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Mail:Smtp:Host", "127.0.0.1");
            builder.UseSetting("Mail:Smtp:Port", port.ToString(System.Globalization.CultureInfo.InvariantCulture));
            builder.UseSetting("Mail:Smtp:StartTls", "false");
        }
    }
}
