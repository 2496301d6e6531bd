using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Software;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Situations;

/// <summary>
/// Builds the situation of the contract: known facts at their path, answers by the type of their field, the state of each
/// proof, proofs carried over from earlier exercises. Pure: the same sources give the same text, to the byte.
/// </summary>
public sealed class SituationAssembler(RuleCatalogue catalogue)
{
    /// <returns>The situation, or a problem when a known fact does not fit the vocabulary: the feed is at fault, not the person.</returns>
    public Outcome<AssembledSituation> Assemble(SituationSources sources)
    {
        var practitioner = sources.Practitioner;
        if (catalogue.Find(practitioner.ProfessionCode, sources.Exercise) is not { } ruleSet)
        {
            return SituationErrors.NoRuleSet(practitioner.ProfessionCode, sources.Exercise);
        }

        var facts = new JsonObject();
        var provenance = new Dictionary<string, Provenance>(StringComparer.Ordinal);
        foreach (var known in sources.KnownFacts.OrderBy(fact => fact.Path, StringComparer.Ordinal))
        {
            Place(facts, known.Path, JsonNode.Parse(known.ValueJson));
            provenance[known.Path] = new Provenance(known.Source, known.AsOf);
        }

        PlaceAnswers(facts, ruleSet, sources.Answers);
        foreach (var entry in sources.FundEntries)
        {
            foreach (var path in entry.Paths)
            {
                provenance[path] = new Provenance(entry.Source, ParisTime.DateOf(entry.At));
            }
        }

        foreach (var proof in ruleSet.Indicators.SelectMany(indicator => indicator.Proofs))
        {
            PlaceProof(facts, provenance, proof, sources);
        }

        var json = new JsonObject
        {
            ["id"] = practitioner.Id.ToString(),
            ["profession"] = practitioner.ProfessionCode,
            ["exercise"] = sources.Exercise,
            ["specialty"] = practitioner.Specialty,
            ["transmittedOn"] = sources.TransmittedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["facts"] = facts,
        }.ToJsonString(Json.Readable);
        var reading = SituationReader.Read(Encoding.UTF8.GetBytes(json), catalogue, provenance);
        return reading.Error is { } error
            ? SituationErrors.Unreadable(error)
            : new AssembledSituation(json, reading.Situation!, ruleSet, provenance) { Neutralised = sources.Neutralised, Sources = sources };
    }

    private static void PlaceAnswers(JsonObject facts, RuleSet ruleSet, Answers answers)
    {
        foreach (var field in ruleSet.Indicators.SelectMany(indicator => indicator.Form))
        {
            if (AnswerReader.ToJson(field, answers[field.Path.Text]) is { } value)
            {
                Place(facts, field.Path.Text, value);
            }
        }
    }

    private static void PlaceProof(JsonObject facts, Dictionary<string, Provenance> provenance, Proof proof, SituationSources sources)
    {
        // A document without the answer that it proves declares nothing: it must not replace a prefilled answer.
        if (Parent(facts, proof.State.Text) is not { } declared)
        {
            return;
        }

        // A document proves the answers that it was accepted with: with another editor, a new one is wanted.
        var uses = sources.Evidence.Where(use => use.ProofCode == proof.Code && use is not { State: EvidenceUseState.Pending, IsInfected: true }
            && (use.State != EvidenceUseState.Accepted || Holds(proof, use.SameWhileValues, sources))).ToList();
        if (StateOf(uses) is { } state)
        {
            declared[Name(proof.State.Text)] = state;
            if (uses.Where(use => use.DecidedByFund is not null).MaxBy(use => use.DecidedAt) is { } decided)
            {
                provenance[proof.State.Text] = new Provenance($"Décision de la {decided.DecidedByFund}", ParisTime.DateOf(decided.DecidedAt!.Value));
            }
        }

        if (CarriedOver(proof, sources) is { } earlier && Parent(facts, proof.CarriedOver.Text) is { } owner)
        {
            owner[Name(proof.CarriedOver.Text)] = true;
            provenance[proof.CarriedOver.Text] = new Provenance(
                $"Justificatif accepté par la {earlier.FundName} pour l’exercice {earlier.Exercise.ToString(CultureInfo.InvariantCulture)}",
                earlier.DecidedAt is { } at ? ParisTime.DateOf(at) : null);
        }
    }

    /// <summary>One accepted document is enough; a new one to judge comes before an old refusal.</summary>
    private static string? StateOf(List<EvidenceUse> uses) =>
        uses.Any(use => use.State == EvidenceUseState.Accepted) ? "accepted"
        : uses.Any(use => use.State is EvidenceUseState.Pending or EvidenceUseState.Asked) ? "pending"
        : uses.Any(use => use.State == EvidenceUseState.Rejected) ? "rejected"
        : null;

    /// <summary>The latest proof of an earlier exercise that still holds for these answers, or null.</summary>
    internal static EarlierProof? CarriedOver(Proof proof, SituationSources sources) => sources.EarlierProofs
        .Where(earlier => earlier.ProofCode == proof.Code
            && (earlier.ValidUntil is not { } until || until >= new DateOnly(sources.Exercise, 12, 31))
            && Holds(proof, earlier.SameWhileValues, sources))
        .MaxBy(earlier => earlier.Exercise);

    /// <summary>What must stay the same for a proof to hold is as it was when the fund accepted it.</summary>
    private static bool Holds(Proof proof, Answers then, SituationSources sources) =>
        proof.SameWhile.All(path => IsSame(sources.Answers[path.Text], then[path.Text], sources.Editors));

    private static bool IsSame(IReadOnlyList<string> now, IReadOnlyList<string> then, IReadOnlyDictionary<string, string> editors) =>
        now.Select(text => Bare(text, editors)).SequenceEqual(then.Select(text => Bare(text, editors)), StringComparer.OrdinalIgnoreCase);

    /// <summary>The editor where the catalogue knows the product, otherwise the name itself without its blanks.</summary>
    private static string Bare(string text, IReadOnlyDictionary<string, string> editors) =>
        SoftwareProduct.KeyOf(text) is var key && editors.TryGetValue(key, out var editor) ? SoftwareProduct.KeyOf(editor) : key;

    internal static void Place(JsonObject root, string path, JsonNode? value)
    {
        var owner = root;
        var names = path.Split('.');
        foreach (var name in names[..^1])
        {
            if (owner[name] is not JsonObject child)
            {
                owner[name] = child = [];
            }

            owner = child;
        }

        if (owner[names[^1]] is JsonObject existing && value is JsonObject added)
        {
            foreach (var (name, member) in added.ToList())
            {
                existing[name] = member?.DeepClone();
            }
        }
        else
        {
            owner[names[^1]] = value;
        }
    }

    internal static JsonObject? Parent(JsonObject root, string path) =>
        path.Split('.')[..^1].Aggregate((JsonObject?)root, (owner, name) => owner?[name] as JsonObject);

    internal static string Name(string path) => path[(path.LastIndexOf('.') + 1)..];
}
