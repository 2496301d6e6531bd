using FamiPortal.Domain;
using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Controls;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Practitioners;
using FamiPortal.Domain.Settlement;

namespace FamiPortal.TestKit;

/// <summary>
/// The campaign of <see cref="Scenario"/> settled and published: Iris's proof was accepted, and colleagues attested the same on
/// honour; everybody has an amount.
/// </summary>
public sealed class PaidScenario : IAsyncDisposable
{
    public const string Coordination = "coordinated-care";
    public const string Mailbox = "mss-mailbox";

    private PaidScenario(Scenario scenario)
    {
        Scenario = scenario;
        Supervisor = new Actor(Guid.NewGuid(), "Sacha Réglet", Roles.Agent, FundId: scenario.Fund.Id, IsSupervisor: true);
    }

    public Scenario Scenario { get; }

    public TestPortal Portal => Scenario.Portal;

    /// <summary>Of Iris's fund.</summary>
    public Actor Supervisor { get; }

    public DateOnly InAMonth => ParisTime.DateOf(Portal.Clock.UtcNow).AddDays(30);

    /// <summary>Everybody paid; <paramref name="colleagues"/> in Iris's fund besides her, one more in the other fund.</summary>
    public static async Task<PaidScenario> StartAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, int colleagues = 0)
    {
        var scenario = await Scenario.StartAsync(provider);
        await scenario.KnowMeasuredFactsAsync();
        var (_, use) = await scenario.TransmittedAsync();
        _ = (await scenario.AcceptAsync(use)).Value;
        for (var i = 0; i < colleagues; i++)
        {
            await TransmitAsync(scenario, A.Practitioner().Named("Collègue", $"Numéro{i}").In(scenario.Fund).Build());
        }

        await TransmitAsync(scenario, scenario.Neighbour);
        _ = (await scenario.Portal.RunAsync((CloseCampaign close) => close.RunAsync(scenario.Admin, scenario.Campaign.Id))).Value;
        _ = (await scenario.Portal.RunAsync((SettleCampaign settle) => settle.RunAsync(scenario.Admin, scenario.Campaign.Id))).Value;
        _ = (await scenario.Portal.RunAsync((PublishCampaign publish) => publish.RunAsync(scenario.Admin, scenario.Campaign.Id))).Value;
        return new PaidScenario(scenario);
    }

    public Task<Outcome<DrawPreview>> PreviewAsync(Actor actor, ControlCriteria? criteria = null) =>
        Portal.RunAsync((DrawControlSample draw) => draw.PreviewAsync(actor, criteria ?? Criteria()));

    public async Task<Outcome<ControlSample>> DrawAsync(Actor actor, int size = 10, string seed = "graine", ControlCriteria? criteria = null, DateOnly? lastDay = null)
    {
        if (!(await PreviewAsync(actor, criteria)).TryGet(out var preview, out var problems))
        {
            return problems;
        }

        return await Portal.RunAsync((DrawControlSample draw) => draw.RunAsync(
            actor, criteria ?? Criteria(), new DrawTerms(size, seed, lastDay ?? InAMonth), preview.Population.Fingerprint));
    }

    /// <summary>Iris's control, in a sample of her whole fund.</summary>
    public async Task<Control> IrisControlAsync(string? indicator = null) =>
        (await DrawAsync(Supervisor, 500, criteria: Criteria(indicator))).Value.Controls.Single(control => control.PractitionerId == Scenario.Practitioner.Id);

    public ControlCriteria Criteria(string? indicator = null, Guid? fundId = null) => new(Scenario.Campaign.Id, fundId, indicator);

    public Task<Outcome<Control>> ConcludeAsync(
        Control control, string indicator, ControlConclusion conclusion, string? reason = "La convention de la CPTS manque.", Actor? actor = null) =>
        Portal.RunAsync((ConcludeControl conclude) => conclude.RunAsync(actor ?? Scenario.Agent, control.Id, indicator, conclusion, reason));

    public async Task<Outcome<ControlDocument>> GiveAsync(Control control, string indicator, Actor? actor = null, byte[]? content = null)
    {
        using var stream = new MemoryStream(content ?? SampleFiles.Pdf());
        return await Portal.RunAsync((AnswerControl answer) => answer.GiveAsync(actor ?? Scenario.Iris, control.Id, indicator, "convention.pdf", stream));
    }

    public Task<Outcome<Control>> SendAsync(Control control, string? message = null, Actor? actor = null) =>
        Portal.RunAsync((AnswerControl answer) => answer.SendAsync(actor ?? Scenario.Iris, control.Id, message));

    /// <summary>What the deadline leaves: a minute after it.</summary>
    public void PassTheDeadline(Control control) => Portal.Clock.Set(control.DueAt.AddMinutes(1));

    public ValueTask DisposeAsync() => Scenario.DisposeAsync();

    private static async Task TransmitAsync(Scenario scenario, Practitioner practitioner)
    {
        var actor = new Actor(Guid.NewGuid(), practitioner.DisplayName, Roles.Practitioner, PractitionerId: practitioner.Id);
        await scenario.Portal.SaveAsync(
            practitioner,
            A.KnownFact("sesamVitale", Facts.SesamVitaleUpToDate).About(practitioner).Build(),
            A.KnownFact("dmpSoftware.prefilled", Facts.Yes).About(practitioner).Build(),
            A.KnownFact("scor", Facts.ScorUsed).About(practitioner).Build(),
            A.KnownFact("teletransmission", Facts.Acts(secure: 80, other: 20)).About(practitioner).Build());
        var opened = (await scenario.OpenAsync(actor)).Value.Declaration;
        var answers = A.Answers((Scenario.Mailbox, "mssante-organisational"), (Scenario.Coordination, "cpts"));
        var saved = (await scenario.Portal.RunAsync((SaveDraft save) => save.RunAsync(actor, opened.Id, opened.DraftVersion, answers, null))).Value;
        _ = (await scenario.TransmitAsync(saved, actor: actor)).Value;
    }
}
