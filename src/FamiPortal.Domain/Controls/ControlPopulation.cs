using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Persistence;
using FamiPortal.Rules;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Controls;

/// <summary>The paid declarations that criteria name: something was attested on honour, it was achieved, nobody controls it yet.</summary>
/// <param name="Members">One a paid declaration.</param>
public sealed record ControlPopulation(IReadOnlyList<PopulationMember> Members)
{
    /// <summary>Two populations with the same one are the same.</summary>
    public string Fingerprint { get; } = ReproducibleDraw.FingerprintOf(Members.Select(member => member.SettledAssessmentId));

    /// <summary>Finds the population.</summary>
    /// <param name="db">The database.</param>
    /// <param name="campaign">Published.</param>
    /// <param name="fundId">Null for all.</param>
    /// <param name="indicators">Codes to ask about.</param>
    /// <param name="sample">To find again the population that this sample was drawn from; null for the one of now.</param>
    /// <param name="cancellationToken">End of the request.</param>
    internal static async Task<ControlPopulation> FindAsync(
        FamiDbContext db, Campaign campaign, Guid? fundId, IReadOnlyList<string> indicators, ControlSample? sample, CancellationToken cancellationToken)
    {
        var (ownId, drawnAt) = sample is null ? (Guid.Empty, DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc)) : (sample.Id, sample.DrawnAt);
        var found = new Dictionary<Guid, (Guid PractitionerId, List<string> Codes)>();
        foreach (var code in indicators)
        {
            // Receipts are written by us, without blanks: the verdict is found in the database, no receipt leaves it.
            var achieved = $"\"{code}\":{{\"status\":\"{Verdict.Achieved.Code()}\"";
            var rows = await db.SettledAssessments.AsNoTracking()
                .Where(settled => settled.CampaignId == campaign.Id && settled.AmountCents > 0 && settled.ReceiptJson.Contains(achieved))
                .Where(settled => fundId == null || db.Practitioners.Any(one => one.Id == settled.PractitionerId && one.FundId == fundId))
                .Where(settled => !db.Controls.Any(control => control.SettledAssessmentId == settled.Id
                    && control.SampleId != ownId && control.Sample.DrawnAt <= drawnAt))
                .Select(settled => new
                {
                    settled.Id,
                    settled.PractitionerId,
                    Attested = db.Transmissions
                        .Where(sent => db.Declarations.Any(declaration => declaration.Id == sent.DeclarationId
                            && declaration.CampaignId == settled.CampaignId && declaration.PractitionerId == settled.PractitionerId))
                        .OrderByDescending(sent => sent.Number).Select(sent => sent.AttestedIndicators).FirstOrDefault(),
                })
                .ToListAsync(cancellationToken);
            foreach (var row in rows.Where(row => row.Attested?.Contains(code) == true))
            {
                (found.TryGetValue(row.Id, out var member) ? member : found[row.Id] = (row.PractitionerId, [])).Codes.Add(code);
            }
        }

        return new ControlPopulation([.. found.Select(pair => new PopulationMember(pair.Key, pair.Value.PractitionerId, pair.Value.Codes))]);
    }
}

/// <summary>A paid declaration that may be drawn, and the attested indicators that would be asked about.</summary>
public sealed record PopulationMember(Guid SettledAssessmentId, Guid PractitionerId, IReadOnlyList<string> IndicatorCodes);
