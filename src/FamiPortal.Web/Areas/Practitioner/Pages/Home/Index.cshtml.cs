using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Practitioners;
using FamiPortal.Domain.Settlement;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>The practitioner's first page.</summary>
public sealed class HomeModel(PractitionerHome home, PractitionerNews news, DocumentViews views, RuleCatalogue catalogue, TimeProvider clock) : PageModel
{
    private const int Shown = 5;
    private const int ViewsShown = 3;

    public Practitioner Practitioner { get; private set; } = null!;

    public string Profession { get; private set; } = "";

    public IReadOnlyList<CampaignCard> Cards { get; private set; } = [];

    /// <summary>Campaigns under way that can't be assessed.</summary>
    public IReadOnlyList<Campaign> Unavailable { get; private set; } = [];

    public IReadOnlyList<PastCampaign> Past { get; private set; } = [];

    /// <summary>The latest documents; the others are one click away.</summary>
    public IReadOnlyList<EvidenceUse> Documents { get; private set; } = [];

    public int DocumentCount { get; private set; }

    public NewsView News { get; private set; } = null!;

    /// <summary>The last looks at a document.</summary>
    public DocumentViewPage Views { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!(await home.RunAsync(User.Actor(), cancellationToken)).TryGet(out var view))
        {
            return NotFound();
        }

        var now = clock.GetUtcNow().UtcDateTime;
        Practitioner = view.Practitioner;
        Profession = catalogue.FindProfession(Practitioner.ProfessionCode)?.Label ?? "Professionnel de santé";
        var cards = view.Current.Select(current => (current, Card: CampaignCard.Of(current, Practitioner, now))).ToList();
        Cards = [.. cards.Select(pair => pair.Card).OfType<CampaignCard>()];
        Unavailable = [.. cards.Where(pair => pair.Card is null).Select(pair => pair.current.Campaign)];
        Past = view.Past;
        var documents = DocumentsOf(view);
        (Documents, DocumentCount) = ([.. documents.Take(Shown)], documents.Count);
        News = await news.RunAsync(User.Actor(), cancellationToken);
        Views = await views.RunAsync(User.Actor(), size: ViewsShown, cancellationToken: cancellationToken);
        return Page();
    }

    /// <summary>The latest use of each document, newest first.</summary>
    public static IReadOnlyList<EvidenceUse> DocumentsOf(HomeView view) =>
    [
        .. view.Current.Select(current => current.Declaration).Concat(view.Past.Select(past => past.Declaration)).OfType<Declaration>()
            .SelectMany(declaration => declaration.Evidence).Where(use => use.State != EvidenceUseState.Withdrawn)
            .OrderByDescending(use => use.AttachedAt).DistinctBy(use => use.EvidenceDocumentId),
    ];

    /// <summary>The past exercise indicator by indicator: achieved or not, with the rate that was frozen.</summary>
    public IReadOnlyList<PastIndicator> IndicatorsOf(PastCampaign past) =>
        past.Result is { } result && catalogue.Find(past.Campaign.ProfessionCode, past.Campaign.Exercise) is { } ruleSet ? PastIndicator.All(ruleSet, result) : [];

    /// <summary>What happened, and to which indicator.</summary>
    public string LabelOf(News item) => item.Event.IndicatorOf(catalogue) is { } indicator
        ? $"{item.Event.LabelFor(User.Actor())}{French.NoBreakSpace}: {indicator}" : item.Event.LabelFor(User.Actor());

    public static string HrefOf(News item) => item.Event.Kind switch
    {
        AuditKinds.EvidenceAccepted or AuditKinds.EvidenceRefused or AuditKinds.ComplementAsked or AuditKinds.DecisionUndone => Links.Declaration(item.Exercise),
        AuditKinds.MessageSent => Links.Messages(item.Exercise),
        _ => Links.Contests(item.Exercise),
    };

    /// <summary>« 6 atteints sur 8 », from the frozen result.</summary>
    public static string AchievedOf(SettledAssessment result)
    {
        var statuses = result.ReadStatuses();
        return $"{Words.Count(statuses.Values.Count(status => status == Verdict.Achieved.Code()), "atteint", "atteints")} sur {statuses.Count}";
    }
}
