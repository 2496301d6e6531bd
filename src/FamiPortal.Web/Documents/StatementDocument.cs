using System.Globalization;
using FamiPortal.Domain;
using FamiPortal.Rules;

namespace FamiPortal.Web.Documents;

/// <summary>The statement of payment: how much, why, indicator by indicator, by which rules, and how to contest.</summary>
public static class StatementDocument
{
    private const char Nbsp = French.NoBreakSpace;

    /// <exception cref="ArgumentException">The lines don't add up to the amount: such a statement must never leave.</exception>
    public static PrintedDocument From(StatementContent content)
    {
        var total = content.Calculation.Sum(line => line.Amount);
        if (total != content.Amount)
        {
            throw new ArgumentException(
                $"Statement {content.StatementNumber}: the lines add up to {French.Money(total)}, the amount is {French.Money(content.Amount)}.",
                nameof(content));
        }

        var exercise = content.Exercise.ToString(CultureInfo.InvariantCulture);
        return new PrintedDocument
        {
            Title = $"Relevé de versement {exercise}",
            Subtitle = content.Scheme,
            Issuer = [content.FundName, .. content.FundContact],
            Reference = content.StatementNumber,
            Author = content.FundName,
            Subject = $"Relevé de versement {content.StatementNumber}, exercice {exercise}",
            CreatedUtc = content.CreatedUtc,
            Blocks =
            [
                Figure(content),
                new KeyValues(
                [
                    new("Professionnel de santé", content.PractitionerName),
                    new("Numéro RPPS", content.Rpps),
                    new("Profession", content.Profession),
                    new("Caisse", content.FundName),
                    new("Exercice", exercise),
                    new("Calcul arrêté le", $"{ParisTime.DateAndTime(content.SettledUtc)}, heure de Paris"),
                ]),
                new Heading(2, "Le calcul, ligne par ligne"),
                Calculation(content),
                new Heading(2, "Indicateur par indicateur"),
                Indicators(content.Indicators),
                new KeepTogether(
                [
                    new Heading(2, "Les règles appliquées"),
                    new Paragraph("Le même calcul, refait avec les mêmes données et le même référentiel, donne le même montant au centime près."),
                    new KeyValues([new("Référentiel de règles", content.RuleSet), new("Empreinte SHA-256", content.RuleSetSha256)]),
                ]),
                new KeepTogether([new Heading(2, "Contester"), .. Contest(content)]),
            ],
        };
    }

    private static KeyFigure Figure(StatementContent content) => content switch
    {
        { Amount: 0 } => new("Montant de votre versement", French.Money(0), Ink.Dashed, "Aucune somme n’est due pour cet exercice."),
        { PaidOn: { } day } => new("Montant de votre versement", French.Money(content.Amount), Ink.Solid, $"Date de versement{Nbsp}: {French.Date(day)}"),
        _ => new("Montant de votre versement", French.Money(content.Amount), Ink.Hatched, $"Date de versement{Nbsp}: à venir"),
    };

    private static Table Calculation(StatementContent content) => new(
        [new("Ligne", 38), new("Détail", 42), new("Montant", 20, Align.Right)],
        [.. content.Calculation.Select(line => (IReadOnlyList<Cell>)[new(line.Label, Strong: true), new(line.Detail), new(French.Money(line.Amount))])],
        [new("Total", Strong: true), new(""), new(French.Money(content.Amount))]);

    private static Table Indicators(IReadOnlyList<StatementIndicator> indicators) => new(
        [new("Indicateur", 26), new("Résultat", 15), new("Mesure et seuil", 18), new("Motif et source", 41)],
        [.. indicators.Select(indicator => (IReadOnlyList<Cell>)
        [
            new($"{indicator.Number}. {indicator.Label}", Strong: true),
            Result(indicator.Status),
            new(Measure(indicator)),
            indicator.Reason is { } reason ? new(reason, Detail: indicator.Source) : new(indicator.Source),
        ])]);

    private static Cell Result(StatementStatus status) => status switch
    {
        StatementStatus.Achieved => new("Atteint", Ink.Solid),
        StatementStatus.NotAchieved => new("Non atteint", Ink.Crossed),
        StatementStatus.AwaitingEvidence => new("En attente", Ink.Hatched),
    };

    private static string Measure(StatementIndicator indicator)
    {
        var threshold = indicator.Threshold is { } wanted ? $"Seuil{Nbsp}: {wanted}" : null;
        var measure = indicator.Rate is { } rate ? Rate(rate) : null;
        return (measure, threshold) switch
        {
            (null, null) => "–",
            _ => string.Join('\n', new[] { measure, threshold }.OfType<string>()),
        };
    }

    /// <summary>A rate always with its fraction: <c>84,62 % soit 2 310 actes sur 2 730</c>.</summary>
    private static string Rate(StatementRate rate) => rate.Denominator == 0
        ? $"Sans objet{Nbsp}: aucun élément à mesurer{(rate.Unit.Length == 0 ? "" : $" ({rate.Unit})")}"
        : $"{French.Percent(rate.Numerator, rate.Denominator)} soit {French.Number((Int128)rate.Numerator)}{(rate.Unit.Length == 0 ? "" : Nbsp + rate.Unit)} " +
          $"sur{Nbsp}{French.Number((Int128)rate.Denominator)}";

    private static IEnumerable<Block> Contest(StatementContent content)
    {
        yield return new Paragraph(content.HowToContest);
        if (content.ContestableUntilUtc is { } until)
        {
            yield return new Paragraph($"Vous pouvez contester jusqu’au {ParisTime.LongDateAndTime(until)}, heure de Paris.");
        }
    }
}
