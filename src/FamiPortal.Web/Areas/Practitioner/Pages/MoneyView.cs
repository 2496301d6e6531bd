using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>
/// The money of an assessment, cut by how sure it is. A part that pays as a whole is as sure as its least sure indicator; one
/// that pays each indicator is cut indicator by indicator, none surer than the part it requires.
/// </summary>
public sealed class MoneyView
{
    private readonly Dictionary<InkState, decimal> sums;

    private MoneyView(IReadOnlyList<PartMoney> parts)
    {
        Parts = parts;
        sums = PartMoney.Order.ToDictionary(state => state, state => parts.Sum(part => part.Sum(state)));
        Total = parts.Sum(part => part.Lines.Sum(line => line.Euros));
    }

    public IReadOnlyList<PartMoney> Parts { get; }

    public decimal Secured => Sum(InkState.Ok);

    public decimal Waiting => Sum(InkState.Wait);

    public decimal ToTransmit => Sum(InkState.Draft);

    public decimal ToWin => Sum(InkState.Todo);

    public decimal Missed => Sum(InkState.Bad);

    /// <summary>What is secured, or will be without another answer.</summary>
    public decimal Expected => Secured + Waiting + ToTransmit;

    public decimal Total { get; }

    /// <param name="assessment">Explained.</param>
    /// <param name="indicators">As they stand.</param>
    /// <param name="isOver">Entry has ended: nothing can be won any more.</param>
    /// <param name="isSettled">The amounts are computed: what no fund has accepted will not be.</param>
    public static MoneyView Of(Assessment assessment, IReadOnlyList<IndicatorView> indicators, bool isOver = false, bool isSettled = false)
    {
        var parts = new List<PartMoney>();
        foreach (var result in assessment.Parts)
        {
            List<IndicatorView> own = [.. indicators.Where(view => view.Indicator.Part == result.Part)];
            var gate = parts.FirstOrDefault(part => part.Part == result.Part.Requires)?.Worst ?? InkState.Ok;
            List<MoneyLine> lines = result.Part.Rule switch
            {
                PartRule.AllRequired => [new(assessment.RuleSet.Euros(result.Part.Worth), Worst([gate, .. own.Select(Sureness)]))],
                PartRule.Each => [.. own.Select(view => new MoneyLine(assessment.RuleSet.Euros(view.Indicator.Worth), Worst([gate, Sureness(view)])))],
            };
            parts.Add(new PartMoney(result.Part, result, own, lines, Worst([gate, .. own.Select(Sureness)])));
        }

        return new MoneyView(parts);

        // A refused document, or an answer that doesn't count, can be replaced while entry is open: that money is to be won. A measure can't.
        InkState Sureness(IndicatorView view) => view.State switch
        {
            InkState.Bad when !isOver && view.Indicator.Form.Count > 0 => InkState.Todo,
            InkState.Todo when isOver => InkState.Bad,
            InkState.Wait when isSettled => InkState.Bad,
            var state => state,
        };
    }

    public decimal Sum(InkState state) => sums[state];

    private static InkState Worst(IEnumerable<InkState> states) => states.MaxBy(Doubt);

    private static int Doubt(InkState state) => state switch
    {
        InkState.Ok => 0,
        InkState.Wait => 1,
        InkState.Draft => 2,
        InkState.Info => 2,
        InkState.Todo => 3,
        InkState.Bad => 4,
    };
}

/// <summary>A sum and how sure it is.</summary>
public sealed record MoneyLine(decimal Euros, InkState State);

/// <summary>The money of a part, and the indicators that bring it.</summary>
public sealed record PartMoney(
    Part Part, PartResult Result, IReadOnlyList<IndicatorView> Indicators, IReadOnlyList<MoneyLine> Lines, InkState Worst)
{
    public static readonly InkState[] Order = [InkState.Ok, InkState.Wait, InkState.Draft, InkState.Todo, InkState.Bad];

    /// <summary>One sum for each state that has one, the surest first.</summary>
    public IEnumerable<MoneyLine> ByState => Order.Select(state => new MoneyLine(Sum(state), state)).Where(line => line.Euros > 0);

    public decimal Sum(InkState state) => Lines.Where(line => line.State == state).Sum(line => line.Euros);
}
