using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Quality;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Desk;

/// <summary>The one place that says which proofs an agent works on: transmitted ones of their fund's practitioners.</summary>
internal static class WorkOfFund
{
    /// <summary>Decided ones included; nothing for anybody who is no agent.</summary>
    public static IQueryable<EvidenceUse> WorkOf(this FamiDbContext db, Actor actor) => db.EvidenceUses.AsNoTracking()
        .Where(use => actor.OwnFundId != null && use.FundId == actor.OwnFundId && use.State != EvidenceUseState.Withdrawn
            && use.ProofCode != EvidenceUse.LetterCode);

    /// <summary>What waits for a decision that can still be made, and what was asked of a practitioner who did not answer in time.</summary>
    /// <param name="uses">Of a fund.</param>
    /// <param name="db">Their database.</param>
    /// <param name="today">In Paris.</param>
    public static IQueryable<EvidenceUse> Pending(this IQueryable<EvidenceUse> uses, FamiDbContext db, DateOnly today) => uses.Where(use =>
        (use.State == EvidenceUseState.Pending || use.State == EvidenceUseState.Asked) // apart: two states of an index
        && (use.State == EvidenceUseState.Pending || use.AnswerBy < today)
        && db.Campaigns.Any(campaign => campaign.ProfessionCode == use.ProfessionCode && campaign.Exercise == use.Exercise
            && (campaign.State == CampaignState.Open || campaign.State == CampaignState.Closed)));

    /// <summary>The same but what this very agent accepted and a second one has to decide.</summary>
    public static IQueryable<EvidenceUse> PendingFor(this IQueryable<EvidenceUse> uses, Actor actor, FamiDbContext db, DateOnly today) =>
        uses.Pending(db, today).Where(use => !db.HeldAcceptances.Any(held =>
            held.EvidenceUseId == use.Id && held.EndedAt == null && held.AccountId == actor.AccountId));

    public static IQueryable<EvidenceUse> Matching(this IQueryable<EvidenceUse> uses, QueueFilter filter, Actor actor, FamiDbContext db, DateTime now)
    {
        uses = filter.State switch
        {
            QueueState.Waiting => uses.PendingFor(actor, db, ParisTime.DateOf(now)),
            QueueState.Accepted => uses.Where(use => use.State == EvidenceUseState.Accepted).Seen(actor, db),
            QueueState.Refused => uses.Where(use => use.State == EvidenceUseState.Rejected).Seen(actor, db),
            QueueState.Asked => uses.Where(use => use.State == EvidenceUseState.Asked),
            QueueState.All => uses,
        };
        if (filter.Profession is { } profession)
        {
            uses = uses.Where(use => use.ProfessionCode == profession);
        }

        if (filter.Exercise is { } exercise)
        {
            uses = uses.Where(use => use.Exercise == exercise);
        }

        if (filter.Indicator is { } indicator)
        {
            uses = uses.Where(use => use.IndicatorCode == indicator);
        }

        if (filter.Precheck is { } precheck)
        {
            uses = uses.Where(use => use.PrecheckResult == precheck);
        }

        if (filter.WaitingDaysMin is { } days)
        {
            var before = ParisTime.StartOf(ParisTime.DateOf(now).AddDays(1 - days));
            uses = uses.Where(use => use.SubmittedAt < before);
        }

        if (filter.IsUnassigned)
        {
            uses = uses.Where(use => use.AssignedToId == null);
        }
        else if ((filter.IsMine ? actor.AccountId : filter.AssignedTo) is { } agent)
        {
            uses = uses.Where(use => use.AssignedToId == agent);
        }

        foreach (var word in SearchText.Words(filter.Search))
        {
            uses = uses.Where(use => use.SearchText.Contains(word));
        }

        return uses;
    }

    /// <summary>Without the decisions that this agent may take again: a filter would tell what they were.</summary>
    private static IQueryable<EvidenceUse> Seen(this IQueryable<EvidenceUse> uses, Actor actor, FamiDbContext db)
    {
        var blind = db.BlindLooks(actor);
        return uses.Where(use => !blind.Any(look => look.EvidenceUseId == use.Id));
    }
}
