using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Desk;

/// <summary>Many proofs that wait, written straight through the entities: two at each instant.</summary>
internal sealed class QueueFiller(Scenario scenario)
{
    private static readonly string[] Names = ["Bidule", "Échantillon", "Fictif", "Gabarit", "Maquette", "Modèle", "Prototype"];

    public async Task<IReadOnlyList<EvidenceUse>> FillAsync(int count)
    {
        await using var db = scenario.Portal.NewContext();
        var fund = await db.Funds.SingleAsync(any => any.Id == scenario.Fund.Id);
        var campaign = await db.Campaigns.SingleAsync(any => any.Id == scenario.Campaign.Id);
        var uses = new List<EvidenceUse>();
        for (var i = 0; i < count; i++)
        {
            var now = scenario.Portal.Clock.UtcNow.AddMinutes((i / 2) - count);
            var practitioner = A.Practitioner().Named("Iris", Names[i % Names.Length]).In(fund).Build();
            var declaration = new Declaration(practitioner, campaign, now);
            var document = new EvidenceDocument(practitioner, "facture.pdf", new StoredFile($"aa/{i}", EvidenceFormat.Pdf, "application/pdf", 100, new string('a', 64)), now);
            uses.Add(declaration.Attach(document, Scenario.DmpProof, "dmp-software", now).Value);
            _ = declaration.Transmit(declaration.DraftVersion, new AttestedText("Exact.", "1", []), now).Value;
            db.Add(declaration);
            db.Add(document);
        }

        await db.SaveChangesAsync();
        return uses;
    }
}
