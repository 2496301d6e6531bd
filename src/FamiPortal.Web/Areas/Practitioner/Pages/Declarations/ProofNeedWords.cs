using FamiPortal.Domain.Declarations;
using FamiPortal.Rules;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>Why a proof is asked for or not, in the practitioner's words.</summary>
public static class ProofNeedWords
{
    /// <summary>The fact, in a few bold words.</summary>
    public static string Fact(ProofNeed need) => need.Reason switch
    {
        ProofReason.Prefilled => "Aucun justificatif à envoyer",
        ProofReason.CarriedOver or ProofReason.Accepted => "Pièce justificative validée par la CPAM",
        _ => need.IsDeclared ? "Justificatif demandé" : "Si vous déclarez cet équipement, un justificatif sera demandé",
    };

    /// <summary>The reason, after a colon.</summary>
    public static string Reason(ProofNeed need) => need.Reason switch
    {
        ProofReason.Prefilled => "cet équipement est prérempli.",
        ProofReason.CarriedOver => $"acceptée pour l’exercice {need.Earlier?.Exercise}, elle reste valable pour la durée de la convention tant que vous ne changez pas d’éditeur.",
        ProofReason.Accepted => "elle restera valable pour la durée de la convention tant que vous ne changez pas d’éditeur.",
        ProofReason.Corrected => "votre réponse remplace la valeur préremplie.",
        ProofReason.EditorChanged => $"vous avez changé d’éditeur de logiciel depuis l’exercice {need.Earlier?.Exercise}{Before(need)}.",
        ProofReason.Expired => $"celui de l’exercice {need.Earlier?.Exercise} était valable jusqu’au {(need.Earlier?.ValidUntil is { } until ? French.Date(until) : "")}.",
        ProofReason.FirstYear => "c’est votre première année de déclaration.",
        ProofReason.NotPrefilled => "cet équipement n’est pas prérempli, et aucune pièce n’a encore été acceptée.",
    };

    private static string Before(ProofNeed need) =>
        need.Earlier?.SameWhileValues is { IsEmpty: false } answers
            ? $" (la pièce acceptée concernait {French.Join([.. answers.Paths.SelectMany(path => answers[path]).Where(text => text != "true").Distinct().Select(text => $"«{French.NoBreakSpace}{text}{French.NoBreakSpace}»")])})"
            : "";
}
