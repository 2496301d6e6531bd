using System.Security.Cryptography;
using System.Text;
using FamiPortal.Domain;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.Rules;
using FamiPortal.Web.Documents;
using FamiPortal.Web.Infrastructure;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>What the screen and the PDF of a receipt say alike.</summary>
public static class ReceiptContents
{
    /// <summary>SHA-256 of the attested text, so that anyone can check that it is this one.</summary>
    public static string HashOf(Transmission transmission) => HashOf(transmission.AttestationText);

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Whose turn it is, and what the practitioner has to do; nothing to do once entry is closed.</summary>
    public static (string Turn, string? ToDo) NextOf(Receipt receipt, IReadOnlyList<IndicatorView> indicators, bool isOpen)
    {
        var campaign = receipt.Declaration.Campaign;
        if (receipt.ReplacedBy is { } last)
        {
            return ($"La version du {ParisTime.DateAndTime(last.TransmittedAt)} remplace celle-ci\u00A0: elle seule compte.", null);
        }

        var waiting = receipt.Evidence.Count(use => use.IsWaitingForFund);
        List<string> missing =
        [
            .. indicators.Where(view => view.Result.Verdict == Verdict.AwaitingEvidence
                && view.Proofs.Any(proof => proof is { IsMissing: true, IsRefused: false, IsAsked: false })).Select(view => view.Indicator.Label),
        ];
        List<string> unanswered = [.. indicators.Where(view => view.HasUnansweredDocument).Select(view => view.Indicator.Label)];
        return (receipt.Evidence.FirstOrDefault(use => use.State == EvidenceUseState.Asked && campaign.AcceptsDecisions), isOpen) switch
        {
            ({ AnswerBy: { } day }, _) => ("Votre caisse demande un complément.", $"Envoyez-le depuis votre espace, au plus tard le {French.LongDate(day)}."),
            (_, true) when receipt.Evidence.Any(use => use.State == EvidenceUseState.Rejected) && waiting == 0 =>
                ("Votre caisse a refusé un document.", "Remplacez-le dans votre déclaration, puis transmettez de nouveau."),
            (_, true) when missing.Count > 0 => (
                missing.Count == 1 ? "Un justificatif manque encore." : "Des justificatifs manquent encore.",
                $"Sans lui, l’indicateur ne paie pas\u00A0: {French.Join(missing)}. Déposez-le dans votre déclaration, puis transmettez de nouveau."),
            (_, true) when unanswered.Count > 0 => (
                "Un document est transmis sans réponse.",
                $"Il ne compte pas tant que vous n’avez pas répondu\u00A0: {French.Join(unanswered)}. Répondez dans votre déclaration, puis transmettez de nouveau."),
            _ when waiting > 0 && campaign.IsSettled => (waiting == 1
                ? "Les montants sont calculés sans votre document, qui n’a pas été validé à temps."
                : "Les montants sont calculés sans vos documents qui n’ont pas été validés à temps.", null),
            _ when waiting > 0 => ($"Votre caisse vérifie {(waiting == 1 ? "votre document" : "vos documents")}. Vous n’avez plus rien à faire.", null),
            _ => ("Vous n’avez plus rien à faire.", null),
        };
    }

    private static string NextStepOf(Receipt receipt, string? toDo, bool isOpen)
    {
        var campaign = receipt.Declaration.Campaign;
        return string.Join(' ', new[]
        {
            toDo,
            isOpen ? $"Vous pouvez corriger et transmettre de nouveau jusqu’au {ParisTime.LongDateAndTime(campaign.LastMinute)}, heure de Paris." : null,
            $"Versement {PaymentWords.When(campaign, receipt.RuleSet)}.",
        }.OfType<string>());
    }

    /// <summary>What has happened, in the order in which it did: a document is refused between two transmissions.</summary>
    public static IEnumerable<ReceiptStep> StepsOf(Receipt receipt) =>
        receipt.Declaration.Transmissions
            .Select(made => new ReceiptStep(made.TransmittedAt, "ok", made.Number == 1 ? "Transmission" : $"Transmission, version {made.Number}", null))
            .Concat(receipt.Evidence.Where(use => use.DecidedAt is not null).Select(use => use.State switch
            {
                EvidenceUseState.Accepted => new ReceiptStep(use.DecidedAt!.Value, "ok", "Document accepté", ByOf(use)),
                EvidenceUseState.Asked => new ReceiptStep(use.DecidedAt!.Value, "wait", "Complément demandé", ByOf(use)),
                _ => new ReceiptStep(use.DecidedAt!.Value, "bad", "Document refusé", ByOf(use)),
            }))
            .OrderBy(step => step.At);

    private static string ByOf(EvidenceUse use) => string.Join(", ", new[] { use.DecidedByFund, use.Document.DisplayName }.OfType<string>());

    public static ReceiptContent Of(Receipt receipt, IReadOnlyList<IndicatorView> indicators, bool isOpen)
    {
        var (declaration, transmission, ruleSet) = (receipt.Declaration, receipt.Transmission, receipt.RuleSet);
        var (turn, toDo) = NextOf(receipt, indicators, isOpen);
        return new ReceiptContent
        {
            FundName = declaration.Practitioner.Fund.Name,
            PractitionerName = declaration.Practitioner.DisplayName,
            Rpps = declaration.Practitioner.Rpps.ToString(),
            Profession = ruleSet.Profession.Label,
            Exercise = ruleSet.Exercise,
            Scheme = ruleSet.TitleAndAllowance(),
            TransmissionNumber = transmission.ReceiptNumber,
            Version = transmission.Number,
            ReplacesUtc = declaration.Transmissions.LastOrDefault(other => other.Number < transmission.Number)?.TransmittedAt,
            TransmittedUtc = transmission.TransmittedAt,
            CreatedUtc = transmission.TransmittedAt,
            Indicators = [.. indicators.Select(view => Indicator(view, transmission))],
            Attestations =
            [
                new ReceiptAttestation(transmission.AttestationText, transmission.AttestationVersion, HashOf(transmission), transmission.TransmittedAt),
                .. transmission.Attestations.Select(attested => new ReceiptAttestation(attested.Text, attested.Version, HashOf(attested.Text), transmission.TransmittedAt)),
            ],
            NextTurn = turn,
            NextStep = NextStepOf(receipt, toDo, isOpen),
        };
    }

    private static ReceiptIndicator Indicator(IndicatorView view, Transmission transmission) => new(
        $"{view.Indicator.Number}",
        view.Indicator.Label,
        [.. view.Declared.Select(answer => new ReceiptAnswer(answer.Field.Label, answer.Words))],
        view.Indicator.IsAttestedOnHonour && view.IsBegun ? transmission.AttestedIndicators.Contains(view.Indicator.Code) : null,
        [.. view.Proofs.SelectMany(proof => proof.Uses).DistinctBy(use => use.EvidenceDocumentId)
            .Select(use => new ReceiptFile(use.Document.DisplayName, use.Document.SizeBytes, use.Document.Sha256))],
        view.IsBegun || view.Known.Count == 0 ? null : $"{view.Words}. {view.Sources}");
}

/// <summary>A line of the receipt's timeline.</summary>
/// <param name="At">UTC.</param>
/// <param name="State">Its ink.</param>
/// <param name="What">In French.</param>
/// <param name="Detail">Who did it, or null.</param>
public sealed record ReceiptStep(DateTime At, string State, string What, string? Detail);
