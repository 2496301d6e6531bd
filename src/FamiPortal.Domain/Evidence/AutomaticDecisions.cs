using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Situations;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Evidence;

/// <summary>
/// What needs no agent is decided without one when a declaration is transmitted, each with its reason in the history: a proof that
/// is still valid for the same answers, or an indicator that is prefilled and left as it is. A document given all the same is
/// accepted for this exercise only, since nobody read it.
/// </summary>
public sealed class AutomaticDecisions(FamiDbContext db, SituationLoader loader, SituationAssembler assembler)
{
    /// <summary>Decides on a transmission that is not saved yet; the caller's SaveChanges writes both.</summary>
    internal async Task RunAsync(Declaration declaration, RuleSet ruleSet, DateTime now, CancellationToken cancellationToken)
    {
        var sources = await loader.ForTransmissionAsync(declaration.Practitioner, declaration.Campaign, declaration, cancellationToken: cancellationToken);
        if (!assembler.Assemble(sources).TryGet(out var situation))
        {
            return; // a feed is at fault: an agent decides
        }

        foreach (var indicator in ruleSet.Indicators)
        {
            foreach (var proof in indicator.Proofs)
            {
                if (Reason(indicator, proof, situation) is { } why)
                {
                    Decide(declaration, indicator, proof, why, ruleSet.Key, now);
                }
            }
        }
    }

    private void Decide(Declaration declaration, Indicator indicator, Proof proof, string why, string ruleSetKey, DateTime now)
    {
        var waiting = declaration.Evidence.Where(use => use.ProofCode == proof.Code && use is { IsWaitingForFund: true, IsInfected: false }).ToList();
        foreach (var use in waiting)
        {
            use.AcceptAutomatically(
                declaration.Practitioner.Fund.Name, why, AcceptEvidence.SameWhile(proof, declaration), new DateOnly(declaration.Campaign.Exercise, 12, 31), now);
            Record(use, use.Id);
        }

        if (waiting.Count == 0)
        {
            Record(declaration, declaration.Id);
        }

        void Record(object subject, Guid subjectId) =>
            db.Record(Actor.Portal, now, AuditKinds.DecidedAutomatically, subject, subjectId, declaration.PractitionerId, new
            {
                declaration = declaration.Id,
                proof = proof.Code,
                indicator = indicator.Code,
                rules = ruleSetKey,
                number = declaration.LastTransmission?.Number,
                reason = why,
            });
    }

    private static string? Reason(Indicator indicator, Proof proof, AssembledSituation situation)
    {
        if (proof.CarriedOver.Read(situation.Situation) is true)
        {
            var source = situation.Provenance.GetValueOrDefault(proof.CarriedOver.Text)?.Source;
            return $"{source ?? "Justificatif déjà accepté"}, et les réponses qu’il prouve n’ont pas changé.";
        }

        return proof.NeededWith.Read(situation.Situation) is null && Corrections.IsPrefilled(indicator, proof.NeededWith.Text, situation.Situation)
            ? "Valeur préremplie et inchangée\u00A0: aucun justificatif n’est demandé."
            : null;
    }
}
