using FamiPortal.Domain;
using FamiPortal.Domain.Declarations;
using FamiPortal.Rules;
using FamiPortal.Web.Documents;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>
/// The dated proof of what is known at this instant, for whoever has nothing to transmit: they have no receipt to keep.
/// </summary>
public sealed class SituationPdfModel(PractitionerHome home, TimeProvider clock, IDocumentRenderer renderer) : PageModel
{
    public async Task<IActionResult> OnGetAsync([FromRoute] int exercise, CancellationToken cancellationToken)
    {
        // Once something is answered or transmitted, the receipt is the proof: this one says that nothing was declared.
        var now = clock.GetUtcNow().UtcDateTime;
        if (!(await home.RunAsync(User.Actor(), cancellationToken)).TryGet(out var view)
            || view.Current.FirstOrDefault(current => current.Campaign.Exercise == exercise) is not { } current
            || Standing.Of(current, view.Practitioner) is not { } standing
            || CampaignCard.Of(current, view.Practitioner, now) is not { HasNothingToTransmit: true } card)
        {
            return NotFound();
        }

        var document = Document(standing, card.Indicators, now);
        return this.Pdf(renderer, document, $"situation-{exercise}.pdf");
    }

    private static PrintedDocument Document(Standing standing, IReadOnlyList<IndicatorView> indicators, DateTime now)
    {
        var (ruleSet, practitioner) = (standing.RuleSet, standing.Practitioner);
        var title = $"Situation de vos indicateurs, {ruleSet.Title}";
        return new PrintedDocument
        {
            Title = title,
            Subtitle = ruleSet.Allowance,
            Issuer = [practitioner.Fund.Name],
            Reference = ruleSet.Title,
            Author = practitioner.Fund.Name,
            Subject = $"{title}, {ParisTime.DateAndTime(now)}",
            CreatedUtc = now,
            Blocks =
            [
                new Note(Ink.Neutral, $"Constat du {ParisTime.Exact(now)}, heure de Paris.", "Ce que l’Assurance Maladie connaît de vos indicateurs à cet instant, sans aucune déclaration de votre part. Ce document n’est pas un accusé de réception."),
                new KeyValues([new("Professionnel de santé", practitioner.DisplayName), new("Numéro RPPS", practitioner.Rpps.ToString()), new("Profession", ruleSet.Profession.Label), new("Caisse", practitioner.Fund.Name)]),
                new Heading(2, "Indicateur par indicateur"),
                new Table(
                    [new("Indicateur", 38), new("État", 22), new("Valeur connue et source", 40)],
                    [.. indicators.Select(view => (IReadOnlyList<Cell>)
                    [
                        new($"{view.Indicator.Number}. {view.Indicator.Label}", Strong: true),
                        new(view.Words, view.IsAchieved ? Ink.Solid : Ink.Dashed),
                        new(view.Result.Rate is { } rate && rate.Denominator > 0 ? rate.ToString() : string.Join('\n', view.Known.Select(known => $"{known.Label}{French.NoBreakSpace}: {known.Value}")), Detail: view.Sources),
                    ])]),
                new Paragraph($"Règles appliquées{French.NoBreakSpace}: {ruleSet.Key}, empreinte SHA-256 {ruleSet.Hash}.", Small: true),
            ],
        };
    }
}
