using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Practitioners;
using FamiPortal.Domain.Quality;
using FamiPortal.Domain.Settlement;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.PractitionerFile;

/// <summary>
/// All that a fund may see of one of its practitioners: who they are, each exercise with its documents, decisions and payment, and
/// who did what when. Drafts stay the practitioner's own.
/// </summary>
public sealed class PractitionerFileQuery(FamiDbContext db)
{
    public const int PageSize = 50;

    /// <summary>The file of a practitioner of the agent's fund, with one page of its history, newest first, from page 1.</summary>
    public async Task<Outcome<PractitionerFileView>> RunAsync(Actor actor, Guid practitionerId, int page = 1, CancellationToken cancellationToken = default)
    {
        var practitioner = await db.Practitioners.AsNoTracking().Include(any => any.Fund)
            .SingleOrDefaultAsync(any => any.Id == practitionerId && actor.OwnFundId != null && any.FundId == actor.OwnFundId, cancellationToken);
        if (practitioner is null)
        {
            return OnBehalf.OnBehalfErrors.NotFound;
        }

        var campaigns = await db.Campaigns.AsNoTracking()
            .Where(campaign => campaign.ProfessionCode == practitioner.ProfessionCode && campaign.State != CampaignState.Draft)
            .OrderByDescending(campaign => campaign.Exercise).ToListAsync(cancellationToken);
        var declarations = await db.WholeDeclarations().AsNoTracking().Where(declaration => declaration.PractitionerId == practitionerId)
            .ToDictionaryAsync(declaration => declaration.CampaignId, cancellationToken);
        var results = await db.SettledAssessments.AsNoTracking().Where(settled => settled.PractitionerId == practitionerId)
            .ToDictionaryAsync(settled => settled.CampaignId, cancellationToken);
        var payments = await db.Payments.AsNoTracking().Where(payment => payment.PractitionerId == practitionerId)
            .ToDictionaryAsync(payment => payment.CampaignId, cancellationToken);

        var blind = db.BlindLooks(actor).Where(look => look.EvidenceUse.Declaration.PractitionerId == practitionerId);
        var events = db.AuditEvents.AsNoTracking().Where(happened => happened.PractitionerId == practitionerId && happened.Kind != AuditKinds.DraftSaved
            && !blind.Any(look => look.EvidenceUseId == happened.SubjectId));
        var total = await events.CountAsync(cancellationToken);
        var current = Paging.Of(total, PageSize, page);
        var history = await events.OrderByDescending(happened => happened.At).ThenByDescending(happened => happened.Id)
            .On(current).ToListAsync(cancellationToken);
        return new PractitionerFileView(
            practitioner,
            [
                .. campaigns.Select(campaign => new FiledExercise(
                    campaign,
                    declarations.GetValueOrDefault(campaign.Id),
                    results.GetValueOrDefault(campaign.Id),
                    payments.GetValueOrDefault(campaign.Id))),
            ],
            history,
            current.Number,
            current.Count,
            total)
        {
            Blind = await blind.Select(look => look.EvidenceUseId).ToHashSetAsync(cancellationToken),
        };
    }
}

/// <param name="Practitioner">With their fund.</param>
/// <param name="Exercises">Newest first.</param>
/// <param name="History">One page of it, newest first; drafts left out.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageCount">Of the history.</param>
/// <param name="EventCount">Of the whole history.</param>
public sealed record PractitionerFileView(
    Practitioner Practitioner, IReadOnlyList<FiledExercise> Exercises, IReadOnlyList<AuditEvent> History, int Page, int PageCount, int EventCount)
{
    /// <summary>Documents whose first decision this agent must not see: they may be the one to take it again.</summary>
    public IReadOnlySet<Guid> Blind { get; init; } = new HashSet<Guid>();
}

/// <summary>One exercise of a file. The draft of the declaration is not for the fund.</summary>
public sealed record FiledExercise(Campaign Campaign, Declaration? Declaration, SettledAssessment? Result, Payment? Payment);
