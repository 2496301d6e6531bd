using System.Globalization;
using FamiPortal.Domain;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;

namespace FamiPortal.Web.Documents;

/// <summary>The acknowledgement of receipt: what was received, from whom, at what second, and whose turn it is.</summary>
public static class ReceiptDocument
{
    private const char Nbsp = French.NoBreakSpace;

    public static PrintedDocument From(ReceiptContent content) => new()
    {
        Title = $"Accusé de réception de votre déclaration {Figure(content.Exercise)}",
        Subtitle = content.Scheme,
        Issuer = [content.FundName, .. content.FundContact],
        Reference = content.TransmissionNumber,
        Author = content.FundName,
        Subject = $"Accusé de réception de la déclaration {content.TransmissionNumber}, exercice {Figure(content.Exercise)}",
        CreatedUtc = content.CreatedUtc,
        Blocks =
        [
            Received(content),
            Identity(content),
            new Heading(2, "Ce que vous avez déclaré"),
            .. content.Indicators.Select(Indicator),
            .. Attestations(content.Attestations),
            new Heading(2, "Et maintenant"),
            new Note(Ink.Hatched, content.NextTurn, content.NextStep),
            new KeepTogether(
            [
                new Heading(2, "À conserver"),
                new Paragraph(
                    $"Conservez cet accusé de réception et l’original des pièces de votre déclaration{Nbsp}: votre caisse peut vous les " +
                    "demander lors d’un contrôle a posteriori. L’empreinte d’un document permet de vérifier qu’il n’a pas changé depuis son dépôt."),
            ]),
        ],
    };

    private static Note Received(ReceiptContent content) => new(
        Ink.Solid,
        "Votre déclaration est transmise.",
        $"Elle a été reçue le {ParisTime.Exact(content.TransmittedUtc)}, heure de Paris, et enregistrée sous le numéro {content.TransmissionNumber}.");

    private static KeyValues Identity(ReceiptContent content) => new(
    [
        new("Professionnel de santé", content.PractitionerName),
        new("Numéro RPPS", content.Rpps),
        new("Profession", content.Profession),
        new("Caisse", content.FundName),
        new("Exercice", Figure(content.Exercise)),
        new("Numéro de transmission", content.TransmissionNumber),
        new("Version", content.ReplacesUtc is { } replaced
            ? $"{Figure(content.Version)}, remplace celle du {ParisTime.DateAndTime(replaced)}"
            : Figure(content.Version)),
    ]);

    private static KeepTogether Indicator(ReceiptIndicator indicator)
    {
        List<KeyValue> rows = [.. indicator.Answers.Select(a => new KeyValue(a.Label, a.Value))];
        if (indicator.Remark is { } remark)
        {
            rows.Add(new KeyValue("Origine", remark));
        }
        else if (rows.Count == 0)
        {
            rows.Add(new KeyValue("Réponse", "Aucune réponse déclarée"));
        }

        if (indicator.AttestedOnHonour is { } attested)
        {
            rows.Add(new KeyValue("Attestation sur l’honneur", attested ? "Oui" : "Non"));
        }

        rows.AddRange(indicator.Documents.Select(file => new KeyValue(
            "Document joint",
            file.Name,
            $"{Words.Size(file.SizeBytes)}, empreinte SHA-256{Nbsp}: {Short(file.Sha256)}")));
        return new KeepTogether([new Heading(3, $"{indicator.Number}. {indicator.Label}"), new KeyValues(rows)]);
    }

    private static IEnumerable<Block> Attestations(IReadOnlyList<ReceiptAttestation> attestations)
    {
        if (attestations.Count == 0)
        {
            yield break;
        }

        yield return new Heading(2, attestations.Count == 1 ? "Le texte que vous avez attesté" : "Les textes que vous avez attestés");
        foreach (var attestation in attestations)
        {
            yield return new Attestation(
                attestation.Text,
                attestation.Version,
                attestation.Sha256,
                attestation.AcceptedUtc is { } accepted ? $"accepté le {ParisTime.Exact(accepted)}" : null);
        }
    }

    /// <summary>The two ends, enough to compare by eye with the whole one that the portal shows.</summary>
    private static string Short(string hash) => hash.Length <= 20 ? hash : $"{hash[..8]}{Nbsp}…{Nbsp}{hash[^8..]}";

    // A year or a version has no thousands.
    private static string Figure(int value) => value.ToString(CultureInfo.InvariantCulture);
}
