using FamiPortal.Domain;
using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Practitioners;
using FamiPortal.Domain.Settlement;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Web.Tests.PractitionerArea;

/// <summary>A practitioner with an account, signed in, and what their fund and the administration do around them.</summary>
public sealed class Practice
{
    public const string DmpDocument = "document." + Scenario.DmpProof;

    private readonly Portal portal;

    private Practice(Portal portal, Practitioner practitioner, Account account, Browser browser)
    {
        this.portal = portal;
        Practitioner = practitioner;
        Browser = browser;
        Actor = new Actor(account.Id, practitioner.DisplayName, Roles.Practitioner, practitioner.Id);
    }

    public Practitioner Practitioner { get; }

    public Browser Browser { get; }

    public Actor Actor { get; }

    public Actor Agent => new(Guid.NewGuid(), "Dominique Modèle", Roles.Agent, FundId: Practitioner.FundId);

    /// <summary>Signed in, in a campaign that is open at the portal's hour.</summary>
    public static async Task<Practice> OpenAsync(Portal portal, string profession = A.Profession, int exercise = A.Exercise, string? specialty = null)
    {
        var fund = await portal.AddOnceAsync(
            db => db.Funds.FirstOrDefaultAsync(), () => A.Fund().Build());
        await portal.AddOnceAsync(
            db => db.Campaigns.FirstOrDefaultAsync(campaign => campaign.ProfessionCode == profession && campaign.Exercise == exercise),
            () => A.Campaign().Of(profession).For(exercise).Between(new DateOnly(2026, 1, 12), new DateOnly(2026, 3, 2)).Build());
        return await EnterAsync(portal, A.Practitioner().Of(profession, specialty).In(fund).Build());
    }

    /// <summary>Signed in, whatever campaigns there are.</summary>
    public static async Task<Practice> EnterAsync(Portal portal, Practitioner practitioner)
    {
        await portal.SaveAsync(practitioner);
        var account = await portal.AddAccountAsync(Roles.Practitioner, practitioner.DisplayName);
        await portal.WithDbAsync(async db =>
        {
            (await db.Users.SingleAsync(user => user.Id == account.Id)).PractitionerId = practitioner.Id;
            return await db.SaveChangesAsync();
        });
        var browser = portal.Visit();
        await browser.SignInAsync(account.Email!, Portal.Password);
        return new Practice(portal, practitioner, account, browser);
    }

    public Task KnowAsync(params (string Path, string Json)[] facts) =>
        portal.SaveAsync([.. facts.Select(object (fact) => A.KnownFact(fact.Path, fact.Json).About(Practitioner).Build())]);

    /// <summary>Everything that is measured is right; with <paramref name="isPrefilled"/>, everything that can be prefilled too.</summary>
    public Task KnowMeasuredAsync(bool isPrefilled = false)
    {
        (string, string)[] measured = [("sesamVitale", Facts.SesamVitaleUpToDate), ("scor", Facts.ScorUsed), ("teletransmission", Facts.Acts(2310, 420))];
        return KnowAsync(isPrefilled ? [.. measured, ("dmpSoftware.prefilled", Facts.Yes), ("secureMailbox.prefilled", Facts.Yes)] : measured);
    }

    public Task<Answer> DeclarationAsync(int exercise = A.Exercise) => Browser.GetAsync($"/declarations/{exercise}");

    /// <summary>Presses « Enregistrer et recalculer » of that page.</summary>
    public Task<Answer> SaveAsync(Answer page, params (string Name, string Value)[] values) => Browser.SendAsync(page, "#declaration", [], values);

    public Task<Answer> SendAsync(Answer page, string fileName, byte[] content, params (string Name, string Value)[] values) =>
        Browser.SendAsync(page, "#declaration", [(DmpDocument, fileName, content)], values);

    /// <summary>What autosave.js sends of that page.</summary>
    public Task<Answer> AutosaveAsync(Answer page, params (string Name, string Value)[] values)
    {
        var form = page.Html.QuerySelector("#declaration")!;
        form.SetAttribute("action", form.GetAttribute("data-autosave")!);
        return Browser.SubmitAsync(page, "#declaration", values);
    }

    /// <summary>Answers everything that brings the base amount, with a document, through the pages.</summary>
    public async Task FillAsync() => Succeed(await SendAsync(
        await DeclarationAsync(), "facture détaillée.pdf", SampleFiles.Pdf(), [.. Complete]));

    public static IEnumerable<(string Name, string Value)> Complete =>
    [
        (Scenario.BusinessSoftware, "Éditeur Kiné 5"), (Scenario.DmpSoftware, "Éditeur Kiné 5"), (Scenario.Mailbox, "mssante-organisational"), (Scenario.Coordination, "cpts"),
    ];

    public async Task<Answer> TransmitAsync(bool isAttested = true)
    {
        var page = await Browser.GetAsync($"/declarations/{A.Exercise}/transmettre");
        return await Browser.SubmitAsync(page, "form:has([name=version])", isAttested ? [.. Boxes(page)] : []);
    }

    /// <summary>Every attestation that a page asks for, ticked.</summary>
    public static IEnumerable<(string Name, string Value)> Boxes(Answer page) =>
        page.Html.QuerySelectorAll("[name^=attestation]").Select(box => (box.GetAttribute("name")!, "true"));

    public Task<Declaration> StoredAsync(int? exercise = null) => portal.WithDbAsync(db => db.Declarations
        .Include(declaration => declaration.Transmissions).Include(declaration => declaration.Evidence).ThenInclude(use => use.Document)
        .SingleAsync(declaration => declaration.PractitionerId == Practitioner.Id && (exercise == null || declaration.Campaign.Exercise == exercise)));

    /// <summary>The same person another day: the session of before has ended.</summary>
    public async Task<Practice> AgainAsync()
    {
        var account = await portal.WithDbAsync(db => db.Users.SingleAsync(user => user.PractitionerId == Practitioner.Id));
        var browser = portal.Visit();
        await browser.SignInAsync(account.Email!, Portal.Password);
        return new Practice(portal, Practitioner, account, browser);
    }

    public async Task DecideAsync(string? refusal)
    {
        var use = (await StoredAsync()).Evidence[0];
        _ = refusal is null
            ? (await portal.RunAsync((AcceptEvidence accept) => accept.RunAsync(Agent, use.Id))).Value
            : (await portal.RunAsync((RefuseEvidence refuse) => refuse.RunAsync(Agent, use.Id, refusal))).Value;
    }

    /// <summary>Closes, computes, publishes and pays the portal's campaign.</summary>
    public async Task PublishAsync()
    {
        var id = await portal.WithDbAsync(db => db.Campaigns.Select(campaign => campaign.Id).SingleAsync());
        _ = (await portal.RunAsync((CloseCampaign close) => close.RunAsync(Actor.Portal, id))).Value;
        _ = (await portal.RunAsync((SettleCampaign settle) => settle.RunAsync(Actor.Portal, id))).Value;
        _ = (await portal.RunAsync((PublishCampaign publish) => publish.RunAsync(Actor.Portal, id))).Value;
        _ = (await portal.RunAsync((RecordPayments pay) => pay.RunAsync(Actor.Portal, id, Domain.ParisTime.DateOf(portal.Clock.GetUtcNow().UtcDateTime)))).Value;
    }

    public static void Succeed(Answer answer) => Assert.True(
        answer.Status == System.Net.HttpStatusCode.Redirect, $"{answer.Status} {answer.Html.QuerySelector("[data-errors]")?.TextContent}");
}

/// <summary>The portal's database and use cases, one scope at a time, as requests have it.</summary>
public static class PortalBusiness
{
    public static async Task<T> WithDbAsync<T>(this Portal portal, Func<FamiDbContext, Task<T>> run)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<FamiDbContext>());
    }

    public static async Task<T> RunAsync<TUseCase, T>(this Portal portal, Func<TUseCase, Task<T>> run)
        where TUseCase : notnull
    {
        await using var scope = portal.Services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    public static Task SaveAsync(this Portal portal, params object[] entities) => portal.WithDbAsync(async db =>
    {
        foreach (var entity in entities)
        {
            // What the entity points at may be in the database already.
            db.ChangeTracker.TrackGraph(entity, node => node.Entry.State = node.Entry.GetDatabaseValues() is null ? EntityState.Added : EntityState.Unchanged);
        }

        return await db.SaveChangesAsync();
    });

    public static async Task<T> AddOnceAsync<T>(this Portal portal, Func<FamiDbContext, Task<T?>> find, Func<T> make)
        where T : class
    {
        if (await portal.WithDbAsync(find) is { } existing)
        {
            return existing;
        }

        var made = make();
        await portal.SaveAsync(made);
        return made;
    }
}
