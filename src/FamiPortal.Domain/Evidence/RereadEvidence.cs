using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Persistence;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Evidence;

/// <summary>
/// The first reading of a document compares it with answers: when these change, or come after it, the document is read again for
/// them. The text itself is written nowhere.
/// </summary>
public sealed class RereadEvidence(FamiDbContext db, StoredText texts, RuleCatalogue catalogue)
{
    /// <summary>After the answers were saved, in a save of its own: they don't wait for a reading, and are not lost with it.</summary>
    public async Task FollowAsync(Declaration declaration, CancellationToken cancellationToken)
    {
        if (await RunAsync(declaration, cancellationToken))
        {
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>Brings the advice of undecided documents up to the declaration's answers; the caller saves it.</summary>
    /// <returns>True when something is to be saved.</returns>
    public async Task<bool> RunAsync(Declaration declaration, CancellationToken cancellationToken)
    {
        if (catalogue.Find(declaration.Campaign.ProfessionCode, declaration.Campaign.Exercise) is not { } ruleSet)
        {
            return false;
        }

        var proofs = ruleSet.Indicators.SelectMany(indicator => indicator.Proofs).Where(proof => proof.LookFor.Count > 0).ToLookup(proof => proof.Code);
        var readings = new Dictionary<Guid, EvidenceReading>();
        var isChanged = false;
        foreach (var use in declaration.Evidence.Where(use => use is { State: EvidenceUseState.Pending or EvidenceUseState.Asked, IsInfected: false }))
        {
            // The fund compares with what it was sent, the practitioner with what they are writing: both are kept.
            Answers[] versions = use.IsTransmitted && declaration.LastTransmission is { } last ? [last.Answers, declaration.Answers] : [declaration.Answers];
            if (proofs[use.ProofCode].FirstOrDefault() is not { } proof)
            {
                continue;
            }

            var precheck = use.Precheck;
            if (precheck is null || versions.Any(answers => precheck.About(proof, answers) is null))
            {
                if (!readings.TryGetValue(use.EvidenceDocumentId, out var reading))
                {
                    readings[use.EvidenceDocumentId] = reading = await texts.ReadAsync(use.Document.StorageName, use.Document.Format, cancellationToken);
                }

                precheck = Precheck.Of(proof, versions, declaration.Practitioner, reading);
            }

            isChanged |= use.Reread(precheck, precheck?.About(proof, versions[0]));
        }

        return isChanged;
    }
}
