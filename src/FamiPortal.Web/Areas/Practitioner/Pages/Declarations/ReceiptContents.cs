using System.Security.Cryptography;
using System.Text;
using FamiPortal.Domain;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.Rules;
using FamiPortal.Web.Documents;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>What the screen and the PDF of a receipt say alike.</summary>
public static class ReceiptContents
{
    /// <summary>SHA-256 of the attested text, so that anyone can check that it is this one.</summary>
    public static string HashOf(Transmission transmission) => HashOf(transmission.AttestationText);

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Whose turn it is, and what comes next.</summary>
    public static (string Turn, string Next) NextOf(Receipt receipt)
    {
        var (campaign, paid) = (receipt.Declaration.Campaign, $"Versement {receipt.RuleSet.PaidWhen}.");
        var waiting = receipt.Evidence.Count(use => use.IsWaitingForFund);
        var correct = campaign.State == Domain.Campaigns.CampaignState.Open
            ? $"Vous pouvez corriger et transmettre de nouveau jusqu’au {ParisTime.LongDateAndTime(campaign.LastMinute)}, heure de Paris. "
            : "";
        return receipt.Evidence.Any(use => use.State == EvidenceUseState.Rejected) && waiting == 0
            ? ("Votre caisse a refusé un document.", $"Remplacez-le dans votre déclaration. {correct}{paid}")
            : waiting > 0
            ? ($"Votre caisse vérifie {(waiting == 1 ? "votre document" : "vos documents")}.", $"Vous n’avez plus rien à faire. {correct}{paid}")
            : ("Vous n’avez plus rien à faire.", $"{correct}{paid}");
    }

    public static ReceiptContent Of(Receipt receipt, IReadOnlyList<IndicatorView> indicators, RuleSet ruleSet)
    {
        var (declaration, transmission) = (receipt.Declaration, receipt.Transmission);
        var (turn, next) = NextOf(receipt);
        return new ReceiptContent
        {
            FundName = declaration.Practitioner.Fund.Name,
            PractitionerName = declaration.Practitioner.DisplayName,
            Rpps = declaration.Practitioner.Rpps.ToString(),
            Profession = ruleSet.Profession.Label,
            Exercise = ruleSet.Exercise,
            Scheme = $"{ruleSet.Title}, {ruleSet.Allowance}",
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
            NextStep = next,
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
