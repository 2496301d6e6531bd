namespace FamiPortal.Domain.Evidence;

/// <summary>
/// A file that seems to hold what must not be sent was not kept: its owner confirms that it does not, by sending it again with its
/// hash, or leaves it. The hash makes the confirmation that of this very file.
/// </summary>
public sealed record ConfirmationNeeded(string FileName, string Sha256, SensitiveFindings Findings)
    : Problem("evidence.sensitive", Words(EvidenceFileName.Clean(SensitiveContent.Mask(FileName)), Findings))
{
    private static string Words(string name, SensitiveFindings findings) =>
        $"«\u00A0{name}\u00A0» n’a pas été gardé\u00A0: il semble contenir {What(findings)}. Aucune donnée de patient ne doit être envoyée. "
        + "Masquez-la et déposez le document modifié\u202F; ou, si nous nous trompons, confirmez qu’il n’en contient pas et envoyez-le quand même.";

    private static string What(SensitiveFindings findings) => findings switch
    {
        SensitiveFindings.Nir => "un numéro de sécurité sociale",
        SensitiveFindings.MedicalWords => "des données médicales",
        _ => "un numéro de sécurité sociale et des données médicales",
    };
}
