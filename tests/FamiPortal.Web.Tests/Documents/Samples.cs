using FamiPortal.Web.Documents;
using FamiPortal.Web.Documents.Pdf;

namespace FamiPortal.Web.Tests.Documents;

/// <summary>Fictional people, software and sums.</summary>
internal static class Samples
{
    public const string Hash = "9f2c61d07be413aa5e08c7b2d91f46300a8be57c2f1dd3946b70c58ee41a0c58";

    public static PrintedDocument Document(params Block[] blocks) => new()
    {
        Title = "Document d’essai",
        Issuer = ["Caisse d’essai"],
        Reference = "ESSAI-2026-0001",
        Author = "Caisse d’essai",
        Subject = "Un document d’essai",
        CreatedUtc = new DateTime(2026, 2, 17, 13, 7, 32, DateTimeKind.Utc),
        Blocks = blocks,
    };

    public static ReceiptContent Receipt() => new()
    {
        FundName = "CPAM d’Exempleville",
        FundContact = ["12, rue de l’Exemple", "99000 Exempleville"],
        PractitionerName = "Camille Exemple",
        Rpps = "99000000417",
        Profession = "Profession d’essai",
        Exercise = 2025,
        Scheme = "Forfait d’aide à la modernisation et à l’informatisation du cabinet professionnel (FAMI)",
        TransmissionNumber = "FP-2025-XX-000417",
        Version = 2,
        ReplacesUtc = new DateTime(2026, 1, 21, 17, 42, 0, DateTimeKind.Utc),
        TransmittedUtc = new DateTime(2026, 2, 17, 13, 7, 32, DateTimeKind.Utc),
        CreatedUtc = new DateTime(2026, 2, 17, 13, 7, 35, DateTimeKind.Utc),
        Indicators =
        [
            new(
                "1",
                "Logiciel métier compatible DMP (dossier médical partagé)",
                [new("Logiciel métier", "Quenotte 7.2, Exempla Logiciels"), new("Logiciel DMP", "Cœur de dossier – édition «\u00a0libérale\u00a0»"), new("Acquis le", "14/03/2025")],
                true,
                [new("facture-quenotte.pdf", 85_412, Hash), new("attestation de l’éditeur (mai 2025).pdf", 1_468_006, Hash)]),
            new("2", "Facturation SESAM-Vitale à jour", [], null, [], "Mesuré par l’Assurance Maladie"),
            new("3", "Taux de télétransmission", [], null, [], "Mesuré par l’Assurance Maladie"),
            new("4", "Messagerie sécurisée de santé", [new("Boîte aux lettres", "Boîte du titulaire du cabinet")], true, []),
            new("5", "Prise en charge coordonnée", [new("Mode d’exercice", "CPTS (communauté professionnelle territoriale de santé)"), new("Réunions dans l’année", "4")], true, [new("compte-rendu.pdf", 901, Hash)]),
            new("6", "Accueil d’un étudiant", [], false, []),
        ],
        Attestations =
        [
            new(
                "J’atteste avoir satisfait aux conditions des indicateurs déclarés pour le forfait d’aide à la modernisation et à l’informatisation du cabinet professionnel et m’engage à tenir à disposition de l’Assurance Maladie tout document justifiant de leur atteinte.",
                "2025-1",
                Hash,
                new DateTime(2026, 2, 17, 13, 7, 29, DateTimeKind.Utc)),
            new("J’atteste être titulaire de la boîte aux lettres déclarée, ou agir avec l’accord de son titulaire.", "2025-1", Hash),
        ],
        NextTurn = "Votre caisse vérifie vos documents.",
        NextStep = "Vous n’avez plus rien à faire. Vous pouvez encore corriger votre déclaration jusqu’au lundi 2 mars 2026 à 23\u00a0h\u00a059, heure de Paris\u00a0: cette version reste valable tant que vous n’en transmettez pas une autre.",
    };

    public static StatementContent Statement() => new()
    {
        FundName = "CPAM d’Exempleville",
        FundContact = ["12, rue de l’Exemple", "99000 Exempleville"],
        PractitionerName = "Camille Exemple",
        Rpps = "99000000417",
        Profession = "Profession d’essai",
        Exercise = 2025,
        Scheme = "Forfait d’aide à la modernisation et à l’informatisation du cabinet professionnel (FAMI)",
        StatementNumber = "RV-2025-XX-000417",
        CreatedUtc = new DateTime(2026, 4, 29, 6, 0, 0, DateTimeKind.Utc),
        SettledUtc = new DateTime(2026, 4, 8, 15, 30, 0, DateTimeKind.Utc),
        Amount = 1_240.50m,
        Calculation =
        [
            new("Indicateurs socles", "Les 5 indicateurs sont atteints", 590.50m),
            new("Prise en charge coordonnée", "Le socle est atteint", 300m),
            new("Accueil d’un étudiant", "Une période à temps plein", 350m),
            new("Équipement de vidéotransmission", "Non atteint", 0m),
        ],
        Indicators =
        [
            new("1", "Logiciel métier compatible DMP", StatementStatus.Achieved, "Guide FAMI 2025, 1.1", Reason: "Facture acceptée par votre caisse le 6 février 2026."),
            new("2", "Facturation SESAM-Vitale à jour", StatementStatus.Achieved, "Guide FAMI 2025, 1.2", Reason: "Version 1.40, addendum 8."),
            new("3", "Taux de télétransmission", StatementStatus.Achieved, "Guide FAMI 2025, 1.4", new StatementRate(2_310, 2_730, "actes"), "70\u202f%"),
            new("4", "Équipement de vidéotransmission", StatementStatus.NotAchieved, "Guide FAMI 2025, 3.2", Reason: "Aucune réponse\u00a0: cet indicateur est à déclarer chaque année."),
            new("5", "Prise en charge coordonnée", StatementStatus.AwaitingEvidence, "Guide FAMI 2025, 2.1", Reason: "Votre caisse n’a pas encore examiné le compte-rendu."),
        ],
        PaidOn = new DateOnly(2026, 4, 29),
        RuleSet = "profession-d-essai/2025, version 3",
        RuleSetSha256 = Hash,
        HowToContest = "Écrivez à votre caisse en nommant l’indicateur, la mesure que vous contestez et vos raisons, et joignez vos pièces. Votre caisse vous répond par écrit.",
        ContestableUntilUtc = new DateTime(2026, 6, 29, 21, 59, 0, DateTimeKind.Utc),
    };

    public static byte[] Render(PrintedDocument document)
    {
        using var output = new MemoryStream();
        new PdfSharpRenderer(PdfSharpRenderer.Agpl).Render(document, output);
        return output.ToArray();
    }
}
