using System.Globalization;
using System.Net;
using FamiPortal.Domain;
using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Controls;
using FamiPortal.Domain.Desk;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Funds;
using FamiPortal.Domain.Quality;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Web.Tests.Infrastructure;

/// <summary>
/// Every endpoint of the route table × everybody × one's own record and somebody else's. A new page is in the table below or the
/// test fails: whoever adds it says who may open it and what somebody else's record is.
/// </summary>
public sealed class AccessMatrixTests
{
    private const string Practitioner = "practitioner", Agent = "agent", Supervisor = "supervisor", Admin = "admin";

    private static readonly string[] Everybody = [Practitioner, Agent, Supervisor, Admin];
    private static readonly string[] Agents = [Agent, Supervisor];
    private static readonly string[] Offices = [Agent, Supervisor, Admin];

    private static readonly Dictionary<string, Entry> Table = new()
    {
        ["/mon-espace"] = new([Practitioner]),
        ["/declarations/{exercise:int}"] = new([Practitioner], new("/declarations/2024", "/declarations/1999")),
        ["/declarations/{exercise:int}/transmettre"] = new([Practitioner], new("/declarations/2024/transmettre", "/declarations/1999/transmettre")),
        ["/declarations/{exercise:int}/situation.pdf"] = new([Practitioner], new("/declarations/2024/situation.pdf", "/declarations/1999/situation.pdf")) { IsNotYet = true },
        ["/declarations/{exercise:int}/attestation-editeur/{proof}.pdf"] = new(
            [Practitioner], new("/declarations/2024/attestation-editeur/dmp-software.pdf", "/declarations/1999/attestation-editeur/dmp-software.pdf")),
        ["/declarations/{exercise:int}/accuse/{number:int}"] = new([Practitioner], new("/declarations/2024/accuse/1", "/declarations/2024/accuse/9")),
        ["/declarations/{exercise:int}/accuse/{number:int}.pdf"] = new([Practitioner], new("/declarations/2024/accuse/1.pdf", "/declarations/2024/accuse/9.pdf")),

        ["/declarations/{exercise:int}/transmissions"] = new([Practitioner], new("/declarations/2024/transmissions", "/declarations/1999/transmissions")),
        ["/declarations/{exercise:int}/transmissions/comparer"] = new(
            [Practitioner], new("/declarations/2024/transmissions/comparer", "/declarations/1999/transmissions/comparer"))
        { IsNotYet = true },

        ["/declarations/{exercise:int}/documents"] = new([Practitioner], new("/declarations/2024/documents", null)),

        ["/declarations/{exercise:int}/messages"] = new([Practitioner], new("/declarations/2024/messages", "/declarations/1999/messages")),
        ["/declarations/{exercise:int}/contester"] = new(
            [Practitioner], new("/declarations/2024/contester?fait=inconnu", "/declarations/1999/contester?fait=inconnu"))
        { IsNotYet = true },
        ["/contestations/{exercise:int}"] = new([Practitioner], new("/contestations/2024", "/contestations/1999")),
        ["/mon-espace/documents"] = new([Practitioner]),
        ["/mon-espace/consultations"] = new([Practitioner]),

        // Nothing was asked here.
        ["/declarations/{exercise:int}/complement/{id:guid}"] = new(
            [Practitioner], new("/declarations/2024/complement/{use}", "/declarations/2024/complement/{otherUse}"))
        { IsNotYet = true },

        // Amounts are not published here: nobody has one to see yet.
        ["/remunerations/{exercise:int}"] = new([Practitioner], new("/remunerations/2024", "/remunerations/1999")) { IsNotYet = true },
        ["/remunerations/{exercise:int}/preuve.json"] = new([Practitioner], new("/remunerations/2024/preuve.json", "/remunerations/1999/preuve.json")) { IsNotYet = true },
        ["/remunerations/{exercise:int}/releve.pdf"] = new([Practitioner], new("/remunerations/2024/releve.pdf", "/remunerations/1999/releve.pdf")) { IsNotYet = true },

        ["/agent"] = new(Agents),
        ["/agent/declarations/a-traiter"] = new(Agents),
        ["/agent/declarations/a-traiter.csv"] = new(Agents),
        ["/agent/suivant"] = new(Agents),
        ["/agent/chiffres"] = new(Agents),
        ["/agent/declarations/{id:guid}"] = new(Agents, new("/agent/declarations/{declaration}", "/agent/declarations/{otherDeclaration}")),
        ["/agent/declarations/{id:guid}/garder"] = new(Agents),
        ["/agent/praticiens/{id:guid}"] = new(Agents, new("/agent/praticiens/{practitioner}", "/agent/praticiens/{otherPractitioner}")),
        ["/agent/praticiens/{id:guid}/saisie/{campaign:guid}"] = new(
            Agents, new("/agent/praticiens/{practitioner}/saisie/{campaign}", "/agent/praticiens/{otherPractitioner}/saisie/{campaign}")),
        ["/agent/lots"] = new(Agents),
        ["/agent/lots/{id:guid}"] = new(Agents, new("/agent/lots/{batch}", "/agent/lots/{otherBatch}")),
        ["/agent/messages"] = new(Agents),
        ["/agent/declarations/{id:guid}/messages"] = new(Agents, new("/agent/declarations/{declaration}/messages", "/agent/declarations/{otherDeclaration}/messages")),
        ["/agent/contestations"] = new(Agents),
        ["/agent/contestations/{id:guid}"] = new(Agents, new("/agent/contestations/{nothing}", "/agent/contestations/{otherDeclaration}")) { IsNotYet = true },
        ["/agent/supervision"] = new([Supervisor]),
        ["/agent/supervision/transferts"] = new([Supervisor]),

        ["/agent/relectures"] = new(Agents),
        ["/agent/relectures/{id:guid}"] = new(Agents, new("/agent/relectures/{look}", "/agent/relectures/{otherLook}")),

        // Nothing is paid here: see the table below.
        ["/controles/{id:guid}"] = new([Practitioner], new("/controles/{nothing}", "/controles/{otherDeclaration}")) { IsNotYet = true },
        ["/bureau/controles"] = new(Offices),
        ["/bureau/controles/nouveau"] = new(Offices) { SeesNothing = [Agent] },
        ["/bureau/controles/{id:guid}"] = new(Offices, new("/bureau/controles/{nothing}", "/bureau/controles/{otherDeclaration}")) { IsNotYet = true },
        ["/bureau/controles/{id:guid}/echantillon.csv"] = new(
            Offices, new("/bureau/controles/{nothing}/echantillon.csv", "/bureau/controles/{otherDeclaration}/echantillon.csv"))
        { IsNotYet = true },
        ["/bureau/controles/dossiers/{id:guid}"] = new(
            Offices, new("/bureau/controles/dossiers/{nothing}", "/bureau/controles/dossiers/{otherDeclaration}"))
        { IsNotYet = true },
        ["/bureau/qualite"] = new(Offices) { SeesNothing = [Agent] },

        ["/justificatifs/{id:guid}"] = new(Everybody, new("/justificatifs/{document}", "/justificatifs/{otherDocument}")) { SeesNothing = [Admin] },

        // The document has one page here, or no reader draws it.
        ["/justificatifs/{id:guid}/page/{n:int}"] = new(
            Everybody, new("/justificatifs/{document}/page/1", "/justificatifs/{otherDocument}/page/1"))
        { IsNotYet = true },

        ["/admin"] = new([Admin]),
        ["/admin/journal"] = new([Admin]),
        ["/admin/logiciels"] = new([Admin]),
        ["/admin/logiciels.csv"] = new([Admin]),
        ["/admin/logiciels/import"] = new([Admin]),
        ["/admin/comptes"] = new([Admin]),
        ["/admin/transferts"] = new([Admin]),
        ["/admin/campagnes/nouvelle"] = new([Admin]),
        ["/admin/campagnes/{id:guid}"] = new([Admin], new("/admin/campagnes/{campaign}", "/admin/campagnes/{nothing}")),
        ["/admin/campagnes/{id:guid}/date-de-cloture"] = new([Admin], new("/admin/campagnes/{campaign}/date-de-cloture", "/admin/campagnes/{nothing}/date-de-cloture")),
        ["/admin/campagnes/{id:guid}/neutralisations"] = new([Admin], new("/admin/campagnes/{campaign}/neutralisations", "/admin/campagnes/{nothing}/neutralisations")),
        ["/admin/campagnes/{id:guid}/resultats"] = new([Admin], new("/admin/campagnes/{campaign}/resultats", "/admin/campagnes/{nothing}/resultats")) { IsNotYet = true },
        ["/admin/campagnes/{id:guid}/resultats.csv"] = new([Admin], new("/admin/campagnes/{campaign}/resultats.csv", "/admin/campagnes/{nothing}/resultats.csv")) { IsNotYet = true },
        ["/admin/campagnes/{id:guid}/resultats/{practitionerId:guid}"] = new(
            [Admin], new("/admin/campagnes/{campaign}/resultats/{nothing}", "/admin/campagnes/{nothing}/resultats/{nothing}"))
        { IsNotYet = true },
        ["/admin/campagnes/{id:guid}/{step:regex(^(ouvrir|clore|liquider|publier|verser)$)}"] = new(
            [Admin], new("/admin/campagnes/{campaign}/clore", "/admin/campagnes/{nothing}/clore")),
    };

    /// <summary>What exists once amounts are published.</summary>
    private static readonly Dictionary<string, Entry> PaidTable = new()
    {
        ["/remunerations/{exercise:int}"] = new([Practitioner], new("/remunerations/2024", "/remunerations/1999")),
        ["/remunerations/{exercise:int}/preuve.json"] = new([Practitioner], new("/remunerations/2024/preuve.json", "/remunerations/1999/preuve.json")),
        ["/remunerations/{exercise:int}/releve.pdf"] = new([Practitioner], new("/remunerations/2024/releve.pdf", "/remunerations/1999/releve.pdf")),
        ["/controles/{id:guid}"] = new([Practitioner], new("/controles/{control}", "/controles/{otherControl}")),
        ["/bureau/controles/{id:guid}"] = new(Offices, new("/bureau/controles/{sample}", "/bureau/controles/{otherSample}")) { SeesAll = [Admin] },
        ["/bureau/controles/{id:guid}/echantillon.csv"] = new(
            Offices, new("/bureau/controles/{sample}/echantillon.csv", "/bureau/controles/{otherSample}/echantillon.csv"))
        { SeesAll = [Admin] },
        ["/bureau/controles/dossiers/{id:guid}"] = new(
            Offices, new("/bureau/controles/dossiers/{control}", "/bureau/controles/dossiers/{otherControl}"))
        { SeesAll = [Admin] },
        ["/admin/campagnes/{id:guid}/resultats"] = new([Admin], new("/admin/campagnes/{campaign}/resultats", "/admin/campagnes/{nothing}/resultats")),
        ["/admin/campagnes/{id:guid}/resultats.csv"] = new([Admin], new("/admin/campagnes/{campaign}/resultats.csv", "/admin/campagnes/{nothing}/resultats.csv")),
        ["/admin/campagnes/{id:guid}/resultats/{practitionerId:guid}"] = new(
            [Admin], new("/admin/campagnes/{campaign}/resultats/{practitioner}", "/admin/campagnes/{campaign}/resultats/{nothing}")),
    };

    [Fact]
    public async Task EveryEndpoint_OncePaid_OpensOnesOwnRecordsOnly()
    {
        await using var office = await Office.PaidAsync();
        var values = new Dictionary<string, string> { ["campaign"] = office.Campaign.Id.ToString(), ["nothing"] = Guid.NewGuid().ToString() };
        foreach (var (fund, prefix) in new[] { (office.Fund, ""), (office.OtherFund, "other") })
        {
            var supervisor = new Actor(Guid.NewGuid(), "Sacha Repère", Roles.Agent, FundId: fund.Id, IsSupervisor: true);
            var criteria = new ControlCriteria(office.Campaign.Id);
            var preview = (await office.RunAsync((DrawControlSample draw) => draw.PreviewAsync(supervisor, criteria))).Value;
            var lastDay = ParisTime.DateOf(office.Portal.Clock.GetUtcNow().UtcDateTime).AddDays(30);
            var sample = (await office.RunAsync((DrawControlSample draw) => draw.RunAsync(
                supervisor, criteria, new DrawTerms(10, "graine", lastDay), preview.Population.Fingerprint))).Value;
            var control = Assert.Single(sample.Controls);
            (values[Named("sample")], values[Named("control")], values[Named("practitioner")]) =
                (sample.Id.ToString(), control.Id.ToString(), control.PractitionerId.ToString());

            string Named(string name) => prefix.Length == 0 ? name : prefix + char.ToUpperInvariant(name[0]) + name[1..];
        }

        Assert.Empty(PaidTable.Keys.Except(Table.Keys));
        await CheckAsync(office, PaidTable, values);
    }

    [Fact]
    public async Task EveryEndpoint_ForEverybody_OpensOnesOwnRecordsOnly()
    {
        await using var office = await Office.OpenAsync();
        var routes = Routes(office);
        Assert.True(routes.SetEquals(Table.Keys), $"Not in the table: {string.Join(" ", routes.Except(Table.Keys))}; no longer there: {string.Join(" ", Table.Keys.Except(routes))}");
        await CheckAsync(office, Table, await RecordsAsync(office));
    }

    private static async Task CheckAsync(Office office, Dictionary<string, Entry> table, Dictionary<string, string> values)
    {
        var iris = Guid.Parse(values["practitioner"]);
        var people = new Dictionary<string, Browser>
        {
            [Practitioner] = await office.SignInAsync(Roles.Practitioner, "Iris Maquette", practitionerId: iris),
            [Agent] = office.Agent,
            [Supervisor] = await office.SignInAsync(Roles.Agent, "Sacha Repère", office.Fund, isSupervisor: true),
            [Admin] = office.Admin,
        };
        var wrong = new List<string>();
        foreach (var (route, entry) in table.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var own = Fill(entry.Record?.Own ?? Plain(route, values), values);
            var others = entry.Record?.Others is { } elsewhere ? Fill(elsewhere, values) : null;
            Expect(await StatusAsync(office.Portal.Visit(), own), HttpStatusCode.Redirect, "nobody", own, toSignIn: true);
            foreach (var (name, browser) in people)
            {
                var isAllowed = entry.Allowed.Contains(name);
                var answer = await StatusAsync(browser, own);
                if (!isAllowed)
                {
                    Expect(answer, HttpStatusCode.Forbidden, name, own);
                    Expect(await PostAsync(browser, own), HttpStatusCode.Forbidden, name, "POST " + own);
                }
                else if (entry.SeesNothing.Contains(name) || entry.IsNotYet)
                {
                    Expect(answer, HttpStatusCode.NotFound, name, own, orOpens: entry.IsNotYet);
                }
                else if ((int)answer.Status >= 400 || answer.Location?.StartsWith("/connexion", StringComparison.Ordinal) == true)
                {
                    wrong.Add($"{name} {own}: {answer.Status}");
                }

                if (others is not null && !entry.SeesAll.Contains(name))
                {
                    Expect(await StatusAsync(browser, others), isAllowed ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden, name, others);
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));

        void Expect((HttpStatusCode Status, string? Location) answer, HttpStatusCode status, string who, string url, bool toSignIn = false, bool orOpens = false)
        {
            var isRight = answer.Status == status || (orOpens && answer.Status == HttpStatusCode.OK);
            if (!isRight || (toSignIn && answer.Location?.StartsWith("/connexion", StringComparison.Ordinal) != true))
            {
                wrong.Add($"{who} {url}: {(int)answer.Status} {answer.Location}, {(int)status} expected");
            }
        }
    }

    /// <summary>All but what is open to visitors (a test of its own lists that), files, and the pages that only the tests have.</summary>
    private static HashSet<string> Routes(Office office) => [.. office.Portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
        .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
        .Where(route => !route.Contains("/essai", StringComparison.Ordinal) && route != "/{**path:file}")]; // the last: files that were added since the build

    private static async Task<Dictionary<string, string>> RecordsAsync(Office office)
    {
        var mine = await office.TransmittedAsync(office.Fund);
        var theirs = await office.TransmittedAsync(office.OtherFund, "Basile", "Prototype");
        _ = (await office.RunAsync((QualityRules rules) => rules.SetAsync(Actor.Portal, null, new QualityTerms(100, null)))).Value;
        return new()
        {
            ["look"] = (await LookAsync(office.Fund, "Nina")).ToString(),
            ["otherLook"] = (await LookAsync(office.OtherFund, "Noé")).ToString(),
            ["declaration"] = mine.Id.ToString(),
            ["otherDeclaration"] = theirs.Id.ToString(),
            ["document"] = (await office.UseOfAsync(mine)).EvidenceDocumentId.ToString(),
            ["otherDocument"] = (await office.UseOfAsync(theirs)).EvidenceDocumentId.ToString(),
            ["use"] = (await office.UseOfAsync(mine)).Id.ToString(),
            ["otherUse"] = (await office.UseOfAsync(theirs)).Id.ToString(),
            ["practitioner"] = mine.PractitionerId.ToString(),
            ["otherPractitioner"] = theirs.PractitionerId.ToString(),
            ["batch"] = (await BatchAsync("Dominique Modèle", office.Fund.Id)).ToString(),
            ["otherBatch"] = (await BatchAsync("Claude Témoin", office.OtherFund.Id)).ToString(),
            ["campaign"] = office.Campaign.Id.ToString(),
            ["nothing"] = Guid.NewGuid().ToString(),
        };

        async Task<Guid> LookAsync(Fund fund, string first)
        {
            var use = await office.UseOfAsync(await office.TransmittedAsync(fund, first, "Relu"));
            var agent = new Actor(Guid.NewGuid(), "Un collègue", Roles.Agent, FundId: fund.Id);
            _ = (await office.RunAsync((AcceptEvidence accept) => accept.RunAsync(agent, use.Id))).Value;
            return await office.WithDbAsync(db => db.SecondLooks.Where(look => look.EvidenceUseId == use.Id).Select(look => look.Id).SingleAsync());
        }

        async Task<Guid> BatchAsync(string agent, Guid fundId)
        {
            var account = await office.WithDbAsync(db => db.Users.Where(user => user.DisplayName == agent).Select(user => user.Id).SingleAsync());
            return (await office.RunAsync((PrepareBatch useCase) => useCase.RunAsync(
                new Actor(account, agent, Roles.Agent, FundId: fundId), QueueFilter.None, null))).Value.Id;
        }
    }

    private static string Plain(string route, Dictionary<string, string> values) => route.Replace("{id:guid}", values["nothing"], StringComparison.Ordinal);

    private static string Fill(string template, Dictionary<string, string> values) =>
        values.Aggregate(template, (text, pair) => text.Replace(string.Create(CultureInfo.InvariantCulture, $"{{{pair.Key}}}"), pair.Value, StringComparison.Ordinal));

    private static async Task<(HttpStatusCode Status, string? Location)> StatusAsync(Browser browser, string url)
    {
        using var answer = await browser.Client.GetAsync(new Uri(url, UriKind.Relative));
        return (answer.StatusCode, answer.Headers.Location?.OriginalString is { } text ? new Uri(new Uri("https://localhost"), text).PathAndQuery : null);
    }

    private static async Task<(HttpStatusCode Status, string? Location)> PostAsync(Browser browser, string url)
    {
        using var content = new FormUrlEncodedContent([]);
        using var answer = await browser.Client.PostAsync(new Uri(url, UriKind.Relative), content);
        return (answer.StatusCode, null);
    }

    /// <param name="Allowed">Who may open it.</param>
    /// <param name="Record">Addresses of a record of theirs, and of somebody else's; null when the page is about no record.</param>
    private sealed record Entry(string[] Allowed, OwnAndOthers? Record = null)
    {
        /// <summary>Roles that the page lets in and whose records are none.</summary>
        public string[] SeesNothing { get; init; } = [];

        /// <summary>Roles to whom nobody's record is somebody else's.</summary>
        public string[] SeesAll { get; init; } = [];

        /// <summary>One's own record does not exist at this stage of the campaign: not found, or open and empty.</summary>
        public bool IsNotYet { get; init; }
    }

    private sealed record OwnAndOthers(string Own, string? Others);
}
