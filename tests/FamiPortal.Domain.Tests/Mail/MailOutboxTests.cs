using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Mail;
using FamiPortal.Domain.Settlement;
using FamiPortal.Rules;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Mail;

public sealed class MailOutboxTests
{
    private const string Reason = "La mention « DMP compatible » manque sur la facture.";

    [Theory, OnSqlite, OnSqlServer]
    public async Task Transmit_QueuesOneReceipt_HoweverOftenItIsPressed(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();

        _ = (await scenario.TransmitAsync(draft)).Value;
        _ = (await scenario.TransmitAsync(draft)).Value;

        var mail = Assert.Single(await MailsAsync(scenario));
        Assert.Equal((scenario.Practitioner.Email, "/declarations/2024/accuse/1", MailState.Waiting), (mail.Recipient, mail.Path, mail.State));
    }

    [Theory, OnSqlite]
    public async Task Transmit_WhenRefused_QueuesNothing(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();

        await scenario.TransmitAsync(draft, isAttested: false);

        Assert.Empty(await MailsAsync(scenario));
    }

    [Theory, OnSqlite]
    public async Task Refuse_QueuesAMailThatSaysNeitherTheDecisionNorTheReason(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (_, use) = await scenario.TransmittedAsync();

        _ = (await scenario.RefuseAsync(use, Reason)).Value;

        var mail = (await MailsAsync(scenario)).Single(any => any.Key.StartsWith("decision/", StringComparison.Ordinal));
        foreach (var secret in new[] { "mention", "refus", "facture", "€", "DMP", scenario.Practitioner.LastName, scenario.Practitioner.Rpps.Value })
        {
            Assert.DoesNotContain(secret, mail.Subject + mail.Text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory, OnSqlite]
    public async Task AskForAComplement_QueuesAMailThatSaysUntilWhen_AndLeadsToTheAnswer_WithoutTheQuestion(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (_, use) = await scenario.TransmittedAsync();
        var answerBy = ParisTime.DateOf(scenario.Portal.Clock.UtcNow).AddDays(15);

        _ = (await scenario.Portal.RunAsync((AskForComplement ask) => ask.RunAsync(scenario.Agent, use.Id, Reason, answerBy))).Value;

        var mail = (await MailsAsync(scenario)).Single(any => any.Key.StartsWith("decision/", StringComparison.Ordinal));
        Assert.Equal($"/declarations/2024/complement/{use.Id}", mail.Path);
        Assert.Contains($"au plus tard le {French.LongDate(answerBy)}", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("mention", mail.Subject + mail.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Publish_TellsEverybodyWithAResult_Once(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.KnowMeasuredFactsAsync();
        await scenario.Portal.RunAsync((CloseCampaign close) => close.RunAsync(scenario.Admin, scenario.Campaign.Id));
        await scenario.Portal.RunAsync((SettleCampaign settle) => settle.RunAsync(scenario.Admin, scenario.Campaign.Id));
        Assert.Empty(await MailsAsync(scenario));

        var first = await PublishAsync(scenario);
        var second = await PublishAsync(scenario);

        Assert.True(first.IsDone);
        Assert.False(second.IsDone);
        var mail = Assert.Single(await MailsAsync(scenario));
        Assert.Equal("/remunerations/2024", mail.Path);
        Assert.DoesNotContain("€", mail.Text, StringComparison.Ordinal);
    }

    private static Task<Outcome<Campaign>> PublishAsync(Scenario scenario) =>
        scenario.Portal.RunAsync((PublishCampaign publish) => publish.RunAsync(scenario.Admin, scenario.Campaign.Id));

    internal static async Task<List<OutgoingMail>> MailsAsync(Scenario scenario)
    {
        await using var db = scenario.Portal.NewContext();
        return await db.OutgoingMails.AsNoTracking().OrderBy(mail => mail.CreatedAt).ToListAsync();
    }
}
