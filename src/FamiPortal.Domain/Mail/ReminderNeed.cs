using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Situations;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Mail;

/// <summary>Whether a practitioner still has something to do before a campaign ends.</summary>
public static class ReminderNeed
{
    /// <summary>Days before the last day on which a reminder leaves.</summary>
    public static readonly IReadOnlyList<int> Milestones = [30, 10, 2];

    /// <summary>A portal that was down on the very day catches up on the next ones.</summary>
    private const int LateDaysMax = 2;

    /// <summary>The milestone of a day, or null when none is due.</summary>
    public static int? MilestoneOf(Campaign campaign, DateOnly today)
    {
        var left = ParisTime.DateOf(campaign.LastMinute).DayNumber - today.DayNumber;
        return left < 0 ? null : Milestones.Where(milestone => left <= milestone && milestone - left <= LateDaysMax).Select(milestone => (int?)milestone).Min();
    }

    /// <param name="declaration">With its transmissions and documents; null when never opened.</param>
    /// <param name="situation">What counts today: the last transmission, or what is known.</param>
    public static bool Of(Declaration? declaration, AssembledSituation situation)
    {
        if (declaration is not { IsTransmitted: true })
        {
            return declaration is { IsBegun: true } || !IsKnownToBeEnough(situation);
        }

        return declaration.HasUntransmittedChanges
            || situation.RuleSet.Indicators.SelectMany(indicator => indicator.Proofs).Any(proof => Lacks(proof, declaration, situation));
    }

    /// <summary>Declared, not accepted, not carried over, and nothing there for the fund to judge: missing, or refused.</summary>
    private static bool Lacks(Proof proof, Declaration declaration, AssembledSituation situation)
    {
        var facts = situation.Situation;
        return proof.NeededWith.Read(facts) is not null
            && proof.CarriedOver.Read(facts) is not true
            && proof.State.Read(facts) is not EnumerationValue { Code: "accepted" }
            && !declaration.Evidence.Any(use => use.ProofCode == proof.Code && use is { State: EvidenceUseState.Pending, IsInfected: false })
            && IsJudgedWithoutIt(proof, situation);
    }

    /// <summary>A rule may need no proof at all (prefilled, another way): only an indicator that is not achieved without it counts.</summary>
    private static bool IsJudgedWithoutIt(Proof proof, AssembledSituation situation)
    {
        var indicator = situation.RuleSet.Indicators.First(any => any.Proofs.Contains(proof));
        return situation.Assess(situation.Situation)[indicator.Code].Verdict != Verdict.Achieved;
    }

    /// <summary>What is due as a whole is achieved by what is known: nobody has to declare anything for it.</summary>
    private static bool IsKnownToBeEnough(AssembledSituation situation)
    {
        var assessment = situation.Assess(situation.Situation);
        var whole = assessment.Parts.Where(part => part.Part.Rule == PartRule.AllRequired).ToList();
        return whole.Count > 0 ? whole.All(part => part.IsComplete) : assessment.Indicators.All(result => result.Verdict == Verdict.Achieved);
    }
}
