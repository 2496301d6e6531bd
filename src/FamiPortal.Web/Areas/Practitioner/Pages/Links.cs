using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure.TagHelpers;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>
/// Addresses of the practitioner's area. An exercise names a campaign: nobody has two in a year, and no id is there to be
/// tried. (The namespace differs from the folder: <c>Areas</c> and <c>Practitioner</c> are names of types.)
/// </summary>
public static class Links
{
    public const string Home = "/mon-espace";

    public static string Declaration(int exercise) => $"/declarations/{exercise}";

    public static string Indicator(int exercise, Indicator indicator) => $"{Declaration(exercise)}#{Anchor(indicator)}";

    public static string Transmit(int exercise) => $"{Declaration(exercise)}/transmettre";

    /// <summary>Where a script sends one document at a time.</summary>
    public static string Documents(int exercise) => $"{Declaration(exercise)}/documents";

    public static string Receipt(int exercise, int number) => $"{Declaration(exercise)}/accuse/{number}";

    public static string ReceiptPdf(int exercise, int number) => $"{Receipt(exercise, number)}.pdf";

    public static string Autosave(int exercise) => $"{Declaration(exercise)}?handler=autosave";

    public static string Transmissions(int exercise) => $"{Declaration(exercise)}/transmissions";

    public static string Compare(int exercise, int from, int to) => $"{Transmissions(exercise)}/comparer?de={from}&a={to}";

    public static string Complement(int exercise, Guid evidenceUseId) => $"{Declaration(exercise)}/complement/{evidenceUseId}";

    public static string SituationPdf(int exercise) => $"{Declaration(exercise)}/situation.pdf";

    public static string EditorAttestation(int exercise, Proof proof) => $"{Declaration(exercise)}/attestation-editeur/{proof.Code}.pdf";

    public static string Statement(int exercise) => $"/remunerations/{exercise}";

    public static string StatementPdf(int exercise) => $"{Statement(exercise)}/releve.pdf";

    public static string Proof(int exercise) => $"{Statement(exercise)}/preuve.json";

    public static string Messages(int exercise) => $"{Declaration(exercise)}/messages";

    public static string Contests(int exercise) => $"/contestations/{exercise}";

    public static string Contest(int exercise, string path) => $"{Declaration(exercise)}/contester?fait={Uri.EscapeDataString(path)}";

    public const string Views = "/mon-espace/consultations";

    public const string OwnDocuments = "/mon-espace/documents";

    public static string Evidence(Guid documentId) => $"/justificatifs/{documentId}";

    public static string Anchor(Indicator indicator) => $"i{indicator.Number}";

    /// <summary>The id of the very control, as the field helper derives it from the name.</summary>
    public static string Anchor(FormField field) => FieldTagHelper.IdOf(field.Path.Text);

    public static string Anchor(Proof proof) => FieldTagHelper.IdOf(FileName(proof));

    /// <summary>Name of the control that sends a document for this proof.</summary>
    public static string FileName(Proof proof) => $"document.{proof.Code}";
}
