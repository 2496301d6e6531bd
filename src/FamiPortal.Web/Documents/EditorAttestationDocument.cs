using System.Globalization;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Practitioners;
using FamiPortal.Domain.Software;
using FamiPortal.Rules;

namespace FamiPortal.Web.Documents;

/// <summary>
/// What an editor of software signs instead of an invoice, with the practitioner and the software filled in from the draft and the
/// catalogue; what neither says is left to be written by hand.
/// </summary>
public static class EditorAttestationDocument
{
    private const string ToFill = "………………………………";

    public static PrintedDocument From(
        EditorAttestation attestation, RuleSet ruleSet, Practitioner practitioner, Answers answers, IReadOnlyList<SoftwareProduct> known, DateTime now)
    {
        var software = attestation.Software.Select(path => answers.ValueOf(path.Text)).OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase).DefaultIfEmpty(ToFill).ToList();
        var acquired = attestation.AcquiredOn is { } path
            && DateOnly.TryParseExact(answers.ValueOf(path.Text), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? French.Date(day)
                : ToFill;
        return new PrintedDocument
        {
            Title = "Attestation de conformité de l’éditeur",
            Subtitle = char.ToUpperInvariant(attestation.About[0]) + attestation.About[1..],
            Issuer = ["À établir sur papier à en-tête de l’éditeur"],
            Reference = $"{ruleSet.Title}, modèle",
            Author = "FamiPortal",
            Subject = $"Modèle d’attestation à faire signer par l’éditeur, {ruleSet.Title}",
            CreatedUtc = now,
            Blocks =
            [
                new Note(Ink.Neutral, "Ce modèle n’est pas encore un justificatif.", "Il le devient une fois complété, daté et signé par l’éditeur. Déposez-le ensuite avec votre déclaration."),
                new Heading(2, "À l’attention de"),
                new KeyValues(
                [
                    new("Professionnel de santé", practitioner.DisplayName),
                    new("Numéro RPPS", practitioner.Rpps.ToString()),
                    new("Profession", ruleSet.Profession.Label),
                    new("Adresse du cabinet", ToFill),
                ]),
                .. software.Select(name => Software(attestation, name, known.FirstOrDefault(product => product.Key == SoftwareProduct.KeyOf(name)), acquired)),
                .. attestation.Remarks.Select(remark => new Paragraph(remark, Small: true)),
                new KeepTogether(
                [
                    new Heading(2, "Signatures"),
                    new KeyValues(
                    [
                        new("Fait le", ToFill),
                        new("Cachet et signature de l’éditeur", "\n\n"),
                        new("Tampon ou signature du praticien", "\n\n"),
                    ]),
                ]),
            ],
        };
    }

    private static KeepTogether Software(EditorAttestation attestation, string name, SoftwareProduct? product, string acquired) => new(
    [
        new Heading(2, name == ToFill ? "Logiciel" : $"Logiciel {name}"),
        new KeyValues(
        [
            new("Éditeur", product?.Editor ?? ToFill),
            new("Nom du logiciel", product?.Name ?? name),
            new("Version commerciale", product?.Version ?? ToFill),
            new("Acquis le", acquired),
        ]),
        .. attestation.Statements.Select(text => new Paragraph(Fill(text, name))),
        .. attestation.Choices.Select(text => new Paragraph($"[\u2002\u2002] {Fill(text, name)}")),
    ]);

    private static string Fill(string text, string name) => text.Replace(EditorAttestation.SoftwarePlace, name, StringComparison.Ordinal);
}
