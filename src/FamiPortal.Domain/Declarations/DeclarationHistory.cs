using FamiPortal.Domain.Persistence;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Declarations;

/// <summary>Every version that a practitioner transmitted in a campaign, to be viewed and compared.</summary>
public sealed class DeclarationHistory(FamiDbContext db, RuleCatalogue catalogue)
{
    public async Task<Outcome<TransmittedVersions>> RunAsync(Actor actor, Guid declarationId, CancellationToken cancellationToken = default)
    {
        if (await db.OwnDeclarationAsync(actor, declarationId, cancellationToken) is not { } declaration)
        {
            return DeclarationErrors.NotFound;
        }

        var campaign = declaration.Campaign;
        return catalogue.Find(campaign.ProfessionCode, campaign.Exercise) is { } ruleSet
            ? new TransmittedVersions(declaration, ruleSet)
            : DeclarationErrors.NoRuleSet(campaign);
    }
}

/// <summary>A declaration with its rules, whose versions can be compared.</summary>
public sealed record TransmittedVersions(Declaration Declaration, RuleSet RuleSet)
{
    /// <summary>What the draft changes in what was last transmitted: answers, then documents; nothing while nothing was transmitted.</summary>
    public IReadOnlyList<AnswerChange> DraftChanges => Declaration.LastTransmission is { } last
        ? AnswerChange.Between(RuleSet, last.Answers, Declaration.Answers)
        : [];

    /// <summary>The documents of the draft that no version carries yet.</summary>
    public IReadOnlyList<Evidence.EvidenceUse> DraftDocuments =>
        [.. Declaration.Evidence.Where(use => use.IsToBeTransmitted)];

    /// <summary>The documents that a version carried.</summary>
    public IReadOnlyList<Evidence.EvidenceUse> DocumentsOf(Transmission transmission) =>
        [.. Declaration.Evidence.Where(use => use.TransmissionNumber <= transmission.Number)];
}

/// <summary>A question that two versions answer differently; no values where it is not answered.</summary>
public sealed record AnswerChange(Indicator Indicator, FormField Field, IReadOnlyList<string> Before, IReadOnlyList<string> After)
{
    /// <summary>In the order of the form.</summary>
    public static IReadOnlyList<AnswerChange> Between(RuleSet ruleSet, Answers before, Answers after)
    {
        var differing = before.DifferencesWith(after);
        return
        [
            .. ruleSet.Indicators.SelectMany(indicator => indicator.Form.Select(field => (indicator, field)))
                .Where(pair => differing.Contains(pair.field.Path.Text))
                .Select(pair => new AnswerChange(pair.indicator, pair.field, before[pair.field.Path.Text], after[pair.field.Path.Text])),
        ];
    }
}
