using FamiPortal.Domain;
using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Funds;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Settlement;
using FamiPortal.TestKit;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Web.Tests;

/// <summary>
/// A portal of its own with two funds, an agent in each, an administrator, and the open campaign of <see cref="A.Campaign"/>,
/// entered through the use cases as people do.
/// </summary>
public sealed class Office : IAsyncDisposable
{
    public const string Reason = "La mention « DMP compatible » manque : demandez l’attestation à votre éditeur.";

    private Office()
    {
    }

    public Portal Portal { get; } = new();

    public Fund Fund { get; } = A.Fund().Coded("901").Build();

    public Fund OtherFund { get; } = A.Fund().Coded("902").Named("CPAM de Port-Spécimen").Build();

    public Campaign Campaign { get; private set; } = null!;

    public Browser Agent { get; private set; } = null!;

    public Browser OtherAgent { get; private set; } = null!;

    public Browser Admin { get; private set; } = null!;

    public string CampaignUrl => $"/admin/campagnes/{Campaign.Id}";

    public static async Task<Office> OpenAsync(CampaignState state = CampaignState.Open)
    {
        var office = new Office();
        var today = ParisTime.DateOf(office.Portal.Clock.GetUtcNow().UtcDateTime);
        office.Campaign = A.Campaign().Between(today.AddDays(-20), today.AddDays(10)).In(state).Build();
        await office.WithDbAsync(db =>
        {
            db.AddRange(office.Fund, office.OtherFund, office.Campaign);
            return db.SaveChangesAsync();
        });
        office.Agent = await office.SignInAsync(Roles.Agent, "Dominique Modèle", office.Fund);
        office.OtherAgent = await office.SignInAsync(Roles.Agent, "Claude Témoin", office.OtherFund);
        office.Admin = await office.SignInAsync(Roles.Admin, "Ariel Gabarit");
        return office;
    }

    /// <summary>Iris Maquette in one fund, Basile Prototype in the other; both accepted, settled and published.</summary>
    public static async Task<Office> PaidAsync()
    {
        var office = await OpenAsync();
        var declarations = new[] { await office.TransmittedAsync(office.Fund), await office.TransmittedAsync(office.OtherFund, "Basile", "Prototype") };
        foreach (var (declaration, fund) in declarations.Zip([office.Fund, office.OtherFund]))
        {
            var use = await office.UseOfAsync(declaration);
            var agent = new Actor(Guid.NewGuid(), "Dominique Modèle", Roles.Agent, FundId: fund.Id);
            _ = (await office.RunAsync((AcceptEvidence accept) => accept.RunAsync(agent, use.Id))).Value;
        }

        _ = (await office.RunAsync((CloseCampaign close) => close.RunAsync(Actor.Portal, office.Campaign.Id))).Value;
        _ = (await office.RunAsync((SettleCampaign settle) => settle.RunAsync(Actor.Portal, office.Campaign.Id))).Value;
        _ = (await office.RunAsync((PublishCampaign publish) => publish.RunAsync(Actor.Portal, office.Campaign.Id))).Value;
        return office;
    }

    public async Task<Browser> SignInAsync(string role, string name, Fund? fund = null, bool isSupervisor = false, Guid? practitionerId = null)
    {
        var account = await Portal.AddAccountAsync(role, name);
        if (fund is not null || practitionerId is not null)
        {
            await using var scope = Portal.Services.CreateAsyncScope();
            var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
            var stored = (await users.FindByIdAsync(account.Id.ToString()))!;
            (stored.FundId, stored.IsSupervisor, stored.PractitionerId) = (fund?.Id, isSupervisor, practitionerId);
            Assert.True((await users.UpdateAsync(stored)).Succeeded);
        }

        var browser = Portal.Visit();
        Assert.Equal(System.Net.HttpStatusCode.Redirect, (await browser.SignInAsync(account.Email!, Portal.Password)).Status);
        return browser;
    }

    /// <summary>A practitioner of whom everything measured is known and right.</summary>
    public async Task<Actor> PractitionerAsync(Fund fund, string first = "Iris", string last = "Maquette")
    {
        var practitioner = A.Practitioner().Named(first, last).In(fund).Build();
        await WithDbAsync(db =>
        {
            db.Attach(fund);
            db.Add(practitioner);
            db.AddRange(
                A.KnownFact("sesamVitale", Facts.SesamVitaleUpToDate).About(practitioner).Build(),
                A.KnownFact("dmpSoftware.prefilled", "false").About(practitioner).Build(),
                A.KnownFact("scor", Facts.ScorUsed).About(practitioner).Build(),
                A.KnownFact("teletransmission", Facts.Acts(secure: 80, other: 20)).About(practitioner).Build());
            return db.SaveChangesAsync();
        });
        return new Actor(Guid.NewGuid(), practitioner.DisplayName, Roles.Practitioner, PractitionerId: practitioner.Id);
    }

    public async Task<Declaration> DraftAsync(Actor practitioner)
    {
        var opened = (await RunAsync((OpenDeclaration useCase) => useCase.RunAsync(practitioner, Campaign.Exercise))).Value.Declaration;
        return (await RunAsync((SaveDraft useCase) => useCase.RunAsync(practitioner, opened.Id, opened.DraftVersion, Scenario.Complete, null))).Value;
    }

    /// <summary>A transmitted declaration with one document that waits for its fund.</summary>
    public async Task<Declaration> TransmittedAsync(Fund fund, string first = "Iris", string last = "Maquette")
    {
        var practitioner = await PractitionerAsync(fund, first, last);
        var draft = await DraftAsync(practitioner);
        using var content = new MemoryStream(SampleFiles.Pdf());
        var attached = (await RunAsync((AttachEvidence useCase) => useCase.RunAsync(
            practitioner, draft.Id, "facture.pdf", content, [Scenario.DmpProof]))).Value;
        _ = (await RunAsync((TransmitDeclaration useCase) => useCase.RunAsync(practitioner, draft.Id, attached.DraftVersion, true))).Value;
        return draft;
    }

    public async Task<T> RunAsync<TUseCase, T>(Func<TUseCase, Task<T>> run)
        where TUseCase : notnull
    {
        await using var scope = Portal.Services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    public Task<T> WithDbAsync<T>(Func<FamiDbContext, Task<T>> run) => RunAsync(run);

    public Task<EvidenceUse> UseOfAsync(Declaration declaration) =>
        WithDbAsync(db => db.EvidenceUses.AsNoTracking().SingleAsync(use => use.DeclarationId == declaration.Id));

    /// <summary>Confirms a step of the campaign as an administrator does: the page of the effect, then its button.</summary>
    public async Task<Answer> StepAsync(string slug, params (string Name, string Value)[] values)
    {
        var page = await Admin.GetAsync($"{CampaignUrl}/{slug}");
        return await Admin.SubmitAsync(page, "main form[method=post]", values);
    }

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
