using System.Text.RegularExpressions;
using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Conversations;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Conversations;

public sealed partial class ConversationTests
{
    private const string Secret = "Votre facture n’indique pas le logiciel.";

    [Theory, OnSqlite, OnSqlServer]
    public async Task Send_FromTheFund_IsUnreadUntilOpened_AndTheMailSaysNothingOfIt(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (declaration, _) = await scenario.TransmittedAsync();

        _ = (await SendAsync(scenario, scenario.Agent, declaration, Secret)).Value;
        var unread = (await NewsAsync(scenario)).Unread;
        var opened = (await OpenAsync(scenario, scenario.Iris, declaration)).Value;
        var afterwards = (await NewsAsync(scenario)).Unread;

        Assert.Equal(1, unread[2024]);
        Assert.Equal([Secret], opened.Messages.Select(message => message.Text));
        Assert.Single(opened.New);
        Assert.Empty(afterwards);
        await using var db = scenario.Portal.NewContext();
        var mail = await db.OutgoingMails.SingleAsync(any => any.Key.StartsWith("message/"));
        Assert.DoesNotContain("logiciel", mail.Subject + mail.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Secret, (await db.AuditEvents.SingleAsync(any => any.Kind == AuditKinds.MessageSent)).DetailsJson, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task Open_ByItsAuthor_LeavesTheMessageUnread(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (declaration, _) = await scenario.TransmittedAsync();
        await SendAsync(scenario, scenario.Iris, declaration, "Bonjour");

        await OpenAsync(scenario, scenario.Iris, declaration);
        var list = await scenario.Portal.RunAsync((ConversationList conversations) => conversations.RunAsync(scenario.Agent));

        Assert.Equal(1, Assert.Single(list.Rows).Unread);
    }

    [Theory]
    [OnSqlite(0, "message-empty")]
    [OnSqlite(4_000, null)]
    [OnSqlite(4_001, "message-too-long")]
    public async Task Send_KeepsToItsLength(DatabaseProvider provider, int length, string? refusal)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (declaration, _) = await scenario.TransmittedAsync();

        var outcome = await SendAsync(scenario, scenario.Iris, declaration, new string('a', length));

        Assert.Equal(refusal, outcome.Problems.Select(problem => problem.Code).SingleOrDefault());
    }

    [Theory, OnSqlite]
    public async Task Conversation_OfSomebodyElse_IsNotFound(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (declaration, _) = await scenario.TransmittedAsync();

        foreach (var actor in new[] { scenario.Basile, scenario.OtherAgent, scenario.Admin })
        {
            Assert.True(Assert.Single((await OpenAsync(scenario, actor, declaration)).Problems).IsNotFound);
            Assert.True(Assert.Single((await SendAsync(scenario, actor, declaration, "Bonjour")).Problems).IsNotFound);
        }
    }

    [Theory, OnSqlite]
    public async Task Conversation_AboutADraft_OpensForTheAgentOnceItsOwnerWrote(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();
        var before = await OpenAsync(scenario, scenario.Agent, draft);

        await SendAsync(scenario, scenario.Iris, draft, "Dois-je joindre une facture ?");
        var after = await OpenAsync(scenario, scenario.Agent, draft);

        Assert.True(before.Problems[0].IsNotFound);
        Assert.Single(after.Value.Messages);
        Assert.Empty(after.Value.Declaration.Evidence);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Undo_OfADecision_IsToldWhereTheDecisionWas(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (declaration, use) = await scenario.TransmittedAsync();
        _ = (await scenario.AcceptAsync(use)).Value;
        scenario.Portal.Clock.Advance(TimeSpan.FromMinutes(1));

        _ = (await scenario.Portal.RunAsync((UndoDecision undo) => undo.RunAsync(scenario.Agent, use.Id, "Lu trop vite."))).Value;

        Assert.Equal(AuditKinds.DecisionUndone, (await OpenAsync(scenario, scenario.Iris, declaration)).Value.Timeline[^1].Kind);
        Assert.Equal([AuditKinds.DecisionUndone, AuditKinds.EvidenceAccepted], (await NewsAsync(scenario)).Items.Select(news => news.Event.Kind));
    }

    [Fact]
    public void Templates_HoldOnlyPlacesThatAreFilled()
    {
        var scenarioDeclaration = new Declaration(A.Practitioner().Build(), A.Campaign().Build(), new DateTime(2025, 2, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.NotEmpty(MessageTemplates.All);
        Assert.All(MessageTemplates.All, template => Assert.DoesNotMatch(
            Place(), MessageTemplates.Fill(template, scenarioDeclaration, new Actor(Guid.NewGuid(), "Dominique Modèle", "agent"))));
    }

    private static Task<Outcome<Message>> SendAsync(Scenario scenario, Actor actor, Declaration declaration, string text) =>
        scenario.Portal.RunAsync((SendMessage send) => send.RunAsync(actor, declaration.Id, text));

    private static Task<Outcome<Conversation>> OpenAsync(Scenario scenario, Actor actor, Declaration declaration) =>
        scenario.Portal.RunAsync((OpenConversation open) => open.RunAsync(actor, declaration.Id));

    private static Task<NewsView> NewsAsync(Scenario scenario) => scenario.Portal.RunAsync((PractitionerNews news) => news.RunAsync(scenario.Iris));

    [GeneratedRegex(@"[{}]")]
    private static partial Regex Place();
}
