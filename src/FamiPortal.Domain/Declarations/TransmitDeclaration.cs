using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Mail;
using FamiPortal.Domain.Persistence;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Declarations;

/// <summary>
/// Transmits the draft as it is, attested on honour. It may be done again until entry closes: the last one counts. The same
/// draft is transmitted once, however often the button is pressed.
/// </summary>
public sealed class TransmitDeclaration(FamiDbContext db, RuleCatalogue catalogue, AutomaticDecisions automatic, RereadEvidence reread, TimeProvider clock)
{
    /// <summary>Transmits one's own declaration.</summary>
    /// <param name="actor">Its practitioner.</param>
    /// <param name="declarationId">The declaration.</param>
    /// <param name="draftVersion">The version that was shown when attesting.</param>
    /// <param name="isAttested">The box of the declaration as a whole was ticked.</param>
    /// <param name="attestedIndicators">Indicators whose own box was ticked; null where the one box stands for them all.</param>
    /// <param name="cancellationToken">End of the request.</param>
    public Task<Outcome<Transmission>> RunAsync(
        Actor actor, Guid declarationId, Guid draftVersion, bool isAttested, IReadOnlyCollection<string>? attestedIndicators = null, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync(() => AttemptAsync(actor, declarationId, draftVersion, isAttested, attestedIndicators, cancellationToken));

    private async Task<Outcome<Transmission>> AttemptAsync(
        Actor actor, Guid declarationId, Guid draftVersion, bool isAttested, IReadOnlyCollection<string>? attestedIndicators, CancellationToken cancellationToken)
    {
        if (await db.OwnDeclarationAsync(actor, declarationId, cancellationToken) is not { } declaration)
        {
            return DeclarationErrors.NotFound;
        }

        if (declaration.Transmissions.FirstOrDefault(made => made.DraftVersion == draftVersion) is { } alreadyMade)
        {
            return alreadyMade;
        }

        var campaign = declaration.Campaign;
        if (catalogue.Find(campaign.ProfessionCode, campaign.Exercise) is not { } ruleSet)
        {
            return DeclarationErrors.NoRuleSet(campaign);
        }

        var now = clock.GetUtcNow().UtcDateTime;
        if (!campaign.IsOpenAt(now))
        {
            return DeclarationErrors.EntryClosed(campaign, now);
        }

        var attested = Completeness.Attested(ruleSet, declaration.Answers).ToList();
        var missing = ruleSet.Indicators.SelectMany(indicator => Completeness.Missing(indicator, declaration.Answers)).ToList();
        if (!isAttested)
        {
            missing.Add(DeclarationErrors.AttestationMissing);
        }

        missing.AddRange(ruleSet.Indicators.Where(indicator => attested.Contains(indicator.Code) && attestedIndicators?.Contains(indicator.Code) == false)
            .Select(DeclarationErrors.IndicatorAttestationMissing));
        if (missing.Count > 0)
        {
            return missing.ToArray(); // in the order of the page
        }

        var attestation = new AttestedText(ruleSet.Attestation.Text, ruleSet.Attestation.Version, attested)
        {
            Indicators = [.. attested.Select(code => IndicatorAttestation.For(ruleSet, ruleSet.Find(code)!))],
            ByAccountId = actor.KnownAccountId,
            ByName = actor.DisplayName,
        };
        var asked = declaration.Evidence.Where(use => use.State == EvidenceUseState.Asked).ToList();
        var transmitted = declaration.Transmit(draftVersion, attestation, now);
        if (!transmitted.TryGet(out var transmission))
        {
            return transmitted;
        }

        db.OnlyWhileUnmoved(campaign);
        db.OnlyWhileUnmoved(declaration.Practitioner);
        db.Add(transmission);
        db.Record(actor, now, AuditKinds.DeclarationTransmitted, declaration, declaration.Id, declaration.PractitionerId, new
        {
            number = transmission.Number,
            receipt = transmission.ReceiptNumber,
            attestation = transmission.AttestationVersion,
            attested = transmission.AttestedIndicators,
            ruleSet = ruleSet.Key,
        });
        foreach (var use in asked)
        {
            db.Record(actor, now, AuditKinds.ComplementAnswered, use, use.Id, declaration.PractitionerId, new
            {
                declaration = declaration.Id,
                proof = use.ProofCode,
                indicator = use.IndicatorCode,
                rules = ruleSet.Key,
                number = transmission.Number,
            });
        }

        await automatic.RunAsync(declaration, ruleSet, now, cancellationToken);
        await reread.RunAsync(declaration, cancellationToken);
        await db.QueueMailAsync(
            declaration.Practitioner, MailText.Receipt(campaign, transmission.Number), $"receipt/{transmission.Id}", now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return transmission;
    }
}
