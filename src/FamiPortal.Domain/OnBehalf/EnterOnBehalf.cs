using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Mail;
using FamiPortal.Domain.Persistence;
using FamiPortal.Rules;

namespace FamiPortal.Domain.OnBehalf;

/// <summary>
/// An agent enters or corrects one indicator for a practitioner who wrote on paper or by mail: a new version of the declaration,
/// marked « saisie caisse », with the scan. It may be done after the practitioners' closing, until the settlement. What the scan
/// proves waits for a decision like any document.
/// </summary>
public sealed class EnterOnBehalf(FamiDbContext db, OnBehalfOptions options, EvidenceIntake intake, RereadEvidence reread, TimeProvider clock)
{
    public async Task<Outcome<Transmission>> RunAsync(Actor actor, PaperEntry entry, Stream? scan, CancellationToken cancellationToken = default)
    {
        if (scan is null)
        {
            return OnBehalfErrors.ScanMissing;
        }

        if (!(await CheckAsync(actor, entry, cancellationToken)).TryGet(out _, out var problems))
        {
            return problems;
        }

        return await intake.RunAsync<Transmission>(entry.ScanName, scan, entry.ConfirmedSha256, received => AttemptAsync(actor, entry, received, cancellationToken), cancellationToken)
            is var entered && entered.IsDone ? entered : entered.Problems.Select(OfTheScan).ToArray();

        // What is wrong with the file stands beside its field.
        static Problem OfTheScan(Problem problem) =>
            problem.Code.StartsWith("evidence.", StringComparison.Ordinal) ? problem with { Field = OnBehalfErrors.ScanMissing.Field } : problem;
    }

    private async Task<Outcome<Transmission>> AttemptAsync(Actor actor, PaperEntry entry, ReceivedFile received, CancellationToken cancellationToken)
    {
        if (!(await CheckAsync(actor, entry, cancellationToken)).TryGet(out var target, out var problems))
        {
            return problems;
        }

        var (view, indicator, answers) = target;
        if (received.NeedsConfirmation)
        {
            return await intake.HoldBackAsync(
                actor, received, nameof(Practitioners.Practitioner), entry.PractitionerId, entry.PractitionerId, entry.ProofCodes, cancellationToken);
        }

        if (await intake.RefuseInfectedAsync(received, cancellationToken) is { } infected)
        {
            return infected;
        }

        var (campaign, fund, now) = (view.Campaign, view.Practitioner.Fund, clock.GetUtcNow().UtcDateTime);
        var declaration = view.Declaration ?? new Declaration(view.Practitioner, campaign, now);
        if (view.Declaration is null)
        {
            db.Declarations.Add(declaration);
        }

        var paths = Paths(indicator);
        var mark = new FundEntry(indicator.Code, paths, FundEntry.Digest(paths, answers), fund.Name, actor.DisplayName, now, entry.Channel);
        var attested = new AttestedText(
            $"Saisie par la {fund.Name} d’après un document reçu du professionnel. {view.RuleSet.Attestation.Text}",
            view.RuleSet.Attestation.Version,
            [.. Completeness.Attested(view.RuleSet, view.Counted.Replace(paths, answers))])
        {
            ByAccountId = actor.KnownAccountId,
            ByName = $"{actor.DisplayName}, {fund.Name}",
        };
        if (!declaration.EnterOnBehalf(answers, mark, attested, now).TryGet(out var transmission, out problems))
        {
            return problems;
        }

        var document = intake.Document(view.Practitioner, received, now);
        var decision = new EvidenceDecision(actor.KnownAccountId, actor.DisplayName, fund.Name, now);
        var uses = indicator.Proofs.Where(proof => entry.ProofCodes.Contains(proof.Code)).DefaultIfEmpty(null).Select(proof =>
        {
            var use = declaration.AttachScan(document, proof?.Code, indicator.Code, transmission.Number, decision);
            use.Precheck = proof is null ? null : Precheck.Of(proof, transmission.Answers, view.Practitioner, received.Reading);
            return use;
        }).ToList();
        db.AddRange(transmission, document);
        db.AddRange(uses);
        await reread.RunAsync(declaration, cancellationToken);
        db.OnlyWhileUnmoved(campaign);
        db.Record(actor, now, AuditKinds.EnteredOnBehalf, declaration, declaration.Id, view.Practitioner.Id, new
        {
            indicator = indicator.Code,
            rules = view.RuleSet.Key,
            number = transmission.Number,
            receipt = transmission.ReceiptNumber,
            channel = entry.Channel,
            proofs = uses.Select(use => use.ProofCode),
            format = document.Format,
            sizeBytes = document.SizeBytes,
            sha256 = document.Sha256,
            confirmed = document.Confirmed == SensitiveFindings.None ? null : document.Confirmed.ToString(),
        });
        await db.QueueMailAsync(
            view.Practitioner, MailText.EnteredByFund(campaign), $"fund-entry/{declaration.Id}/{transmission.Number}", now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return transmission;
    }

    private async Task<Outcome<Target>> CheckAsync(Actor actor, PaperEntry entry, CancellationToken cancellationToken)
    {
        if (!(await options.RunAsync(actor, entry.PractitionerId, entry.CampaignId, cancellationToken)).TryGet(out var view, out var problems))
        {
            return problems;
        }

        if (view.Indicators.FirstOrDefault(any => any.Code == entry.IndicatorCode) is not { } indicator)
        {
            return OnBehalfErrors.NotFound;
        }

        if (!view.Campaign.AcceptsDecisions)
        {
            return OnBehalfErrors.TooLate(view.Campaign);
        }

        var read = await TypedAnswers.ReadAsync(db, indicator.Form, entry.Typed, cancellationToken);
        if (read.Problems.Count > 0)
        {
            return read.Problems.ToArray();
        }

        var answers = read.Answers;
        var missing = Completeness.Missing(indicator, answers).ToArray();
        var (before, after) = (view.Counted, view.Counted.Replace(Paths(indicator), answers));
        return missing.Length > 0 ? missing
            : answers.IsEmpty && !Completeness.IsBegun(indicator, before) ? OnBehalfErrors.NothingTyped
            : after.Equals(before) && entry.ProofCodes.Count == 0 ? OnBehalfErrors.Unchanged
            : new Target(view, indicator, answers);
    }

    private static List<string> Paths(Indicator indicator) => [.. indicator.Form.Select(field => field.Path.Text)];

    private sealed record Target(OnBehalfView View, Indicator Indicator, Answers Answers);
}

/// <summary>What an agent types from a letter or a mail.</summary>
/// <param name="PractitionerId">Who wrote.</param>
/// <param name="CampaignId">What about.</param>
/// <param name="IndicatorCode">The one indicator.</param>
/// <param name="Typed">By field path; a field of the indicator that is absent is cleared.</param>
/// <param name="Channel">How it came.</param>
/// <param name="ScanName">Name of the scan, as submitted.</param>
/// <param name="ProofCodes">Proofs of the indicator that the scan holds; none when it is the letter alone.</param>
public sealed record PaperEntry(
    Guid PractitionerId, Guid CampaignId, string IndicatorCode, Answers Typed, LetterChannel Channel, string ScanName, IReadOnlyCollection<string> ProofCodes)
{
    /// <summary>See <see cref="ConfirmationNeeded"/>.</summary>
    public IReadOnlyCollection<string>? ConfirmedSha256 { get; init; }
}
