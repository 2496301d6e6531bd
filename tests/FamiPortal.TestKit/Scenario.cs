using FamiPortal.Domain;
using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Feeds;
using FamiPortal.Domain.Funds;
using FamiPortal.Domain.Practitioners;

namespace FamiPortal.TestKit;

/// <summary>
/// Iris Maquette, physiotherapist of the fund of Exempleville, in the open campaign of 2024; its agent, an agent of another fund,
/// an administrator. Tests go on from there with the words of the business.
/// </summary>
public sealed class Scenario : IAsyncDisposable
{
    public const string BusinessSoftware = "dmpSoftware.declared.businessSoftware";
    public const string DmpSoftware = "dmpSoftware.declared.dmpSoftware";
    public const string DmpProof = "dmp-software";
    public const string Coordination = "coordinatedCare.kind";
    public const string Meetings = "coordinatedCare.meetings";
    public const string Mailbox = "secureMailbox.declared.kind";

    /// <summary>Both softwares named, a mailbox, a CPTS.</summary>
    public static readonly Answers Complete = A.Answers(
        (BusinessSoftware, "Exemple Kiné 5"), (DmpSoftware, "Exemple Kiné 5"), (Mailbox, "mssante-organisational"), (Coordination, "cpts"));

    private Scenario(TestPortal portal)
    {
        Portal = portal;
        Fund = A.Fund().Coded("901").Build();
        OtherFund = A.Fund().Coded("902").Named("CPAM de Port-Spécimen").Build();
        Practitioner = A.Practitioner().In(Fund).Build();
        Neighbour = A.Practitioner().Named("Basile", "Prototype").In(OtherFund).Build();
        Campaign = A.Campaign().Build();
        Iris = new Actor(Guid.NewGuid(), "Iris Maquette", Roles.Practitioner, PractitionerId: Practitioner.Id);
        Basile = new Actor(Guid.NewGuid(), "Basile Prototype", Roles.Practitioner, PractitionerId: Neighbour.Id);
        Agent = new Actor(Guid.NewGuid(), "Dominique Modèle", Roles.Agent, FundId: Fund.Id);
        OtherAgent = new Actor(Guid.NewGuid(), "Claude Témoin", Roles.Agent, FundId: OtherFund.Id);
        Supervisor = new Actor(Guid.NewGuid(), "Sacha Repère", Roles.Agent, FundId: Fund.Id, IsSupervisor: true);
        Admin = new Actor(Guid.NewGuid(), "Ariel Gabarit", Roles.Admin);
    }

    public TestPortal Portal { get; }

    public Fund Fund { get; }

    public Fund OtherFund { get; }

    public Practitioner Practitioner { get; }

    public Practitioner Neighbour { get; }

    public Campaign Campaign { get; }

    public Actor Iris { get; }

    public Actor Basile { get; }

    public Actor Agent { get; }

    public Actor OtherAgent { get; }

    /// <summary>Of the agent's fund.</summary>
    public Actor Supervisor { get; }

    public Actor Admin { get; }

    public static async Task<Scenario> StartAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var scenario = new Scenario(await TestPortal.StartAsync(provider));
        await scenario.Portal.SaveAsync(scenario.Fund, scenario.OtherFund, scenario.Practitioner, scenario.Neighbour, scenario.Campaign);
        return scenario;
    }

    /// <summary>What is measured is known and right; what can be prefilled is not.</summary>
    public Task KnowMeasuredFactsAsync() => KnowAsync(
        ("sesamVitale", Facts.SesamVitaleUpToDate), ("scor", Facts.ScorUsed), ("teletransmission", Facts.Acts(secure: 80, other: 20)));

    public async Task KnowAsync(params (string Path, string Json)[] facts)
    {
        await using var db = Portal.NewContext();
        db.AddRange(facts.Select(KnownFact (fact) => A.KnownFact(fact.Path, fact.Json).About(Practitioner).Build()));
        await db.SaveChangesAsync();
    }

    public Task<Outcome<OpenedDeclaration>> OpenAsync(Actor? actor = null, int? exercise = null) =>
        Portal.RunAsync((OpenDeclaration useCase) => useCase.RunAsync(actor ?? Iris, exercise ?? Campaign.Exercise));

    public Task<Outcome<Declaration>> SaveAsync(Declaration declaration, Answers answers, Guid? version = null, params string[] indicators) =>
        Portal.RunAsync((SaveDraft useCase) => useCase.RunAsync(
            Iris, declaration.Id, version ?? declaration.DraftVersion, answers, indicators.Length == 0 ? null : indicators));

    public Task<Outcome<Transmission>> TransmitAsync(Declaration declaration, Guid? version = null, bool isAttested = true, Actor? actor = null) =>
        Portal.RunAsync((TransmitDeclaration useCase) => useCase.RunAsync(actor ?? Iris, declaration.Id, version ?? declaration.DraftVersion, isAttested));

    public async Task<Outcome<AttachedEvidence>> AttachAsync(
        Declaration declaration, byte[]? content = null, string fileName = "facture.pdf", Actor? actor = null, params string[] proofs)
    {
        using var stream = new MemoryStream(content ?? SampleFiles.Pdf());
        return await Portal.RunAsync((AttachEvidence useCase) => useCase.RunAsync(
            actor ?? Iris, declaration.Id, fileName, stream, proofs.Length == 0 ? [DmpProof] : proofs));
    }

    public Task<Outcome<EvidenceUse>> AcceptAsync(EvidenceUse use, Actor? actor = null) =>
        Portal.RunAsync((AcceptEvidence useCase) => useCase.RunAsync(actor ?? Agent, use.Id));

    public Task<Outcome<EvidenceUse>> RefuseAsync(EvidenceUse use, string? reason = "La mention « DMP compatible » manque.", Actor? actor = null) =>
        Portal.RunAsync((RefuseEvidence useCase) => useCase.RunAsync(actor ?? Agent, use.Id, reason));

    /// <summary>The accounts of the agents of both funds, for what is given to somebody: sharing out, batches.</summary>
    public async Task OpenAccountsAsync(params Actor[] colleagues)
    {
        await using var db = Portal.NewContext();
        db.Users.AddRange(new[] { Agent, OtherAgent, Supervisor }.Concat(colleagues).Select(actor => new Account
        {
            Id = actor.AccountId,
            DisplayName = actor.DisplayName,
            FundId = actor.FundId,
            IsSupervisor = actor.IsSupervisor,
            UserName = $"{actor.AccountId:N}",
        }));
        await db.SaveChangesAsync();
    }

    /// <summary>Somebody else of that fund with a transmitted declaration and one document that waits.</summary>
    public async Task<(Declaration Declaration, EvidenceUse Use)> TransmittedByAsync(string first, string last, Fund? fund = null)
    {
        var practitioner = A.Practitioner().Named(first, last).In(fund ?? Fund).Build();
        await Portal.SaveAsync(practitioner);
        var actor = new Actor(Guid.NewGuid(), practitioner.DisplayName, Roles.Practitioner, PractitionerId: practitioner.Id);
        var opened = (await OpenAsync(actor)).Value.Declaration;
        var saved = (await Portal.RunAsync((SaveDraft useCase) => useCase.RunAsync(actor, opened.Id, opened.DraftVersion, Complete, null))).Value;
        var attached = (await AttachAsync(saved, actor: actor)).Value;
        _ = (await TransmitAsync(saved, attached.DraftVersion, actor: actor)).Value;
        return ((await OpenAsync(actor)).Value.Declaration, attached.Uses[0]);
    }

    /// <summary>A draft with complete answers.</summary>
    public async Task<Declaration> DraftAsync()
    {
        var opened = (await OpenAsync()).Value.Declaration;
        return (await SaveAsync(opened, Complete)).Value;
    }

    /// <summary>A transmitted declaration with one document that waits for the fund.</summary>
    public async Task<(Declaration Declaration, EvidenceUse Use)> TransmittedAsync()
    {
        var draft = await DraftAsync();
        var attached = (await AttachAsync(draft)).Value;
        var transmitted = await TransmitAsync(draft, attached.DraftVersion);
        _ = transmitted.Value;
        return ((await OpenAsync()).Value.Declaration, attached.Uses[0]);
    }

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
