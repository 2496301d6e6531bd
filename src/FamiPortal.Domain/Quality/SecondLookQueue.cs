using FamiPortal.Domain.Controls;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Quality;

/// <summary>Decisions to decide again, for the other agents of the fund; what came of it, for supervisors and administrators.</summary>
public sealed class SecondLookQueue(FamiDbContext db, DeclarationReview reviews)
{
    public const int RowsMax = 50;

    /// <summary>The oldest that this agent may take: of their fund, not their own, not undone meanwhile.</summary>
    public async Task<IReadOnlyList<SecondLookRow>> RunAsync(Actor actor, CancellationToken cancellationToken = default) =>
        await db.BlindLooks(actor).AsNoTracking().OrderBy(look => look.FirstAt).ThenBy(look => look.Id).Take(RowsMax)
            .Select(look => new SecondLookRow(
                look.Id,
                look.EvidenceUse.Declaration.Practitioner.FirstName + " " + look.EvidenceUse.Declaration.Practitioner.LastName,
                look.EvidenceUse.Declaration.Campaign.Title,
                look.EvidenceUse.Declaration.Campaign.ProfessionCode,
                look.EvidenceUse.Declaration.Campaign.Exercise,
                look.EvidenceUse.IndicatorCode,
                look.FirstAt))
            .ToListAsync(cancellationToken);

    /// <summary>One of them with the file; the page shows neither the decision nor its author.</summary>
    public async Task<Outcome<SecondLookView>> ShowAsync(Actor actor, Guid lookId, CancellationToken cancellationToken = default)
    {
        var found = await db.BlindLooks(actor).AsNoTracking().Where(look => look.Id == lookId)
            .Select(look => new { look.EvidenceUseId, look.EvidenceUse.DeclarationId }).SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return QualityErrors.NotFound;
        }

        return (await reviews.RunAsync(actor, found.DeclarationId, cancellationToken)).TryGet(out var review, out var problems)
            ? new SecondLookView(lookId, review, review.Evidence.Single(use => use.Id == found.EvidenceUseId))
            : problems;
    }

    /// <summary>How often two agents agree, and the disagreements, the ones to settle first.</summary>
    public async Task<SecondLookFigures> FiguresAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        var looks = db.SecondLooks.AsNoTracking().Where(look =>
            actor.IsAdmin || (actor.SupervisedFundId != null && look.EvidenceUse.Declaration.Practitioner.FundId == actor.SupervisedFundId));
        var counts = await looks.GroupBy(look => look.State).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(row => row.Key, row => row.Count, cancellationToken);
        var disagreements = await looks
            .Where(look => look.State == SecondLookState.Disagreed || look.State == SecondLookState.Kept || look.State == SecondLookState.Reopened)
            .Include(look => look.EvidenceUse).ThenInclude(use => use.Declaration).ThenInclude(declaration => declaration.Practitioner).ThenInclude(one => one.Fund)
            .Include(look => look.EvidenceUse).ThenInclude(use => use.Declaration).ThenInclude(declaration => declaration.Campaign)
            .OrderBy(look => look.State == SecondLookState.Disagreed ? 0 : 1).ThenByDescending(look => look.SecondAt).Take(RowsMax)
            .AsSplitQuery().ToListAsync(cancellationToken);
        int Of(SecondLookState state) => counts.GetValueOrDefault(state);
        var split = Of(SecondLookState.Disagreed) + Of(SecondLookState.Kept) + Of(SecondLookState.Reopened);
        return new SecondLookFigures(Of(SecondLookState.Waiting), Of(SecondLookState.Agreed), split, Of(SecondLookState.Disagreed), disagreements)
        {
            MaySettle = actor.SupervisedFundId is not null,
            MaySee = actor.MayDraw(),
        };
    }
}

/// <summary>The one place that says who may give a second look, and who therefore must not see the first decision: not in a list, a file, a history or an export.</summary>
internal static class SecondLookBlindness
{
    /// <summary>Decisions that this agent may take again: of their fund, a colleague's, not undone meanwhile. Supervisors may too, so they are as blind.</summary>
    public static IQueryable<SecondLook> BlindLooks(this FamiDbContext db, Actor actor) => db.SecondLooks.Where(look =>
        look.State == SecondLookState.Waiting
        && actor.OwnFundId != null
        && look.EvidenceUse.FundId == actor.OwnFundId
        && look.EvidenceUse.DecidedAt == look.FirstAt
        && (look.FirstAccountId == null || look.FirstAccountId != actor.AccountId));

    public static Task<bool> IsBlindToAsync(this FamiDbContext db, Actor actor, Guid evidenceUseId, CancellationToken cancellationToken) =>
        db.BlindLooks(actor).AnyAsync(look => look.EvidenceUseId == evidenceUseId, cancellationToken);
}

/// <summary>A decision to take again, without the decision; <c>DecidedAt</c>: the first one.</summary>
public sealed record SecondLookRow(
    Guid Id, string PractitionerName, string CampaignTitle, string ProfessionCode, int Exercise, string IndicatorCode, DateTime DecidedAt);

/// <summary>A document to decide again. <paramref name="Review"/> knows the first decision: pages show only what was declared and asked.</summary>
public sealed record SecondLookView(Guid Id, ReviewedDeclaration Review, EvidenceUse Use);

/// <summary>What second looks gave.</summary>
/// <param name="Waiting">To be taken.</param>
/// <param name="Agreed">Same decision twice.</param>
/// <param name="Split">Different decisions, settled ones included.</param>
/// <param name="ToSettle">Different decisions that wait for the supervisor.</param>
/// <param name="Disagreements">Those to settle first.</param>
public sealed record SecondLookFigures(int Waiting, int Agreed, int Split, int ToSettle, IReadOnlyList<SecondLook> Disagreements)
{
    public bool MaySettle { get; init; }

    public bool MaySee { get; init; }

    public int Taken => Agreed + Split;
}
