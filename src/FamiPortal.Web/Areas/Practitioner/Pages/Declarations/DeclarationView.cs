using System.Diagnostics.CodeAnalysis;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Software;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>The declaration page, whatever the profession: everything comes from the rule set and the estimate.</summary>
public sealed class DeclarationView
{
    private readonly OpenedDeclaration opened;

    /// <param name="opened">The declaration with its estimate.</param>
    /// <param name="typed">What was typed and could not be saved; null to show what is saved.</param>
    /// <param name="software">The products that a field for a software proposes.</param>
    public DeclarationView(OpenedDeclaration opened, Answers? typed = null, IReadOnlyList<SoftwareProduct>? software = null)
    {
        this.opened = opened;
        Software = software ?? [];
        Standing = Standing.Of(opened);
        Shown = typed ?? Standing.Answers;
        Indicators = IndicatorView.All(Standing);
        Money = MoneyView.Of(opened.Estimate, Indicators, isOver: !opened.IsEditable, Campaign.IsSettled);
        Missing = [.. Indicators.SelectMany(MissingIn)];
    }

    public Declaration Declaration => opened.Declaration;

    public Campaign Campaign => Declaration.Campaign;

    public RuleSet RuleSet => opened.RuleSet;

    public bool IsEditable => opened.IsEditable;

    public Standing Standing { get; }

    /// <summary>Answers in the fields: the saved ones, or what was typed and refused.</summary>
    public Answers Shown { get; }

    /// <summary>What the form is built from: the saved answers, unless it shows others.</summary>
    [AllowNull]
    public AnswerMarks Marks { get => field ??= AnswerMarks.Of(Standing.Answers); init; }

    public IReadOnlyList<IndicatorView> Indicators { get; }

    public MoneyView Money { get; }

    /// <summary>What is still to be done, each with the place where it is done.</summary>
    public IReadOnlyList<MissingPoint> Missing { get; }

    public IReadOnlyList<SoftwareProduct> Software { get; }

    /// <summary>Answers of an earlier exercise that one click takes up.</summary>
    public IReadOnlyList<EarlierAnswers> Proposed => opened.Proposed;

    public EarlierTransmission? Earlier => opened.Earlier;

    /// <summary>What the draft changes in what was last transmitted.</summary>
    public IReadOnlyList<AnswerChange> Changes => field ??= new TransmittedVersions(Declaration, RuleSet).DraftChanges;

    public IReadOnlyList<EvidenceUse> NewDocuments => field ??= new TransmittedVersions(Declaration, RuleSet).DraftDocuments;

    /// <summary>Nothing was ever declared: only what is known counts, without any transmission.</summary>
    public bool HasDeclaredNothing => Declaration.Answers.IsEmpty && !Declaration.IsTransmitted && NewDocuments.Count == 0;

    /// <summary>Nothing was declared, and nothing needs to be: what is due as a whole is achieved by what is known.</summary>
    public bool HasNothingToTransmit => HasDeclaredNothing
        && Money.Parts.Where(part => part.Part.Rule == PartRule.AllRequired).ToList() is { Count: > 0 } whole && whole.All(part => part.Result.IsComplete);

    /// <summary>« 2 éléments à voir », wherever it is said; « points » are what doctors are paid by.</summary>
    public string MissingWords => Missing.Count switch { 0 => "tout est renseigné", 1 => "1 élément à voir", var count => $"{count} éléments à voir" };

    public IReadOnlyList<Correction> CorrectionsOf(Indicator indicator) => Corrections.Of(indicator, opened.Situation.Situation);

    public ProofNeed NeedOf(Indicator indicator, Proof proof) => opened.NeedOf(indicator, proof);

    public MeasuredDetail? DetailOf(IndicatorView view) => MeasuredDetail.Of(view, opened.Situation.Situation);

    /// <summary>Documents of this declaration that could serve a proof that still waits for one.</summary>
    public IReadOnlyList<EvidenceDocument> ReusableFor(ProofView view) => view.IsMissing || view.IsRefused
        ? [.. Standing.Evidence.Where(use => use.State is EvidenceUseState.Pending or EvidenceUseState.Accepted && use.ProofCode != view.Proof.Code)
            .Select(use => use.Document).DistinctBy(document => document.Id)]
        : [];

    /// <summary>What the catalogue says of a software that was named; nothing to say while the catalogue is empty.</summary>
    public IEnumerable<(string Typed, SoftwareProduct? Product)> NamedSoftware(Indicator indicator) => Software.Count == 0 ? [] : indicator.Form
        .Where(field => field.Control == FormControl.Software).SelectMany(field => Standing.Answers[field.Path.Text]).Distinct()
        .Select(typed => (typed, Software.FirstOrDefault(product => product.Key == SoftwareProduct.KeyOf(typed))));

    private static IEnumerable<MissingPoint> MissingIn(IndicatorView view)
    {
        if (Completeness.Missing(view.Indicator, view.Answers).ToList() is { Count: > 0 } problems)
        {
            return problems.Select(problem => Point(
                view, view.Indicator.Form.First(field => field.Path.Text == problem.Field) is var field ? Links.Anchor(field) : view.Anchor, $"renseignez «\u00A0{field.Label}\u00A0»"));
        }

        return view.State switch
        {
            InkState.Todo when view.HasUnansweredDocument => [Point(view, view.Anchor, "un document est déposé\u00A0: répondez pour qu’il compte")],
            InkState.Todo when view.IsBegun && view.Proofs.FirstOrDefault(proof => proof.IsMissing) is { } proof => [Point(view, Links.Anchor(proof.Proof), "joignez le justificatif")],
            InkState.Bad when view.Proofs.FirstOrDefault(proof => proof.IsRefused) is { } proof => [Point(view, Links.Anchor(proof.Proof), "remplacez le document refusé")],
            InkState.Bad when view.IsBegun => [Point(view, view.Anchor, "votre réponse ne valide pas l’indicateur")],
            InkState.Todo when !view.IsBegun && !view.AwaitsMeasure => [Point(view, view.Anchor, view.Indicator.Part.Rule == PartRule.AllRequired ? $"à renseigner, sans quoi « {view.Indicator.Part.Label} » n’est pas dû" : "à renseigner, si cela vous concerne")],
            _ => [],
        };
    }

    private static MissingPoint Point(IndicatorView view, string anchor, string what) => new(anchor, $"{view.Indicator.Number}. {view.Indicator.Label}", what);
}

/// <summary>The parts of a declaration, or some of what they show.</summary>
/// <param name="Page">The declaration.</param>
/// <param name="IsWhole">False for what autosave.js takes over after each answer, and no more.</param>
/// <param name="Proof">Its documents alone; null for everything.</param>
public sealed record PartsView(DeclarationView Page, bool IsWhole = true, ProofView? Proof = null);

/// <param name="Anchor">Id of the place.</param>
/// <param name="Label">The indicator.</param>
/// <param name="What">What to do, in a few words.</param>
public sealed record MissingPoint(string Anchor, string Label, string What);
