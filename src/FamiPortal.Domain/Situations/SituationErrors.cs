using System.Globalization;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Situations;

/// <summary>Why no situation can be assembled: the rules or the feeds are at fault, never the person.</summary>
public static class SituationErrors
{
    public static Problem NoRuleSet(string professionCode, int exercise) => new(
        "rules-missing",
        $"Les règles «\u00A0{professionCode}, exercice {exercise.ToString(CultureInfo.InvariantCulture)}\u00A0» ne sont pas chargées. Réessayez plus tard\u202F; si cela dure, prévenez l’administration du portail.");

    public static Problem Unreadable(SituationError error) => new(
        "situation-unreadable",
        $"Une donnée transmise par l’Assurance Maladie est inexploitable ({error.Path}\u00A0: {error.Message}). Aucune réponse n’est en cause\u00A0: prévenez l’administration du portail.",
        error.Path);
}
