using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Situations;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Declarations;

/// <summary>What a receipt shows, on screen and in PDF: one transmitted version, for its practitioner.</summary>
public sealed class TransmissionReceipt(FamiDbContext db, RuleCatalogue catalogue, SituationLoader loader, SituationAssembler assembler)
{
    /// <summary>Gives one version, or the last one.</summary>
    public async Task<Outcome<Receipt>> RunAsync(Actor actor, Guid declarationId, int? number = null, CancellationToken cancellationToken = default)
    {
        var declaration = await db.OwnDeclarationAsync(actor, declarationId, cancellationToken);
        var transmission = number is { } wanted
            ? declaration?.Transmissions.FirstOrDefault(made => made.Number == wanted)
            : declaration?.LastTransmission;
        if (declaration is null || transmission is null)
        {
            return DeclarationErrors.NotFound;
        }

        var campaign = declaration.Campaign;
        if (catalogue.Find(campaign.ProfessionCode, campaign.Exercise) is not { } ruleSet)
        {
            return DeclarationErrors.NoRuleSet(campaign);
        }

        var sources = await loader.ForTransmissionAsync(declaration.Practitioner, campaign, declaration, cancellationToken: cancellationToken) with
        {
            Answers = transmission.Answers,
            FundEntries = transmission.FundEntries,
            TransmittedOn = ParisTime.DateOf(transmission.TransmittedAt),

            // A document that came with a later version proves nothing of this one.
            Evidence = [.. declaration.Evidence.Where(use => use.TransmissionNumber <= transmission.Number)],
        };
        return assembler.Assemble(sources).TryGet(out var situation, out var problems)
            ? new Receipt(declaration, transmission, ruleSet, situation, situation.Assess())
            : problems;
    }
}

/// <summary>A transmitted version with what it gives as known today.</summary>
/// <param name="Declaration">With its campaign, practitioner and fund.</param>
/// <param name="Transmission">The version.</param>
/// <param name="RuleSet">Labels of what was asked.</param>
/// <param name="Situation">With the sources and dates of what was known.</param>
/// <param name="Estimate">As of now, evidence decided since included.</param>
public sealed record Receipt(
    Declaration Declaration, Transmission Transmission, RuleSet RuleSet, AssembledSituation Situation, Assessment Estimate)
{
    /// <summary>The version that counts in its place; null for the last one.</summary>
    public Transmission? ReplacedBy => Declaration.LastTransmission is { } last && last.Number > Transmission.Number ? last : null;

    /// <summary>Documents that this version carries.</summary>
    public IReadOnlyList<Evidence.EvidenceUse> Evidence { get; } =
        [.. Declaration.Evidence.Where(use => use.TransmissionNumber <= Transmission.Number && use.State != Domain.Evidence.EvidenceUseState.Withdrawn)];
}
