using System.Globalization;
using System.Text.Json;
using FamiPortal.Domain;
using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Controls;
using FamiPortal.Domain.Quality;
using FamiPortal.Domain.Settlement;
using FamiPortal.Rules;
using FamiPortal.Web.Pages.Bureau;

namespace FamiPortal.Web.Infrastructure;

/// <summary>The audit trail in French, for those who answer for it: what happened, and the details worth reading.</summary>
public static class AuditWords
{
    /// <summary>Every kind with its words, in the order of a file's life.</summary>
    public static readonly IReadOnlyDictionary<string, string> Kinds = new Dictionary<string, string>
    {
        [AuditKinds.DeclarationStarted] = "Déclaration commencée",
        [AuditKinds.DraftSaved] = "Brouillon enregistré",
        [AuditKinds.DeclarationTransmitted] = "Déclaration transmise",
        [AuditKinds.EvidenceAttached] = "Justificatif déposé",
        [AuditKinds.EvidenceReused] = "Justificatif utilisé aussi ailleurs",
        [AuditKinds.EvidenceHeldBack] = "Envoi suspendu, données sensibles possibles",
        [AuditKinds.EvidenceInfected] = "Virus trouvé, justificatif bloqué",
        [AuditKinds.EvidenceWithdrawn] = "Justificatif retiré",
        [AuditKinds.EvidenceViewed] = "Justificatif consulté",
        [AuditKinds.EvidenceAccepted] = "Justificatif accepté",
        [AuditKinds.EvidenceRefused] = "Justificatif refusé",
        [AuditKinds.ComplementAsked] = "Complément demandé",
        [AuditKinds.ComplementAnswered] = "Complément reçu",
        [AuditKinds.DecisionUndone] = "Décision annulée",
        [AuditKinds.DecidedAutomatically] = "Décidé automatiquement",
        [AuditKinds.EnteredOnBehalf] = "Saisie caisse",
        [AuditKinds.FundFactEntered] = "Saisie caisse",
        [AuditKinds.DeclarationAssigned] = "Déclaration confiée",
        [AuditKinds.WorkShared] = "Travail réparti",
        [AuditKinds.QueueExported] = "File exportée",
        [AuditKinds.PractitionerTransferred] = "Professionnel transféré",
        [AuditKinds.BatchConfirmed] = "Lot confirmé",
        [AuditKinds.BatchFinished] = "Lot terminé",
        [AuditKinds.CampaignCreated] = "Campagne préparée",
        [AuditKinds.CampaignOpened] = "Campagne ouverte",
        [AuditKinds.MessageSent] = "Message envoyé",
        [AuditKinds.ContestSubmitted] = "Contestation déposée",
        [AuditKinds.ContestDocumentAdded] = "Document ajouté à une contestation",
        [AuditKinds.ContestDocumentWithdrawn] = "Document retiré d’une contestation",
        [AuditKinds.ContestTaken] = "Contestation prise en charge",
        [AuditKinds.ContestAccepted] = "Contestation acceptée",
        [AuditKinds.ContestRejected] = "Contestation rejetée",
        [AuditKinds.ClosingDateMoved] = "Date de clôture déplacée",
        [AuditKinds.CampaignClosed] = "Campagne close",
        [AuditKinds.IndicatorNeutralised] = "Indicateur neutralisé",
        [AuditKinds.NeutralisationLifted] = "Neutralisation levée",
        [AuditKinds.CampaignSettled] = "Campagne liquidée",
        [AuditKinds.CampaignPublished] = "Montants publiés",
        [AuditKinds.ResultsExported] = "Résultats exportés",
        [AuditKinds.PaymentRecorded] = "Versement enregistré",
        [AuditKinds.SoftwareImported] = "Liste des logiciels importée",
        [AuditKinds.SoftwareOffered] = "Logiciel proposé de nouveau",
        [AuditKinds.SoftwareWithdrawn] = "Logiciel retiré de la liste",
        [AuditKinds.ControlSampleDrawn] = "Échantillon de contrôle tiré",
        [AuditKinds.ControlSampleExported] = "Échantillon de contrôle exporté",
        [AuditKinds.ControlAsked] = "Contrôle a posteriori demandé",
        [AuditKinds.ControlAnswered] = "Réponse au contrôle envoyée",
        [AuditKinds.ControlPointConcluded] = "Indicateur contrôlé",
        [AuditKinds.ControlConcluded] = "Contrôle terminé",
        [AuditKinds.QualityRuleSet] = "Qualité réglée",
        [AuditKinds.AcceptanceHeld] = "Acceptation en attente d’un second agent",
        [AuditKinds.SecondLookTaken] = "Relecture faite",
        [AuditKinds.DisagreementSettled] = "Désaccord tranché",
        [AuditKinds.SupervisorMarked] = "Superviseur nommé",
        [AuditKinds.SupervisorUnmarked] = "Superviseur retiré",
        [AuditKinds.DemonstrationSeeded] = "Données de démonstration créées",
    };

    /// <summary>The kind in words; a kind that this version doesn't know keeps its name.</summary>
    public static string Label(this AuditEvent happened) => Kinds.GetValueOrDefault(happened.Kind, happened.Kind);

    /// <summary>The same for one of the two sides: a message was sent by one and received by the other.</summary>
    public static string LabelFor(this AuditEvent happened, Actor reader) => (happened.Kind, happened.ActorRole, reader.Role) switch
    {
        (AuditKinds.MessageSent, Roles.Agent, Roles.Practitioner) => "Message de votre caisse",
        (AuditKinds.MessageSent, Roles.Practitioner, Roles.Agent) => "Message du professionnel",
        _ => happened.Label(),
    };

    /// <summary>The role in words, as it was.</summary>
    public static string RoleLabel(this AuditEvent happened) =>
        Areas.All.FirstOrDefault(area => area.Role == happened.ActorRole)?.Label ?? happened.ActorRole;

    /// <summary>What happened and who did it; what the portal decided alone says why at once.</summary>
    public static string Line(this AuditEvent happened, RuleCatalogue catalogue)
    {
        var details = happened.Details(catalogue);
        return happened.Kind == AuditKinds.DecidedAutomatically ? $"{happened.Label()}\u00A0: {details}"
            : details.Length > 0 ? $"{happened.Label()}, par {happened.ActorName}. {char.ToUpperInvariant(details[0])}{details[1..]}"
            : $"{happened.Label()}, par {happened.ActorName}";
    }

    /// <summary>The details as one line of French, codes replaced by the labels of the rules; empty when there is nothing to read.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="catalogue">Where the labels are.</param>
    /// <param name="reader">A practitioner reads the reason of a refusal, not its code, nor what agents note for each other.</param>
    public static string Details(this AuditEvent happened, RuleCatalogue catalogue, Actor? reader = null)
    {
        using var json = JsonDocument.Parse(happened.DetailsJson);
        var ruleSet = RuleSetOf(json.RootElement, catalogue);
        return string.Join(
            " · ",
            json.RootElement.EnumerateObject().Where(detail => detail.Name is not ("reasonCode" or "note") || reader?.Role != Roles.Practitioner)
                .Select(detail => Write(detail.Name, Text(detail.Value), catalogue, ruleSet)).Where(text => text.Length > 0));
    }

    /// <summary>The label of the indicator that it is about, or null.</summary>
    public static string? IndicatorOf(this AuditEvent happened, RuleCatalogue catalogue)
    {
        using var json = JsonDocument.Parse(happened.DetailsJson);
        return json.RootElement.TryGetProperty("indicator", out var code) && code.GetString() is { } value
            ? IndicatorLabel(value, catalogue, RuleSetOf(json.RootElement, catalogue))
            : null;
    }

    /// <summary>The rules that the event is about; null when it names none, or none that is still in the catalogue.</summary>
    private static RuleSet? RuleSetOf(JsonElement details, RuleCatalogue catalogue) =>
        details.TryGetProperty("rules", out var key) ? catalogue.Find(Text(key))
        : details.TryGetProperty("profession", out var profession) && details.TryGetProperty("exercise", out var exercise) && exercise.TryGetInt32(out var year)
            ? catalogue.Find(Text(profession), year)
        : null;

    private static string Write(string name, string value, RuleCatalogue catalogue, RuleSet? of) => value.Length == 0 ? "" : name switch
    {
        "indicator" => IndicatorLabel(value, catalogue, of),
        "profession" => catalogue.FindProfession(value)?.PluralLabel ?? value,
        "exercise" => $"exercice {value}",
        "ruleSet" => catalogue.Find(value) is { } ruleSet ? $"{ruleSet.Title}, {ruleSet.Profession.PluralLabel.ToLowerInvariant()}" : value,
        "reasonCode" => $"motif {value}",
        "reason" => Words.Quote(value),
        "answerBy" => $"réponse attendue au plus tard le {Day(value)}",
        "note" => Words.Quote(value),
        "was" => value switch { "Accepted" => "était accepté", "Rejected" => "était refusé", "Asked" => "complément demandé", _ => "" },
        "decidedByName" => $"décidé par {value}",
        "enteredOn" => $"au {Day(value)}",
        "channel" => value switch { "Post" => "reçu par courrier", "Email" => "reçu par courriel", "Desk" => "reçu à l’accueil", _ => "" },
        "validUntil" => $"valable jusqu’au {Day(value)}",
        "number" => $"version {value}",
        "receipt" => $"accusé {value}",
        "format" => value.ToUpperInvariant(),
        "sizeBytes" => Words.Size(long.Parse(value, CultureInfo.InvariantCulture)),
        "assessed" => Words.Count(long.Parse(value, CultureInfo.InvariantCulture), "dossier évalué", "dossiers évalués"),
        "paid" => Words.Count(long.Parse(value, CultureInfo.InvariantCulture), "versement dû", "versements dus"),
        "totalCents" or "amountCents" => French.Money(Cents.ToEuros(long.Parse(value, CultureInfo.InvariantCulture))),
        "recoverCents" => $"{French.Money(Cents.ToEuros(long.Parse(value, CultureInfo.InvariantCulture)))} à récupérer",
        "aboveCents" => $"deux agents au-dessus de {French.Money(Cents.ToEuros(long.Parse(value, CultureInfo.InvariantCulture)))}",
        "percent" => $"{value}\u202F% relues",
        "size" => Words.Count(long.Parse(value, CultureInfo.InvariantCulture), "dossier tiré", "dossiers tirés"),
        "population" => $"sur {French.Number(Int128.Parse(value, CultureInfo.InvariantCulture))}",
        "seed" => $"graine {value}",
        "conclusion" => Enum.TryParse<ControlConclusion>(value, out var conclusion) ? conclusion.Badge().Words : value,
        "outcome" => Enum.TryParse<SecondLookState>(value, out var state) ? state.Badge().Words : value,
        "paidOn" => $"versé le {Day(value)}",
        "opensOn" => $"ouverture le {Day(value)}",
        "lastDayBefore" => $"au lieu du {Day(value)}",
        "fact" => FactLabel(value, catalogue),
        "lastDay" => $"dernier jour le {Day(value)}",
        "from" => $"de {value}",
        "to" => $"à {value}",
        "agent" => value,
        "fundCode" => $"caisse {value}",
        "waiting" or "proofs" or "items" or "rows" => Words.Count(long.Parse(value, CultureInfo.InvariantCulture), "justificatif", "justificatifs"),
        "results" => Words.Count(long.Parse(value, CultureInfo.InvariantCulture), "résultat", "résultats"),
        "controls" => Words.Count(long.Parse(value, CultureInfo.InvariantCulture), "dossier", "dossiers"),
        "declarations" => Words.Count(long.Parse(value, CultureInfo.InvariantCulture), "déclaration", "déclarations"),
        "done" => Words.Count(long.Parse(value, CultureInfo.InvariantCulture), "fait", "faits"),
        "refused" => Words.Count(long.Parse(value, CultureInfo.InvariantCulture), "non fait", "non faits"),
        "product" => $"«\u00A0{value}\u00A0»",
        "products" => Words.Count(long.Parse(value, CultureInfo.InvariantCulture), "logiciel", "logiciels"),
        "added" => Words.Count(long.Parse(value, CultureInfo.InvariantCulture), "nouveau", "nouveaux"),
        "retired" => Words.Count(long.Parse(value, CultureInfo.InvariantCulture), "retiré", "retirés"),
        "decidedOn" => $"décidé le {Day(value)}",
        _ => "",
    };

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        _ => "",
    };

    private static string Day(string iso) => French.Date(DateOnly.Parse(iso, CultureInfo.InvariantCulture));

    private static string FactLabel(string path, RuleCatalogue catalogue) =>
        catalogue.RuleSets.Select(ruleSet => ruleSet.Vocabulary.Path(path)).FirstOrDefault(found => found is not null)?.Member.Label ?? path;

    // An event of a time when none named its rules takes whatever the code is called.
    private static string IndicatorLabel(string code, RuleCatalogue catalogue, RuleSet? of) =>
        (of is not null ? of.Find(code) : catalogue.RuleSets.Select(ruleSet => ruleSet.Find(code)).FirstOrDefault(indicator => indicator is not null))?.Label ?? code;
}
