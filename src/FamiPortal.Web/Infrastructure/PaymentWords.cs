using FamiPortal.Domain;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Rules;

namespace FamiPortal.Web.Infrastructure;

/// <summary>What is said of a rule set and of its payment on several screens.</summary>
public static class PaymentWords
{
    /// <summary>« au cours du deuxième trimestre 2026 », as the guide says it: no longer once entry stays open after the day that the guide counts from.</summary>
    public static string When(Campaign campaign, RuleSet ruleSet)
    {
        var lastDay = ParisTime.DateOf(campaign.LastMinute);
        var isLate = ruleSet.Window.ClosesOn is { } closesOn
            ? lastDay > closesOn
            : lastDay.AddDays(ruleSet.PaymentDays).Year > ruleSet.Exercise + 1; // a guide without dates promises the year that follows
        return isLate ? "après la fin de la saisie et le calcul" : ruleSet.PaidWhen;
    }

    /// <summary>« FAMI 2025, Forfait d’aide… »; once where the title says the allowance already.</summary>
    public static string TitleAndAllowance(this RuleSet ruleSet) =>
        ruleSet.Title.StartsWith(ruleSet.Allowance, StringComparison.OrdinalIgnoreCase) ? ruleSet.Title : $"{ruleSet.Title}, {ruleSet.Allowance}";
}
