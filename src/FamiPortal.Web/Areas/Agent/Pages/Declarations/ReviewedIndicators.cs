using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Desk;
using FamiPortal.Domain.Evidence;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;

namespace FamiPortal.Web.AgentArea;

/// <summary>How a transmitted declaration looks to those who judge it.</summary>
public static class ReviewedIndicators
{
    /// <summary>The ink of an indicator and the words that say it.</summary>
    public static (InkState State, string Words) Ink(this ReviewedDeclaration review, IndicatorResult result)
    {
        var uses = review.Evidence.Where(use => use.IndicatorCode == result.Indicator.Code).ToList();
        return result switch
        {
            _ when uses.Any(review.IsBlind) => (InkState.Wait, "en relecture"),
            { Neutralisation: not null } => (InkState.Ok, "neutralisé, compte comme atteint"),
            { Verdict: Verdict.Achieved } => (InkState.Ok, "atteint"),
            { Verdict: Verdict.AwaitingEvidence } => uses.Any(use => use.IsWaitingForFund)
                ? (InkState.Wait, "justificatif en attente")
                : uses.Any(use => use.State == EvidenceUseState.Asked) ? (InkState.Draft, "complément demandé")
                : (InkState.Todo, "justificatif non déposé"),
            _ when uses.Any(use => use.State == EvidenceUseState.Rejected) => (InkState.Bad, "justificatif refusé"),
            { Indicator.Form: { Count: > 0 } form } when !form.Any(field => review.Transmission.Answers.Has(field.Path.Text)) => (InkState.Todo, "non déclaré"),
            _ when review.IsUnmeasured(result) => (InkState.Todo, "pas encore mesuré"),
            _ => (InkState.Bad, "non atteint"),
        };
    }

    /// <summary>Indicators that nothing has come for yet: what depends on them may still be due.</summary>
    public static IReadOnlyList<Indicator> Unmeasured(this ReviewedDeclaration review) =>
        [.. review.Assessment.Indicators.Where(review.IsUnmeasured).Select(result => result.Indicator)];

    /// <summary>As the practitioner reads it while entry is open, and on until the settlement: nothing to answer, and a value may still come.</summary>
    private static bool IsUnmeasured(this ReviewedDeclaration review, IndicatorResult result) =>
        result is { Verdict: Verdict.NotAchieved, Neutralisation: null, Indicator.Form.Count: 0 } && !review.Declaration.Campaign.IsSettled
        && !review.Known(result.Indicator).Any(known => known.AsOf is not null);

    /// <summary>The transmitted answers that a proof is about: those beside its state, or the whole indicator's.</summary>
    public static IEnumerable<(string Question, string Answer, string? Source)> Declared(this ReviewedDeclaration review, Indicator indicator, Proof proof)
    {
        var answered = indicator.Form.Where(field => review.Transmission.Answers.Has(field.Path.Text)).ToList();
        var about = answered.Where(field => field.Path.Text.StartsWith(proof.NeededWith.Text, StringComparison.Ordinal)).ToList();
        return (about.Count > 0 ? about : answered)
            .Select(field => (field.Label, KnownValue.Read(field.Path, review.Situation.Situation)))
            .Select(pair => (pair.Label, pair.Item2.Value, pair.Item2.Source.StartsWith(FundEntry.Mark, StringComparison.Ordinal) ? pair.Item2.Source : null));
    }

    /// <summary>What a document was given for; a letter that an agent typed from proves nothing by itself.</summary>
    public static string LabelOf(this RuleSet? ruleSet, string proofCode) =>
        proofCode == EvidenceUse.LetterCode ? "Courrier du professionnel" : ruleSet?.FindProof(proofCode)?.Label ?? proofCode;

    public static string LabelOf(this DeclarationToDecide review, string proofCode) => review.RuleSet.LabelOf(proofCode);

    /// <summary>What the administration knew beforehand about an indicator, with its source and date.</summary>
    public static IEnumerable<KnownValue> Known(this ReviewedDeclaration review, Indicator indicator) =>
        (review.Assessment[indicator.Code].Explanation?.Flatten() ?? [])
            .SelectMany(node => node.Known)
            .Where(value => value.Origin != FactOrigin.Declared)
            .DistinctBy(value => value.Path);

    /// <summary>In place of a first decision that this agent must not see.</summary>
    public static (InkState State, string Icon, string Words) InSecondLook => (InkState.Wait, "", "En relecture");

    public static (InkState State, string Icon, string Words) Badge(this QueueRow row) => row.IsBlind ? InSecondLook : row.State.Badge();

    public static (InkState State, string Icon, string Words) Badge(this EvidenceUseState state) => state switch
    {
        EvidenceUseState.Pending => (InkState.Wait, "", "En attente"),
        EvidenceUseState.Accepted => (InkState.Ok, "seal", "Accepté"),
        EvidenceUseState.Rejected => (InkState.Bad, "x", "Refusé"),
        EvidenceUseState.Asked => (InkState.Draft, "pencil", "Complément demandé"),
        EvidenceUseState.Withdrawn => (InkState.Todo, "", "Retiré"),
    };
}
