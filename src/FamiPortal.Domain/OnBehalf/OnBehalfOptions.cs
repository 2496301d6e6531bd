using System.Text.Json;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Practitioners;
using FamiPortal.Rules;
using FamiPortal.Rules.Operators;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.OnBehalf;

/// <summary>What an agent may enter for a practitioner of their fund in a campaign: answers of indicators, and facts that the rules leave to the fund.</summary>
public sealed class OnBehalfOptions(FamiDbContext db, RuleCatalogue catalogue, TimeProvider clock)
{
    public async Task<Outcome<OnBehalfView>> RunAsync(Actor actor, Guid practitionerId, Guid campaignId, CancellationToken cancellationToken = default)
    {
        var practitioner = await db.Practitioners.Include(any => any.Fund)
            .SingleOrDefaultAsync(any => any.Id == practitionerId && actor.OwnFundId != null && any.FundId == actor.OwnFundId, cancellationToken);
        var campaign = await db.Campaigns.SingleOrDefaultAsync(any => any.Id == campaignId, cancellationToken);
        if (practitioner is null || campaign is null || campaign.ProfessionCode != practitioner.ProfessionCode || campaign.State == CampaignState.Draft)
        {
            return OnBehalfErrors.NotFound;
        }

        if (catalogue.Find(campaign.ProfessionCode, campaign.Exercise) is not { } ruleSet)
        {
            return DeclarationErrors.NoRuleSet(campaign);
        }

        var now = clock.GetUtcNow().UtcDateTime;
        if (now < campaign.OpensAt)
        {
            return OnBehalfErrors.NotOpened(campaign);
        }

        var declaration = await db.WholeDeclarations()
            .SingleOrDefaultAsync(any => any.PractitionerId == practitioner.Id && any.CampaignId == campaign.Id, cancellationToken);
        var paths = FundFact.Of(ruleSet).Select(fact => fact.Path).ToList();
        var entered = await db.KnownFacts.AsNoTracking()
            .Where(fact => fact.PractitionerId == practitioner.Id && fact.Exercise == campaign.Exercise && paths.Contains(fact.Path) && fact.SupersededAt == null)
            .ToDictionaryAsync(fact => fact.Path, fact => fact.ValueJson, cancellationToken);
        return new OnBehalfView(practitioner, campaign, declaration, ruleSet, ParisTime.DateOf(now),
        [
            .. FundFact.Of(ruleSet).Select(fact => fact with
            {
                EnteredOn = entered.TryGetValue(fact.Path, out var json) ? JsonSerializer.Deserialize<DateOnly?>(json) : null,
            }),
        ]);
    }
}

/// <summary>Where an agent stands who enters for a practitioner.</summary>
/// <param name="Practitioner">With their fund.</param>
/// <param name="Campaign">Open or closed; settled, nothing can be entered any more.</param>
/// <param name="Declaration">Null when the practitioner never started.</param>
/// <param name="RuleSet">What may be asked.</param>
/// <param name="Today">In Paris.</param>
/// <param name="FundFacts">What the rules leave to the fund.</param>
public sealed record OnBehalfView(
    Practitioner Practitioner, Campaign Campaign, Declaration? Declaration, RuleSet RuleSet, DateOnly Today, IReadOnlyList<FundFact> FundFacts)
{
    /// <summary>Indicators that a practitioner answers.</summary>
    public IEnumerable<Indicator> Indicators => RuleSet.Indicators.Where(indicator => indicator.Form.Count > 0);

    /// <summary>The answers that count today.</summary>
    public Answers Counted => Declaration?.LastTransmission?.Answers ?? Answers.None;
}

/// <summary>A day that the fund itself enters for a practitioner (« entered-by-fund » of the vocabulary), and until when it counts.</summary>
/// <param name="Indicator">What it achieves.</param>
/// <param name="Path">Of the vocabulary.</param>
/// <param name="Label">As people read it.</param>
/// <param name="Limit">The last day that counts, from the rule file.</param>
/// <param name="EnteredOn">When it was entered already.</param>
public sealed record FundFact(Indicator Indicator, string Path, string Label, DateOnly Limit, DateOnly? EnteredOn = null)
{
    public static IEnumerable<FundFact> Of(RuleSet ruleSet) => ruleSet.Indicators.SelectMany(indicator => indicator.Achieved.Flatten().OfType<Deadline>()
        .Where(deadline => deadline.Reads[0].Member.IsEnteredByFund)
        .Select(deadline => new FundFact(indicator, deadline.Reads[0].Text, deadline.Reads[0].Member.Label, deadline.Limit)));
}
