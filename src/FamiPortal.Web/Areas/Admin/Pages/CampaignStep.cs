using FamiPortal.Domain;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Settlement;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;

namespace FamiPortal.Web.AdminArea;

/// <summary>A step of a campaign's life that an administrator confirms after reading its effect.</summary>
/// <param name="Slug">In the URL.</param>
/// <param name="Title">Of the page.</param>
/// <param name="Verb">On the button.</param>
/// <param name="From">The only state it starts from.</param>
/// <param name="Why">Said when the campaign is in another state.</param>
/// <param name="Effects">What it will do, with what deserves a second look marked as waiting.</param>
public sealed record CampaignStep(
    string Slug, string Title, string Verb, CampaignState From, string Why, Func<CampaignNumbers, DateTime, IEnumerable<Effect>> Effects)
{
    public static readonly IReadOnlyList<CampaignStep> All =
    [
        new("ouvrir", "Ouvrir la campagne", "Ouvrir la campagne", CampaignState.Draft, "Seule une campagne en préparation peut être ouverte.", Opening),
        new("clore", "Clore la saisie", "Clore la saisie", CampaignState.Open, "Seule une campagne ouverte peut être close.", Closing),
        new("liquider", "Liquider la campagne", "Calculer et figer les montants", CampaignState.Closed, "Fermez d’abord la saisie.", Settling),
        new("publier", "Publier les montants", "Publier les montants", CampaignState.Settled, "Liquidez d’abord la campagne.", Publishing),
        new("verser", "Enregistrer le versement", "Enregistrer le versement", CampaignState.Published, "Publiez d’abord les montants.", Paying),
    ];

    public static CampaignStep? Find(string? slug) => All.FirstOrDefault(step => step.Slug == slug);

    /// <summary>The next step of a campaign; null when everything is paid.</summary>
    public static CampaignStep? Next(CampaignNumbers numbers) =>
        numbers.Campaign.State == CampaignState.Published && numbers.PaidCents == numbers.AmountCents
            ? null
            : All.First(step => step.From == numbers.Campaign.State);

    private static IEnumerable<Effect> Opening(CampaignNumbers numbers, DateTime now)
    {
        yield return new($"{Words.Count(numbers.Eligible, "professionnel verra", "professionnels verront")} la campagne dans leur espace.");
        yield return numbers.Campaign.OpensAt > now
            ? new($"La saisie commencera le {ParisTime.LongDateAndTime(numbers.Campaign.OpensAt)}, heure de Paris.")
            : new("La saisie commencera aussitôt.");
        yield return new($"Elle se terminera le {ParisTime.LongDateAndTime(numbers.Campaign.LastMinute)}, heure de Paris.");
    }

    private static IEnumerable<Effect> Closing(CampaignNumbers numbers, DateTime now)
    {
        if (now < numbers.Campaign.ClosesAt)
        {
            yield return new($"La saisie est prévue jusqu’au {ParisTime.LongDateAndTime(numbers.Campaign.LastMinute)}\u00A0: vous la fermez avant.", InkState.Wait);
        }

        if (numbers.Drafts > 0)
        {
            yield return new($"{Words.Count(numbers.Drafts, "brouillon ne sera plus transmis", "brouillons ne seront plus transmis")}.", InkState.Wait);
        }

        yield return numbers.Transmitted == 0
            ? new("Aucune déclaration n’a été transmise.", InkState.Wait)
            : new($"{Words.Count(numbers.Transmitted, "déclaration transmise est figée", "déclarations transmises sont figées")}.");
        yield return numbers.EvidenceWaiting == 0
            ? new("Aucun justificatif n’attend de décision.")
            : new($"{Words.Count(numbers.EvidenceWaiting, "justificatif attend encore une décision", "justificatifs attendent encore une décision")}\u00A0: les caisses pourront encore décider.");
    }

    private static IEnumerable<Effect> Settling(CampaignNumbers numbers, DateTime now)
    {
        if (numbers.EvidenceWaiting > 0)
        {
            yield return new($"{Words.Count(numbers.EvidenceWaiting, "justificatif attend encore une décision", "justificatifs attendent encore une décision")}\u00A0: faute de décision, l’indicateur ne paie pas.", InkState.Wait);
        }

        yield return new("Chaque professionnel qui a déclaré quelque chose, ou dont une donnée est connue, est évalué. Tout est enregistré, ou rien.");
        yield return new("Les montants, les justificatifs et les neutralisations sont figés\u00A0: plus aucune décision n’est possible ensuite.");
        yield return new("Personne ne voit encore son montant\u00A0: la publication est une étape à part.");
    }

    private static IEnumerable<Effect> Publishing(CampaignNumbers numbers, DateTime now)
    {
        yield return new($"{Words.Count(numbers.Settled, "professionnel verra son montant", "professionnels verront leur montant")}, indicateur par indicateur.");
        yield return new($"Total publié\u00A0: {French.Money(Cents.ToEuros(numbers.AmountCents))}.");
    }

    private static IEnumerable<Effect> Paying(CampaignNumbers numbers, DateTime now)
    {
        yield return new($"Reste à enregistrer\u00A0: {French.Money(Cents.ToEuros(numbers.AmountCents - numbers.PaidCents))}. Les versements déjà enregistrés ne changent pas.");
        yield return new("Les professionnels voient la date du versement. Le portail n’envoie pas d’argent\u00A0: il garde la trace de ce que la caisse a payé.");
    }
}

/// <summary>One effect of a step, in a sentence.</summary>
public sealed record Effect(string Text, InkState State = InkState.Ok);
