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

    public static async Task<IReadOnlyList<Declaration>> AddAsync(PortalProcess portal, int count)
    {
        await using var db = new FamiDbContext((DbContextOptions<FamiDbContext>)new DbContextOptionsBuilder<FamiDbContext>()
            .UseFamiDatabase(DatabaseSetup.Sqlite, $"Data Source={portal.Database};Pooling=False").Options);
        var fund = await db.Funds.SingleAsync(any => any.Code == Fund);
        var campaign = await db.Campaigns.SingleAsync(any => any.ProfessionCode == A.Profession && any.State == CampaignState.Open);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var added = new List<Declaration>();
        for (var i = 0; i < count; i++)
        {
            var number = Interlocked.Increment(ref made);
            var practitioner = new Practitioner(Rpps.Parse($"998{number:D8}"), null, "Nina", $"Échantillon {number}", A.Profession, fund);
            var declaration = new Declaration(practitioner, campaign, now);
            declaration.Save(Scenario.Complete, declaration.DraftVersion, now);
            var file = new StoredFile($"{number:x2}/{Guid.NewGuid():N}", EvidenceFormat.Pdf, "application/pdf", 1_000, $"{number:x64}");
            var document = new EvidenceDocument(practitioner, "facture.pdf", file, now);
            var use = declaration.Attach(document, Scenario.DmpProof, "dmp-software", now).Value;
            var transmission = declaration.Transmit(declaration.DraftVersion, new AttestedText("J’atteste.", "1", []), now).Value;
            db.AddRange(practitioner, declaration, document, use, transmission);
            added.Add(declaration);
        }

        await db.SaveChangesAsync();
        return added;
    }
}
