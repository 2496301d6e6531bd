using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Funds;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Practitioners;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Desk;

/// <summary>
/// Another fund takes a practitioner over, with all their files: what waits goes to its queue, nobody's yet, and the former fund
/// no longer sees any of it. Decisions keep the name of the fund that made them. A supervisor lets go of a practitioner of their
/// own fund; an administrator moves anybody.
/// </summary>
public sealed class TransferPractitioner(FamiDbContext db, TimeProvider clock)
{
    public const int ReasonLengthMin = 10;
    public const int ReasonLengthMax = 500;

    /// <summary>Who would move and what with them, found by number.</summary>
    public async Task<Outcome<TransferPreview>> PreviewAsync(Actor actor, string? rpps, CancellationToken cancellationToken = default)
    {
        if (!Rpps.TryParse(rpps, out var number))
        {
            return TransferErrors.Rpps;
        }

        var practitioner = await Within(actor).AsNoTracking().SingleOrDefaultAsync(any => any.Rpps == number, cancellationToken);
        if (practitioner is null)
        {
            return actor.IsAdmin ? TransferErrors.Unknown : TransferErrors.NotOfThisFund;
        }

        var waiting = await db.EvidenceUses.CountAsync(
            use => use.Declaration.PractitionerId == practitioner.Id && use.State == EvidenceUseState.Pending && use.TransmissionNumber != null, cancellationToken);
        var declarations = await db.Declarations.CountAsync(any => any.PractitionerId == practitioner.Id, cancellationToken);
        var funds = await db.Funds.AsNoTracking().Where(fund => fund.Id != practitioner.FundId).ToListAsync(cancellationToken);
        return new TransferPreview(practitioner, declarations, waiting, [.. funds.InFrenchOrder(fund => fund.Name)]);
    }

    public Task<Outcome<Practitioner>> RunAsync(Actor actor, Guid practitionerId, Guid fundId, string? reason, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync<Outcome<Practitioner>>(async () =>
        {
            var practitioner = await Within(actor).SingleOrDefaultAsync(any => any.Id == practitionerId, cancellationToken);
            if (practitioner is null)
            {
                return TransferErrors.NotFound;
            }

            var text = (reason ?? "").Trim();
            if (text.Length is < ReasonLengthMin or > ReasonLengthMax)
            {
                return TransferErrors.Reason;
            }

            if (fundId == practitioner.FundId || await db.Funds.SingleOrDefaultAsync(fund => fund.Id == fundId, cancellationToken) is not { } target)
            {
                return TransferErrors.Fund;
            }

            var from = practitioner.Fund;
            var uses = await db.EvidenceUses
                .Include(use => use.Declaration).ThenInclude(declaration => declaration.Campaign)
                .Include(use => use.Declaration).ThenInclude(declaration => declaration.Hold)
                .Where(use => use.Declaration.PractitionerId == practitionerId && use.TransmissionNumber != null)
                .ToListAsync(cancellationToken);
            practitioner.MoveTo(target);
            foreach (var use in uses)
            {
                use.FollowPractitioner();
            }

            db.DeclarationHolds.RemoveRange(uses.Select(use => use.Declaration.Hold).OfType<DeclarationHold>().Distinct());
            db.Record(actor, clock.GetUtcNow().UtcDateTime, AuditKinds.PractitionerTransferred, practitioner, practitioner.Id, practitioner.Id, new
            {
                from = from.Name,
                to = target.Name,
                reason = text,
                waiting = uses.Count(use => use.IsWaitingForFund),
            });
            await db.SaveChangesAsync(cancellationToken);
            return practitioner;
        });

    private IQueryable<Practitioner> Within(Actor actor) => db.Practitioners.Include(practitioner => practitioner.Fund)
        .Where(practitioner => actor.IsAdmin || (actor.SupervisedFundId != null && practitioner.FundId == actor.SupervisedFundId));
}

/// <summary>What a transfer would move.</summary>
/// <param name="Practitioner">With their fund of today.</param>
/// <param name="Declarations">All their declarations, drafts included.</param>
/// <param name="Waiting">Proofs that wait for a decision.</param>
/// <param name="Funds">Where they may go.</param>
public sealed record TransferPreview(Practitioner Practitioner, int Declarations, int Waiting, IReadOnlyList<Fund> Funds);

/// <summary>Why a practitioner can't be transferred, in the words of a supervisor or an administrator.</summary>
public static class TransferErrors
{
    public static Problem NotFound { get; } = new("practitioner-not-found", "Ce professionnel n’existe pas.") { IsNotFound = true };

    public static Problem Rpps { get; } = new("transfer-rpps", "Un numéro RPPS compte 11 chiffres. Vérifiez la saisie.", "rpps");

    public static Problem Unknown { get; } = new("transfer-unknown", "Aucun professionnel ne porte ce numéro.", "rpps");

    public static Problem NotOfThisFund { get; } = new(
        "transfer-other-fund", "Aucun professionnel de votre caisse ne porte ce numéro. La caisse dont il dépend aujourd’hui peut vous le transférer.", "rpps");

    public static Problem Fund { get; } = new("transfer-fund", "Choisissez la caisse qui reprend le dossier, autre que celle d’aujourd’hui.", "fund");

    public static Problem Reason { get; } = new(
        "transfer-reason", $"Dites pourquoi en {TransferPractitioner.ReasonLengthMin} à {TransferPractitioner.ReasonLengthMax} caractères, par exemple «\u00A0déménagement du cabinet\u00A0».", "reason");
}
