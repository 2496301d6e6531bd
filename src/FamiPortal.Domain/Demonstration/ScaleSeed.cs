using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Feeds;
using FamiPortal.Domain.Funds;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Practitioners;
using FamiPortal.Rules;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Demonstration;

/// <summary>
/// A whole country of invented people, to see that pages stay fast: written in bulk through the entities, the same for the same
/// seed, into an empty database only. Known facts are those of the demonstration's personas; documents are rows, only the first
/// ones have a file.
/// </summary>
public sealed class ScaleSeed(FamiDbContext db, RuleCatalogue catalogue, IEvidenceFiles files, TimeProvider clock)
{
    public const int FundCount = 107;
    public const int AgentsPerFund = 20;

    /// <summary>Documents with a real file behind them; opening another says that its file is missing.</summary>
    public const int FileCount = 200;

    private const int Chunk = 2_000;
    private const int WindowDays = 40;

    private static readonly string[] FirstNames =
        ["Alix", "Ariel", "Basile", "Camille", "Céleste", "Claude", "Côme", "Dominique", "Éloi", "Iris", "Jade", "Lou", "Maxence", "Nina", "Noa", "Sacha", "Théo", "Zoé"];

    private static readonly string[] LastNames =
        ["Bidule", "Brouillon", "Canevas", "Démo", "Échantillon", "Esquisse", "Essai", "Exemple", "Factice", "Fictif", "Figurine", "Gabarit", "Maquette", "Modèle", "Patron", "Prototype", "Spécimen", "Témoin"];

    private readonly List<Template> templates = [];
    private readonly HashSet<string> receipts = new(StringComparer.Ordinal);
    private Random random = new(0);
    private DateTime now;
    private List<Fund> funds = [];
    private double[] shares = [];
    private int stored;

    /// <param name="practitioners">How many people, spread over the professions that have rules.</param>
    /// <param name="proofs">How many documents wait for a decision; as many again are decided.</param>
    /// <param name="seed">The same one gives the same country.</param>
    /// <param name="cancellationToken">Stops it; the database is then to be thrown away.</param>
    /// <exception cref="InvalidOperationException">The database holds somebody already.</exception>
    public async Task<ScaleSummary> RunAsync(int practitioners, int proofs, int seed, CancellationToken cancellationToken = default)
    {
        if (await db.Practitioners.AnyAsync(cancellationToken) || await db.Funds.AnyAsync(cancellationToken))
        {
            throw new InvalidOperationException("La base n’est pas vide : --scale ne remplit qu’une base neuve.");
        }

        if (proofs < 0 || practitioners < 2L * proofs)
        {
            throw new InvalidOperationException("Chacun donne un justificatif ou deux : il faut au moins deux professionnels par justificatif à traiter.");
        }

        random = new Random(seed);
        now = clock.GetUtcNow().UtcDateTime;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await AddFundsAsync(cancellationToken);
        var uses = 0;
        for (var i = 0; i < practitioners; i++)
        {
            var template = templates[i % templates.Count];
            var practitioner = new Practitioner(
                Rpps.Parse(RppsOf(i)), null, Pick(FirstNames), $"{Pick(LastNames)}-{Pick(LastNames)}", template.Persona.Profession, DrawFund())
                .WithSpecialty(template.Persona.Specialty);
            db.Add(practitioner);

            // Spread over the whole country, not over its first rows.
            if (uses < 2L * proofs * (i + 1) / practitioners)
            {
                uses += await DeclareAsync(practitioner, template, uses, cancellationToken);
            }

            if (i % Chunk == Chunk - 1)
            {
                await FlushAsync(cancellationToken);
            }
        }

        await FlushAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ScaleSummary(practitioners, await db.EvidenceUses.CountAsync(use => use.State == EvidenceUseState.Pending, cancellationToken), uses, funds.Count);
    }

    /// <summary>An invented number of the directory: 99, which nobody has, then the place, then the Luhn key of real ones.</summary>
    public static string RppsOf(int place)
    {
        var digits = $"99{place.ToString("D8", CultureInfo.InvariantCulture)}";
        var sum = digits.Reverse().Select((digit, position) => (digit - '0') * (position % 2 == 0 ? 2 : 1)).Sum(value => value > 9 ? value - 9 : value);
        return $"{digits}{(10 - (sum % 10)) % 10}";
    }

    public static string AgentEmail(int fund, int agent) => string.Create(
        CultureInfo.InvariantCulture, $"agent{agent}.caisse{fund}{DemonstrationAccounts.EmailDomain}");

    public static string SupervisorEmail(int fund) => string.Create(CultureInfo.InvariantCulture, $"superviseur.caisse{fund}{DemonstrationAccounts.EmailDomain}");

    private async Task AddFundsAsync(CancellationToken cancellationToken)
    {
        funds = [.. Enumerable.Range(1, FundCount).Select(number => new Fund(number.ToString("D3", CultureInfo.InvariantCulture), $"CPAM fictive {number}"))];

        // The largest is about ten times the smallest, as in the country.
        shares = [.. Enumerable.Range(0, FundCount).Select(place => 1 / (1 + (place / 11.0)))];
        db.AddRange(funds);
        var roles = Roles.All.ToDictionary(role => role, role => new IdentityRole<Guid>(role)
        {
            Id = Ids.New(),
            NormalizedName = role.ToUpperInvariant(),
            ConcurrencyStamp = Guid.NewGuid().ToString(),
        });
        db.AddRange(roles.Values);

        // One hash for all: they share a password that is published, and two thousand hashes take minutes.
        var hash = new PasswordHasher<Account>().HashPassword(null!, DemonstrationAccounts.Password);
        foreach (var (fund, place) in funds.Select((fund, place) => (fund, place + 1)))
        {
            AddAccount($"Superviseur {place}", SupervisorEmail(place), fund, isSupervisor: true);
            for (var agent = 1; agent <= AgentsPerFund; agent++)
            {
                AddAccount($"Agent {agent} de la caisse {place}", AgentEmail(place, agent), fund, isSupervisor: false);
            }
        }

        // Campaigns, answers and known facts are those of the demonstration: nothing of the business is written here.
        var data = DemonstrationData.Load();
        foreach (var planned in data.Campaigns.Where(any => any.PaidOn is null))
        {
            if (catalogue.Find(planned.Profession, planned.Exercise) is not { } ruleSet)
            {
                continue;
            }

            var campaign = new Campaign(planned.Profession, planned.Exercise, $"{ruleSet.Title}, {ruleSet.Profession.PluralLabel.ToLowerInvariant()}",
                ParisTime.DateOf(now).AddDays(-WindowDays), ParisTime.DateOf(now).AddDays(WindowDays));
            campaign.Open(now);
            db.Add(campaign);
            var example = data.Personas.FirstOrDefault(persona => persona.Profession == planned.Profession
                && persona.Exercises.TryGetValue(planned.Exercise, out var file) && file.Documents?.Any(document => document.Decision is null) == true);
            if (example is not null)
            {
                templates.Add(new Template(campaign, ruleSet, example, example.Exercises[planned.Exercise], data));
            }
        }

        await FlushAsync(cancellationToken);

        void AddAccount(string name, string email, Fund fund, bool isSupervisor)
        {
            var account = new Account
            {
                DisplayName = name,
                FundId = fund.Id,
                IsSupervisor = isSupervisor,
                UserName = email,
                NormalizedUserName = email.ToUpperInvariant(),
                Email = email,
                NormalizedEmail = email.ToUpperInvariant(),
                EmailConfirmed = true,
                LockoutEnabled = true,
                PasswordHash = hash,
                ConcurrencyStamp = Guid.NewGuid().ToString(),
            };
            db.Add(account);
            db.Add(new IdentityUserRole<Guid> { UserId = account.Id, RoleId = roles[Roles.Agent].Id });
        }
    }

    /// <returns>How many proofs it gave.</returns>
    private async Task<int> DeclareAsync(Practitioner practitioner, Template template, int usesBefore, CancellationToken cancellationToken)
    {
        var at = now.AddMinutes(-random.Next(60, (WindowDays - 2) * 24 * 60)).AddTicks(random.Next(10_000_000));
        var actor = new Actor(Guid.Empty, practitioner.DisplayName, Roles.Practitioner, PractitionerId: practitioner.Id);
        var given = template.File.Documents!.First(document => document.Decision is null);
        var document = new EvidenceDocument(practitioner, given.Name, await StoreAsync(given, cancellationToken), at);
        var (declaration, transmission) = Transmit(practitioner, template, given, document, at);
        while (!receipts.Add(transmission.ReceiptNumber))
        {
            // Drawn at random: a person whose number is taken is asked again by the use case, a country of them meets one or two.
            (declaration, transmission) = Transmit(practitioner, template, given, document, at);
        }

        db.Add(document);
        db.Add(declaration);
        db.AddRange(template.KnownFacts(practitioner, ParisTime.DateOf(template.Campaign.OpensAt), template.Campaign.OpensAt));
        db.Record(actor, at, AuditKinds.DeclarationTransmitted, declaration, declaration.Id, practitioner.Id, new { number = transmission.Number, ruleSet = template.RuleSet.Key });
        foreach (var (use, place) in declaration.Evidence.Select((use, place) => (use, place)))
        {
            if ((usesBefore + place) % 2 == 1)
            {
                Decide(use, at, template);
            }
        }

        return given.Proofs.Count;
    }

    private static (Declaration Declaration, Transmission Transmission) Transmit(
        Practitioner practitioner, Template template, PersonaDocument given, EvidenceDocument document, DateTime at)
    {
        var declaration = new Declaration(practitioner, template.Campaign, at);
        Must(declaration.Save(template.Answers, declaration.DraftVersion, at));
        foreach (var proof in given.Proofs)
        {
            var indicator = template.RuleSet.Indicators.First(any => any.Proofs.Any(known => known.Code == proof));
            _ = declaration.Attach(document, proof, indicator.Code, at).Value;
        }

        var attested = new AttestedText(template.RuleSet.Attestation.Text, template.RuleSet.Attestation.Version, []);
        return (declaration, declaration.Transmit(declaration.DraftVersion, attested, at).Value);
    }

    private void Decide(EvidenceUse use, DateTime at, Template template)
    {
        var decidedAt = at + ((now - at) * random.NextDouble());
        var place = random.Next(1, AgentsPerFund + 1);
        var decision = new EvidenceDecision(null, $"Agent {place}", use.Declaration.Practitioner.Fund.Name, decidedAt);
        var reasons = template.RuleSet.Find(use.IndicatorCode)!.Proofs.First(proof => proof.Code == use.ProofCode).RefusalReasons;
        var isRefused = reasons.Count > 0 && random.Next(4) == 0;
        var reason = isRefused ? reasons[random.Next(reasons.Count)] : null;
        Must(reason is null ? use.Accept(decision, AcceptEvidence.SameWhile(template.RuleSet.FindProof(use.ProofCode)!, use.Declaration), null) : use.Refuse(decision, reason.Message, reason.Code));
        db.Record(
            new Actor(Guid.Empty, decision.AgentName, Roles.Agent), decidedAt, isRefused ? AuditKinds.EvidenceRefused : AuditKinds.EvidenceAccepted,
            use, use.Id, use.Declaration.PractitionerId, new { proof = use.ProofCode, indicator = use.IndicatorCode, rules = template.RuleSet.Key, reasonCode = reason?.Code });
    }

    private async Task<StoredFile> StoreAsync(PersonaDocument given, CancellationToken cancellationToken)
    {
        if (stored++ < FileCount)
        {
            using var content = new MemoryStream(PlainPdf.Page(given.Lines));
            return (await files.SaveAsync(content, given.Name, cancellationToken)).Value;
        }

        var id = Ids.New().ToString("N");
        return new StoredFile($"{id[^2..]}/{id}", EvidenceFormat.Pdf, "application/pdf", 1_000, Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(id))));
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        db.AttachRange(funds);
        db.AttachRange(templates.Select(template => template.Campaign));
    }

    private Fund DrawFund()
    {
        var left = random.NextDouble() * shares.Sum();
        var place = 0;
        while (place < FundCount - 1 && (left -= shares[place]) > 0)
        {
            place++;
        }

        return funds[place];
    }

    private string Pick(string[] names) => names[random.Next(names.Length)];

    private static void Must(Outcome outcome)
    {
        if (!outcome.IsDone)
        {
            throw new InvalidOperationException(outcome.Problems[0].Message);
        }
    }

    /// <summary>A persona of the demonstration that many people are copies of.</summary>
    private sealed record Template(Campaign Campaign, RuleSet RuleSet, Persona Persona, PersonaFile File, DemonstrationData Data)
    {
        public Answers Answers { get; } = DemonstrationStory.Answers(File.Answers!);

        public IEnumerable<KnownFact> KnownFacts(Practitioner practitioner, DateOnly asOf, DateTime at) => File.Known.SelectMany(name => Data.KnownFacts[name])
            .GroupBy(fact => fact.Key, fact => fact.Value)
            .Select(fact => new KnownFact(practitioner, Campaign.Exercise, fact.Key, fact.Last().GetRawText(), "Flux fictif", asOf, at));
    }
}

/// <summary>What a run wrote: of <c>Proofs</c>, <c>Waiting</c> wait for a decision.</summary>
public sealed record ScaleSummary(int Practitioners, int Waiting, int Proofs, int Funds);
