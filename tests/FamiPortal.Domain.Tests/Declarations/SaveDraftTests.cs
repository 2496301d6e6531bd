using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Declarations;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Declarations;

public sealed class SaveDraftTests
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Save_OneIndicator_LeavesTheOthersAlone(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();

        var saved = (await scenario.SaveAsync(draft, A.Answers((Scenario.Coordination, "msp")), null, "coordinated-care")).Value;

        Assert.Equal("msp", saved.Answers.ValueOf(Scenario.Coordination));
        Assert.Equal("Exemple Kiné 5", saved.Answers.ValueOf(Scenario.BusinessSoftware));
        Assert.NotEqual(draft.DraftVersion, saved.DraftVersion);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Save_WithAFieldLeftBlank_ClearsIt(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();

        var saved = (await scenario.SaveAsync(draft, A.Answers((Scenario.Coordination, " ")), null, "coordinated-care")).Value;

        Assert.False(saved.Answers.Has(Scenario.Coordination));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Save_FromASecondTab_IsToldAndLosesNothing(DatabaseProvider provider)
    {
        // Arrange: two tabs show the same version; the first one saves.
        await using var scenario = await Scenario.StartAsync(provider);
        var shown = (await scenario.OpenAsync()).Value.Declaration;
        await scenario.SaveAsync(shown, A.Answers((Scenario.Coordination, "cpts")));

        // Act
        var refused = await scenario.SaveAsync(shown, A.Answers((Scenario.Coordination, "msp")));

        // Assert
        Assert.Equal("draft-changed-elsewhere", Assert.Single(refused.Problems).Code);
        Assert.Equal("cpts", (await scenario.OpenAsync()).Value.Declaration.Answers.ValueOf(Scenario.Coordination));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Save_TheSameAnswersAgain_ChangesNothingAndTellsNothing(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var opened = (await scenario.OpenAsync()).Value.Declaration;
        var first = (await scenario.SaveAsync(opened, Scenario.Complete)).Value;

        var second = (await scenario.SaveAsync(opened, Scenario.Complete)).Value;

        Assert.Equal(first.DraftVersion, second.DraftVersion);
        await using var db = scenario.Portal.NewContext();
        Assert.Equal(1, await db.AuditEvents.CountAsync(any => any.Kind == AuditKinds.DraftSaved));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Save_WhenDone_AuditsThePathsAndNeverTheValues(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.DraftAsync();

        await using var db = scenario.Portal.NewContext();
        var happened = await db.AuditEvents.SingleAsync(any => any.Kind == AuditKinds.DraftSaved);
        Assert.Contains(Scenario.Coordination, happened.DetailsJson, StringComparison.Ordinal);
        Assert.DoesNotContain("Exemple", happened.DetailsJson, StringComparison.Ordinal);
    }

    [Theory]
    [OnSqlite("amount", "1000000", "unknown-field")]
    [OnSqlite("dmpSoftware.prefilled", "true", "unknown-field")]
    [OnSqlite("dmpSoftware.declared.evidence", "accepted", "unknown-field")]
    [OnSqlite("coordinatedCare.kind", "asalee", "not-a-choice")]
    [OnSqlite("coordinatedCare.meetings", "quatre", "not-a-whole-number")]
    [OnSqlite("coordinatedCare.meetings", "-1", "not-a-whole-number")]
    [OnSqlite("coordinatedCare.meetings", "99999999999999999999", "not-a-whole-number")]
    [OnSqlite("dmpSoftware.declared.acquiredOn", "31/02/2024", "not-a-date")]
    [OnSqlite("dmpSoftware.declared.acquiredOn", "0024-03-14", "not-a-date")]
    [OnSqlite("dmpSoftware.declared.webDmpOnly", "peut-être", "not-yes-or-no")]
    public async Task Save_WithAValueOfTheWrongKind_IsRefusedAtItsFieldAndSavesNothing(DatabaseProvider provider, string path, string value, string code)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var opened = (await scenario.OpenAsync()).Value.Declaration;

        var refused = await scenario.SaveAsync(opened, A.Answers((path, value), (Scenario.Mailbox, "apicrypt-v2")));

        var problem = Assert.Single(refused.Problems);
        Assert.Equal((code, path), (problem.Code, problem.Field));
        Assert.True((await scenario.OpenAsync()).Value.Declaration.Answers.IsEmpty);
    }

    [Theory]
    [OnSqlite("dmpSoftware.declared.acquiredOn", "14/3/2024", "2024-03-14")]
    [OnSqlite("dmpSoftware.declared.acquiredOn", "2024-03-14", "2024-03-14")]
    [OnSqlite("coordinatedCare.meetings", " 1 200 ", "1200")]
    [OnSqlite("dmpSoftware.declared.webDmpOnly", "on", "true")]
    [OnSqlite("dmpSoftware.declared.webDmpOnly", "false", null)]
    [OnSqlite("dmpSoftware.declared.businessSoftware", "  Exemple Kiné  ", "Exemple Kiné")]
    public async Task Save_WithAValueTypedFreely_KeepsItsPlainForm(DatabaseProvider provider, string path, string typed, string? kept)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var opened = (await scenario.OpenAsync()).Value.Declaration;

        var saved = (await scenario.SaveAsync(opened, A.Answers((path, typed)))).Value;

        Assert.Equal(kept, saved.Answers.ValueOf(path));
    }

    [Theory, OnSqlite]
    public async Task Save_WithATextThatIsTooLong_SaysTheLimit(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var opened = (await scenario.OpenAsync()).Value.Declaration;

        var refused = await scenario.SaveAsync(opened, A.Answers((Scenario.BusinessSoftware, new string('a', AnswerReader.TextLengthMax + 1))));

        Assert.Contains("200", Assert.Single(refused.Problems).Message, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task Save_SeveralDevices_KeepsThemAll(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var opened = (await scenario.OpenAsync()).Value.Declaration;

        var saved = (await scenario.SaveAsync(opened, A.Answers(("connectedDevices", "oximeter"), ("connectedDevices", "pedometer")))).Value;

        Assert.Equal(["oximeter", "pedometer"], saved.Answers["connectedDevices"]);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Save_AfterClosing_IsRefused(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();
        scenario.Portal.Clock.Set(scenario.Campaign.ClosesAt);

        var refused = await scenario.SaveAsync(draft, A.Answers((Scenario.Coordination, "msp")));

        Assert.Equal("entry-closed", Assert.Single(refused.Problems).Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Save_SomebodyElses_IsNotFound(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();

        var refused = await scenario.Portal.RunAsync((SaveDraft useCase) =>
            useCase.RunAsync(scenario.Basile, draft.Id, draft.DraftVersion, Scenario.Complete));

        Assert.True(Assert.Single(refused.Problems).IsNotFound);
    }
}
