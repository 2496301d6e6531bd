using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Practitioners;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.E2E.Tests;

/// <summary>More work on the agent's desk than the demonstration holds: people who transmitted one document each, just now.</summary>
internal static class WaitingProofs
{
    private const string Fund = "990";
    private static int made;

    /// <summary>The first reading found all but the last thing looked for: the rules attach a reason of refusal to it.</summary>
    private static readonly Precheck LacksItsMention = new(
        true,
        [.. TestPortal.Catalogue.Find(A.Profession, A.Exercise)!.Indicators.SelectMany(indicator => indicator.Proofs).Single(proof => proof.Code == Scenario.DmpProof)
            .LookFor.Reverse().Select((wanted, index) => new PrecheckItem(wanted.Label, index > 0)).Reverse()]);

    public static async Task<IReadOnlyList<Declaration>> AddAsync(PortalProcess portal, int count)
    {
        await using var db = Open(portal);
        var fund = await db.Funds.SingleAsync(any => any.Code == Fund);
        var campaign = await CampaignAsync(db);
        var added = new List<Declaration>();
        for (var i = 0; i < count; i++)
        {
            var number = Interlocked.Increment(ref made);
            var practitioner = new Practitioner(Rpps.Parse($"998{number:D8}"), null, "Nina", $"Échantillon {number}", A.Profession, fund);
            db.Add(practitioner);
            added.Add(Transmit(db, portal, practitioner, campaign, number));
        }

        await db.SaveChangesAsync();
        return added;
    }

    /// <summary>The same for somebody of the demonstration who has not declared yet, and who can sign in.</summary>
    public static async Task<Declaration> AddAsync(PortalProcess portal, string firstName, string lastName)
    {
        await using var db = Open(portal);
        var practitioner = await db.Practitioners.Include(any => any.Fund).SingleAsync(any => any.FirstName == firstName && any.LastName == lastName);
        var declaration = Transmit(db, portal, practitioner, await CampaignAsync(db), Interlocked.Increment(ref made));
        await db.SaveChangesAsync();
        return declaration;
    }

    private static Declaration Transmit(FamiDbContext db, PortalProcess portal, Practitioner practitioner, Campaign campaign, int number)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var declaration = new Declaration(practitioner, campaign, now);
        declaration.Save(Scenario.Complete, declaration.DraftVersion, now);
        var name = Guid.NewGuid().ToString("N");
        var content = SampleFiles.Pdf();
        Directory.CreateDirectory(Path.Combine(portal.Evidence, name[30..]));
        File.WriteAllBytes(Path.Combine(portal.Evidence, name[30..], name), content);
        var file = new StoredFile($"{name[30..]}/{name}", EvidenceFormat.Pdf, "application/pdf", content.Length, $"{number:x64}");
        var document = new EvidenceDocument(practitioner, "facture.pdf", file, now);
        var use = declaration.Attach(document, Scenario.DmpProof, "dmp-software", now).Value;
        db.Entry(use).Property(any => any.Precheck).CurrentValue = LacksItsMention;
        var transmission = declaration.Transmit(declaration.DraftVersion, new AttestedText("J’atteste.", "1", []), now).Value;
        db.AddRange(declaration, document, use, transmission);
        return declaration;
    }

    private static Task<Campaign> CampaignAsync(FamiDbContext db) =>
        db.Campaigns.SingleAsync(any => any.ProfessionCode == A.Profession && any.State == CampaignState.Open);

    private static FamiDbContext Open(PortalProcess portal) => new((DbContextOptions<FamiDbContext>)new DbContextOptionsBuilder<FamiDbContext>()
        .UseFamiDatabase(DatabaseSetup.Sqlite, $"Data Source={portal.Database};Pooling=False").Options);
}
