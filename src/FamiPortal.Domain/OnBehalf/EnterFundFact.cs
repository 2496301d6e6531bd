using System.Globalization;
using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Feeds;
using FamiPortal.Domain.Mail;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.OnBehalf;

/// <summary>
/// The fund enters what the rules leave to it, for a practitioner who asked (the opening hours of doctors): dated of the day, up to
/// the last day that the rule file gives.
/// </summary>
public sealed class EnterFundFact(FamiDbContext db, OnBehalfOptions options, TimeProvider clock)
{
    public Task<Outcome<FundFact>> RunAsync(Actor actor, Guid practitionerId, Guid campaignId, string path, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync(() => AttemptAsync(actor, practitionerId, campaignId, path, cancellationToken));

    private async Task<Outcome<FundFact>> AttemptAsync(Actor actor, Guid practitionerId, Guid campaignId, string path, CancellationToken cancellationToken)
    {
        if (!(await options.RunAsync(actor, practitionerId, campaignId, cancellationToken)).TryGet(out var view, out var problems))
        {
            return problems;
        }

        if (view.FundFacts.FirstOrDefault(any => any.Path == path) is not { } fact)
        {
            return OnBehalfErrors.NotFound;
        }

        if (!view.Campaign.AcceptsDecisions)
        {
            return OnBehalfErrors.TooLate(view.Campaign);
        }

        if (fact.EnteredOn is { } already)
        {
            return OnBehalfErrors.AlreadyEntered(fact.Label, already);
        }

        if (view.Today > fact.Limit)
        {
            return OnBehalfErrors.AfterDeadline(fact.Label, fact.Limit);
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var json = $"\"{view.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}\"";
        var source = FundEntry.SourceOf(view.Practitioner.Fund.Name);
        var known = await db.KnownFacts.SingleOrDefaultAsync(
            any => any.PractitionerId == practitionerId && any.Exercise == view.Campaign.Exercise && any.Path == path && any.SupersededAt == null, cancellationToken);
        if (known is null)
        {
            known = new KnownFact(view.Practitioner, view.Campaign.Exercise, path, json, source, view.Today, now);
            db.KnownFacts.Add(known);
        }
        else
        {
            known.Refresh(json, source, view.Today, now);
        }

        db.OnlyWhileUnmoved(view.Campaign);
        db.Record(actor, now, AuditKinds.FundFactEntered, known, known.Id, practitionerId, new
        {
            indicator = fact.Indicator.Code,
            rules = view.RuleSet.Key,
            exercise = view.Campaign.Exercise,
            enteredOn = view.Today,
        });
        await db.QueueMailAsync(view.Practitioner, MailText.EnteredByFund(view.Campaign), $"fund-fact/{known.Id}/{view.Today:yyyy-MM-dd}", now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return fact with { EnteredOn = view.Today };
    }
}
