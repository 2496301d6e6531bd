using System.Net;
using System.Net.Sockets;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Mail;
using FamiPortal.TestKit;

namespace FamiPortal.Domain.Tests.Mail;

/// <summary>Over a real socket, to a server of this process.</summary>
public sealed class SendMailTests
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Send_ADueMail_GivesItToTheServerOnceWithTheAddressOfThePage(DatabaseProvider provider)
    {
        await using var scenario = await TransmittedAsync(provider);
        await using var server = new SmtpListener();

        var sent = await SendAsync(scenario, To(server.Port));
        var again = await SendAsync(scenario, To(server.Port));

        Assert.Equal((1, 0), (sent, again));
        var received = Assert.Single(server.Received);
        Assert.Contains(scenario.Practitioner.Email!, received, StringComparison.Ordinal);
        Assert.Contains("https://portail.exemple.invalid/declarations/2024/accuse/1", Decoded(received), StringComparison.Ordinal);
        Assert.Equal(MailState.Sent, (await MailOutboxTests.MailsAsync(scenario)).Single().State);
    }

    [Theory, OnSqlite]
    public async Task Send_WhenTheServerIsDown_TriesAgainLater(DatabaseProvider provider)
    {
        await using var scenario = await TransmittedAsync(provider);
        var closed = FreePort();

        Assert.Equal(0, await SendAsync(scenario, To(closed)));
        var waiting = (await MailOutboxTests.MailsAsync(scenario)).Single();
        await using var server = new SmtpListener();
        var tooEarly = await SendAsync(scenario, To(server.Port));
        scenario.Portal.Clock.Advance(TimeSpan.FromMinutes(2));
        var inTime = await SendAsync(scenario, To(server.Port));

        Assert.Equal((MailState.Waiting, 1), (waiting.State, waiting.Attempts));
        Assert.Equal((0, 1), (tooEarly, inTime));
        Assert.Single(server.Received);
    }

    [Theory]
    [OnSqlite("550 unknown", MailState.Abandoned)]
    [OnSqlite("451 busy", MailState.Waiting)]
    public async Task Send_WhenTheServerRefuses_GivesUpOnlyWhatIsRefusedForGood(DatabaseProvider provider, string answer, MailState expected)
    {
        await using var scenario = await TransmittedAsync(provider);
        await using var server = new SmtpListener { RecipientAnswer = answer };

        await SendAsync(scenario, To(server.Port));

        var mail = (await MailOutboxTests.MailsAsync(scenario)).Single();
        Assert.Equal(expected, mail.State);
        Assert.DoesNotContain("@", mail.LastFailure, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task Send_WhenItFailsTooOften_IsGivenUp(DatabaseProvider provider)
    {
        await using var scenario = await TransmittedAsync(provider);
        await using var server = new SmtpListener { RecipientAnswer = "451 busy" };
        var options = To(server.Port, keepDays: 30);

        for (var attempt = 0; attempt < 9; attempt++)
        {
            await SendAsync(scenario, options);
            scenario.Portal.Clock.Advance(TimeSpan.FromDays(2));
        }

        var mail = (await MailOutboxTests.MailsAsync(scenario)).Single();
        Assert.Equal((MailState.Abandoned, 7), (mail.State, mail.Attempts));
    }

    [Theory, OnSqlite]
    public async Task Send_WithoutATransport_KeepsTheMailUntilThereIsOne(DatabaseProvider provider)
    {
        await using var scenario = await TransmittedAsync(provider);

        Assert.Equal(0, await SendAsync(scenario, new MailOptions()));

        Assert.Equal((MailState.Waiting, 0), (await MailOutboxTests.MailsAsync(scenario)).Select(mail => (mail.State, mail.Attempts)).Single());
    }

    [Theory, OnSqlite]
    public async Task Send_NewsThatIsTooOld_ExpiresInsteadOfLeaving(DatabaseProvider provider)
    {
        await using var scenario = await TransmittedAsync(provider);
        await using var server = new SmtpListener();
        scenario.Portal.Clock.Advance(TimeSpan.FromDays(8));

        await SendAsync(scenario, To(server.Port));

        Assert.Empty(server.Received);
        Assert.Equal(MailState.Expired, (await MailOutboxTests.MailsAsync(scenario)).Single().State);
    }

    [Theory]
    [OnSqlite("closed", 0)]
    [OnSqlite("over", 0)]
    [OnSqlite("moved", 0)]
    [OnSqlite("as it was", 2)]
    [OnSqlServer("moved", 0)]
    public async Task Send_AReminderThatIsNoLongerTrue_ExpiresInsteadOfLeaving(DatabaseProvider provider, string meanwhile, int expected)
    {
        // Arrange: queued two days before the end; the server comes back later.
        await using var scenario = await Scenario.StartAsync(provider);
        await using var server = new SmtpListener();
        scenario.Portal.Clock.Set(new DateTime(2025, 3, 1, 9, 0, 0, DateTimeKind.Utc));
        Assert.Equal(2, await scenario.Portal.RunAsync((QueueReminders reminders) => reminders.RunAsync()));
        switch (meanwhile)
        {
            case "closed":
                _ = (await scenario.Portal.RunAsync((CloseCampaign close) => close.RunAsync(scenario.Admin, scenario.Campaign.Id))).Value;
                break;
            case "over":
                scenario.Portal.Clock.Set(new DateTime(2025, 3, 3, 23, 0, 0, DateTimeKind.Utc));
                break;
            case "moved":
                _ = (await scenario.Portal.RunAsync((MoveClosingDate move) =>
                    move.RunAsync(scenario.Admin, scenario.Campaign.Id, new DateOnly(2025, 3, 23), "Décision du comité national du jour."))).Value;
                break;
        }

        // Act
        await SendAsync(scenario, To(server.Port));

        // Assert
        Assert.Equal(expected, server.Received.Count);
        Assert.All(await MailOutboxTests.MailsAsync(scenario), mail => Assert.Equal(expected > 0 ? MailState.Sent : MailState.Expired, mail.State));
    }

    [Theory, OnSqlite]
    public async Task Send_ToAFolder_WritesAnEmlFile(DatabaseProvider provider)
    {
        await using var scenario = await TransmittedAsync(provider);
        var folder = Path.Combine(scenario.Portal.EvidenceFolder, "courriels");

        Assert.Equal(1, await SendAsync(scenario, new MailOptions { Folder = folder }));

        var file = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(folder, "*.eml")));
        Assert.Contains($"To: {scenario.Practitioner.Email}", file, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Send_ByTwoSendersAtOnce_SendsOnce(DatabaseProvider provider)
    {
        await using var scenario = await TransmittedAsync(provider);
        await using var server = new SmtpListener();
        await using var first = scenario.Portal.NewContext();
        await using var second = scenario.Portal.NewContext();
        var options = To(server.Port);

        // Both have read the same mail before one of them takes it.
        _ = first.OutgoingMails.ToList();
        _ = second.OutgoingMails.ToList();
        var sent = await new SendMail(first, new MailTransport(options), options, scenario.Portal.Clock).RunAsync();
        var late = await new SendMail(second, new MailTransport(options), options, scenario.Portal.Clock).RunAsync();

        Assert.Equal((1, 0), (sent, late));
        Assert.Single(server.Received);
    }

    private static async Task<Scenario> TransmittedAsync(DatabaseProvider provider)
    {
        var scenario = await Scenario.StartAsync(provider);
        _ = (await scenario.TransmitAsync(await scenario.DraftAsync())).Value;
        return scenario;
    }

    private static MailOptions To(int port, int keepDays = 7) => new()
    {
        PortalAddress = "https://portail.exemple.invalid/",
        KeepDays = keepDays,
        Smtp = new SmtpOptions { Host = "127.0.0.1", Port = port, StartTls = false, TimeoutSeconds = 5 },
    };

    private static async Task<int> SendAsync(Scenario scenario, MailOptions options)
    {
        await using var db = scenario.Portal.NewContext();
        return await new SendMail(db, new MailTransport(options), options, scenario.Portal.Clock).RunAsync();
    }

    /// <summary>The body as read: our texts are UTF-8 in base64.</summary>
    private static string Decoded(string mail)
    {
        var body = mail[(mail.IndexOf($"{Environment.NewLine}{Environment.NewLine}", StringComparison.Ordinal) + 2)..];
        return mail.Contains("base64", StringComparison.OrdinalIgnoreCase)
            ? System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(string.Concat(body.Where(character => !char.IsWhiteSpace(character)))))
            : body.Replace($"={Environment.NewLine}", "", StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
