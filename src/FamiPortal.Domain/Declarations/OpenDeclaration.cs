using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Situations;
using FamiPortal.Rules;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Declarations;

/// <summary>
/// Gives a practitioner their declaration of a campaign, starting it the first time while entry is open; afterwards it stays
/// readable.
/// </summary>
public sealed class OpenDeclaration(FamiDbContext db, RuleCatalogue catalogue, SituationLoader loader, SituationAssembler assembler, TimeProvider clock)
{
    /// <param name="actor">A practitioner: anybody else finds nothing.</param>
    /// <param name="exercise">Year of the campaign of their profession.</param>
    /// <param name="cancellationToken">End of the request.</param>
    public Task<Outcome<OpenedDeclaration>> RunAsync(Actor actor, int exercise, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync(async () =>
        {
            // One connection for the few queries of the page: SQLite prepares each that it opens.
            await db.Database.OpenConnectionAsync(cancellationToken);
            try
            {
                return await AttemptAsync(actor, exercise, cancellationToken);
            }
            finally
            {
                await db.Database.CloseConnectionAsync();
            }
        });

    private async Task<Outcome<OpenedDeclaration>> AttemptAsync(Actor actor, int exercise, CancellationToken cancellationToken)
    {
        // Nothing that is read is changed here: a declaration that starts is a new one.
        var years = actor.OwnPractitionerId is { } own ? await db.OwnDeclarationsAsync(own, exercise, cancellationToken) : [];
        var declaration = years.Find(year => year.Campaign.Exercise == exercise);
        var practitioner = declaration?.Practitioner ?? await db.Practitioners.Include(any => any.Fund)
            .SingleOrDefaultAsync(any => any.Id == actor.OwnPractitionerId, cancellationToken);
        if (practitioner is null)
        {
            return CampaignErrors.NotFound;
        }

        var campaign = declaration?.Campaign ?? await db.Campaigns.SingleOrDefaultAsync(
            any => any.Exercise == exercise && any.ProfessionCode == practitioner.ProfessionCode && any.State != CampaignState.Draft, cancellationToken);
        if (campaign is null)
        {
            return CampaignErrors.NotFound;
        }

        if (catalogue.Find(campaign.ProfessionCode, campaign.Exercise) is not { } ruleSet)
        {
            return DeclarationErrors.NoRuleSet(campaign);
        }

        var now = clock.GetUtcNow().UtcDateTime;
        if (declaration is null)
        {
            if (!campaign.IsOpenAt(now))
            {
                return DeclarationErrors.EntryClosed(campaign, now);
            }

            declaration = new Declaration(practitioner, campaign, now);
            db.Declarations.Add(declaration);
            db.Record(actor, now, AuditKinds.DeclarationStarted, declaration, declaration.Id, practitioner.Id, new { ruleSet = ruleSet.Key });
            await db.SaveChangesAsync(cancellationToken);
        }

        // While entry is open, the estimate is of the draft as if it were transmitted today; afterwards, of what was transmitted.
        var isEditable = campaign.IsOpenAt(now);
        var earlier = years.FindAll(year => year.Campaign.Exercise < exercise);
        var sources = isEditable
            ? await loader.ForDraftAsync(declaration, ParisTime.DateOf(now), earlier, cancellationToken)
            : await loader.ForTransmissionAsync(practitioner, campaign, declaration, earlier, cancellationToken);
        if (!assembler.Assemble(sources).TryGet(out var situation, out var problems))
        {
            return problems;
        }

        return new OpenedDeclaration(declaration, ruleSet, isEditable, situation, situation.Assess());
    }
}

/// <summary>A declaration as its practitioner sees it, with its live estimate.</summary>
/// <param name="Declaration">With its campaign, practitioner, transmissions and documents.</param>
/// <param name="RuleSet">What is asked.</param>
/// <param name="IsEditable">Entry is open now.</param>
/// <param name="Situation">What is known and declared, with its sources and dates.</param>
/// <param name="Estimate">What it would give, explained.</param>
public sealed record OpenedDeclaration(
    Declaration Declaration, RuleSet RuleSet, bool IsEditable, AssembledSituation Situation, Assessment Estimate)
{
    /// <summary>What was last transmitted in an earlier exercise, or null.</summary>
    public EarlierTransmission? Earlier => Situation.Sources?.EarlierTransmission;

    /// <summary>What the draft can take up of it at one go; nothing once entry is closed.</summary>
    public IReadOnlyList<EarlierAnswers> Proposed => field ??= IsEditable ? Earlier?.Propose(Situation, Declaration.Answers) ?? [] : [];

    public ProofNeed NeedOf(Indicator indicator, Proof proof) => ProofNeed.Of(indicator, proof, Situation, Earlier is not null);
}
