using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Desk;

/// <summary>Many proofs that wait, written straight through the entities: two declarations at each instant.</summary>
internal sealed class QueueFiller(Scenario scenario)
{
    private static readonly string[] Names = ["Bidule", "Échantillon", "Fictif", "Gabarit", "Maquette", "Modèle", "Prototype"];

    public async Task<IReadOnlyList<EvidenceUse>> FillAsync(int count, int documents = 1)
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
            for (var number = 0; number < documents; number++)
            {
                var document = new EvidenceDocument(practitioner, "facture.pdf", new StoredFile($"aa/{i}-{number}", EvidenceFormat.Pdf, "application/pdf", 100, new string('a', 64)), now);
                uses.Add(declaration.Attach(document, Scenario.DmpProof, "dmp-software", now).Value);
                db.Add(document);
            }

            _ = declaration.Transmit(declaration.DraftVersion, new AttestedText("Exact.", "1", []), now).Value;
            db.Add(declaration);
        }

        await db.SaveChangesAsync();
        return uses;
    }
}
