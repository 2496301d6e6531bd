using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Declarations;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>The declaration page, whatever the profession: everything comes from the rule set and the estimate.</summary>
public sealed class DeclarationView
{
    private readonly OpenedDeclaration opened;

    /// <param name="opened">The declaration with its estimate.</param>
    /// <param name="typed">What was typed and could not be saved; null to show what is saved.</param>
    public DeclarationView(OpenedDeclaration opened, Answers? typed = null)
    {
        this.opened = opened;
        Standing = Standing.Of(opened);
        Shown = typed ?? Standing.Answers;
        Indicators = IndicatorView.All(Standing);
        Money = MoneyView.Of(opened.Estimate, Indicators);
        Missing = [.. Indicators.SelectMany(MissingIn)];
    }

    public Declaration Declaration => opened.Declaration;

    public Campaign Campaign => Declaration.Campaign;

    public RuleSet RuleSet => opened.RuleSet;

    public bool IsEditable => opened.IsEditable;

    public Standing Standing { get; }

    /// <summary>Answers in the fields: the saved ones, or what was typed and refused.</summary>
    public Answers Shown { get; }

    public IReadOnlyList<IndicatorView> Indicators { get; }

    public MoneyView Money { get; }

    /// <summary>What is still to be done, each with the place where it is done.</summary>
    public IReadOnlyList<MissingPoint> Missing { get; }

    public bool HasSeveralProofs => RuleSet.Indicators.SelectMany(indicator => indicator.Proofs).Skip(1).Any();

    /// <summary>Names of software that the person has typed already: what is known to propose.</summary>
    public IEnumerable<string> KnownSoftware => RuleSet.Indicators.SelectMany(indicator => indicator.Form)
        .Where(asked => asked.Control == FormControl.Software).SelectMany(asked => Standing.Answers[asked.Path.Text]).Distinct();

    /// <summary>Fields where what was typed here differs from what is saved, in the form's order.</summary>
    public IReadOnlyList<TypedDifference> DifferencesWithSaved()
    {
        var differing = Shown.DifferencesWith(Standing.Answers);
        return [.. RuleSet.Indicators.SelectMany(indicator => indicator.Form.Select(field => (indicator, field)))
            .Where(pair => differing.Contains(pair.field.Path.Text))
            .Select(pair => new TypedDifference(
                pair.indicator, pair.field, AnswerWords.Of(pair.field, Shown[pair.field.Path.Text]), AnswerWords.Of(pair.field, Standing.Answers[pair.field.Path.Text])))];
    }

    private static IEnumerable<MissingPoint> MissingIn(IndicatorView view)
    {
        if (Completeness.Missing(view.Indicator, view.Answers).ToList() is { Count: > 0 } problems)
        {
            return problems.Select(problem => Point(
                view, view.Indicator.Form.First(field => field.Path.Text == problem.Field) is var field ? Links.Anchor(field) : view.Anchor, $"renseignez «\u00A0{field.Label}\u00A0»"));
        }

        return view.State switch
        {
            InkState.Todo when view.Proofs.FirstOrDefault(proof => proof.IsMissing) is { } proof => [Point(view, Links.Anchor(proof.Proof), "joignez le justificatif")],
            InkState.Bad when view.Proofs.FirstOrDefault(proof => proof.IsRefused) is { } proof => [Point(view, Links.Anchor(proof.Proof), "remplacez le document refusé")],
            InkState.Bad when view.IsBegun => [Point(view, view.Anchor, "votre réponse ne valide pas l’indicateur")],
            InkState.Todo when !view.IsBegun => [Point(view, view.Anchor, "à renseigner, si vous êtes concerné")],
            _ => [],
        };
    }

    private static MissingPoint Point(IndicatorView view, string anchor, string what) => new(anchor, $"{view.Indicator.Number}. {view.Indicator.Label}", what);
}

/// <param name="Anchor">Id of the place.</param>
/// <param name="Label">The indicator.</param>
/// <param name="What">What to do, in a few words.</param>
public sealed record MissingPoint(string Anchor, string Label, string What);

/// <summary>A field that two tabs answered differently, in words; an empty text is no answer.</summary>
public sealed record TypedDifference(Indicator Indicator, FormField Field, string Here, string Saved);
