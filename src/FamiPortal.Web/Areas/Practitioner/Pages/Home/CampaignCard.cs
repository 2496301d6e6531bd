using FamiPortal.Domain;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Practitioners;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>A campaign under way on the first page: what it is worth today, and the shortest way to more.</summary>
public sealed class CampaignCard
{
    private CampaignCard(CurrentCampaign current, RuleSet ruleSet, Standing standing, DateTime now)
    {
        Current = current;
        RuleSet = ruleSet;
        Indicators = IndicatorView.All(standing);
        Money = MoneyView.Of(standing.Assessment, Indicators, isOver: !current.IsOpen && !current.IsToCome, Campaign.IsSettled);
        DaysLeft = ParisTime.DateOf(Campaign.LastMinute).DayNumber - ParisTime.DateOf(now).DayNumber;
        Gains = current is { IsOpen: true, Situation: { } situation }
            ? GainView.All(situation.Advise(ParisTime.DateOf(now), ParisTime.DateOf(Campaign.LastMinute)), ruleSet.Exercise, Indicators)
            : [];
    }

    public CurrentCampaign Current { get; }

    public Campaign Campaign => Current.Campaign;

    public Declaration? Declaration => Current.Declaration;

    public RuleSet RuleSet { get; }

    public IReadOnlyList<IndicatorView> Indicators { get; }

    public MoneyView Money { get; }

    public IReadOnlyList<GainView> Gains { get; }

    public int DaysLeft { get; }

    /// <summary>What the fund asked for and still waits for.</summary>
    public IReadOnlyList<EvidenceUse> Asked => [.. (Declaration?.Evidence ?? []).Where(use => use.State == EvidenceUseState.Asked && Campaign.AcceptsDecisions)];

    /// <summary>What the fund entered in the practitioner's place.</summary>
    public IReadOnlyList<IndicatorView> EnteredByFund => [.. Indicators.Where(view => view.EnteredByFund is not null)];

    /// <summary>« 5 indicateurs renseignés sur 8 »; once entry is over, how many are achieved.</summary>
    public string CountWords
    {
        get
        {
            var (count, done) = Current.IsOpen || Current.IsToCome
                ? (Indicators.Count(view => view.State != InkState.Todo), "renseigné")
                : (Indicators.Count(view => view.IsAchieved), "atteint");
            return $"{count} {(count > 1 ? $"indicateurs {done}s" : $"indicateur {done}")} sur {Indicators.Count}";
        }
    }

    public bool HasSomethingToTransmit =>
        Current.IsOpen && Declaration is { HasUntransmittedChanges: true } started && (started.IsTransmitted || started.IsBegun);

    /// <summary>Nothing has come yet of what is measured for them.</summary>
    public IReadOnlyList<IndicatorView> Unmeasured => [.. Indicators.Where(view => view.AwaitsMeasure)];

    /// <summary>
    /// What is to be answered for a part that is due as a whole and of which something is not measured yet: no action brings its amount today,
    /// so that none of the gains names it. Nothing while nothing can be answered.
    /// </summary>
    public IReadOnlyList<(string Part, IReadOnlyList<IndicatorView> ToAnswer)> HeldByMeasures => !Current.IsOpen ? [] :
    [
        .. from part in Money.Parts
           where part.Part.Rule == PartRule.AllRequired && part.Indicators.Any(view => view.AwaitsMeasure)
           let toAnswer = part.Indicators.Where(view => view is { State: InkState.Todo, AwaitsMeasure: false }).ToList()
           where toAnswer.Count > 0
           select (part.Part.Label, (IReadOnlyList<IndicatorView>)toAnswer),
    ];

    /// <summary>« … si votre caisse accepte vos documents, », or nothing when all is secured or to be won.</summary>
    public string ExpectedWords => (Money.ToTransmit > 0, Money.Waiting > 0) switch
    {
        (true, _) => $"{French.ShortMoney(Money.Expected)} une fois transmis, et validé s’il y a lieu par votre caisse, ",
        (false, true) => $"{French.ShortMoney(Money.Expected)} si votre caisse accepte vos documents, ",
        _ => "",
    };

    /// <summary>The parts that pay all or nothing, by their labels.</summary>
    public IReadOnlyList<string> DueAsAWhole => [.. Money.Parts.Where(part => part.Part.Rule == PartRule.AllRequired).Select(part => part.Part.Label)];

    /// <summary>What is due as a whole is achieved by what is known: no declaration is needed for it.</summary>
    public bool HasNothingToTransmit => Current.IsOpen && Declaration is null or { IsTransmitted: false, IsBegun: false }
        && Money.Parts.Where(part => part.Part.Rule == PartRule.AllRequired).ToList() is { Count: > 0 } whole && whole.All(part => part.Result.IsComplete);

    public (InkState State, string Words) Phase => (Campaign.State, Current.IsOpen) switch
    {
        (_, true) => (InkState.Ok, "Saisie ouverte"),
        (CampaignState.Settled, _) => (InkState.Wait, "Montants calculés, bientôt publiés"),
        _ when Current.IsToCome => (InkState.Todo, "Saisie à venir"),
        _ => (InkState.Wait, "Saisie fermée"),
    };

    /// <summary>Null when the rules or the feeds are at fault: the page then says so.</summary>
    public static CampaignCard? Of(CurrentCampaign current, Practitioner practitioner, DateTime now) =>
        current.RuleSet is { } ruleSet && Standing.Of(current, practitioner) is { } standing ? new CampaignCard(current, ruleSet, standing, now) : null;
}
