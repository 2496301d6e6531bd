using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FamiPortal.Rules;

/// <summary>
/// A frozen assessment that proves itself: its inputs (situation, provenance, neutralisations), the hash of the rules and
/// the whole result. Anybody with the rule files recomputes it offline.
/// </summary>
public static class AssessmentReceipt
{
    /// <summary>Assesses a situation and writes its receipt as JSON.</summary>
    /// <param name="situationJson">The situation, as the contract has it.</param>
    /// <param name="catalogue">The rules.</param>
    /// <param name="provenance">Where known values come from, by path.</param>
    /// <param name="neutralised">Neutralised indicators, by code.</param>
    /// <exception cref="ArgumentException">The situation cannot be assessed.</exception>
    public static string Write(
        string situationJson,
        RuleCatalogue catalogue,
        IReadOnlyDictionary<string, Provenance>? provenance = null,
        IReadOnlyDictionary<string, Neutralisation>? neutralised = null)
    {
        var inputs = new Inputs(situationJson, provenance ?? NoProvenance, neutralised ?? NoNeutralisation);
        var (assessment, error) = Assess(inputs, catalogue);
        return assessment is not null
            ? Write(assessment, inputs.SituationJson, inputs.Provenance, inputs.Neutralised)
            : throw new ArgumentException(error!.Message, nameof(situationJson));
    }

    /// <summary>Writes the receipt of an assessment that was made with its explanation.</summary>
    /// <param name="assessment">The result.</param>
    /// <param name="situationJson">The situation that it was made from.</param>
    /// <param name="provenance">Where known values came from, by path.</param>
    /// <param name="neutralised">Neutralised indicators, by code.</param>
    public static string Write(
        Assessment assessment,
        string situationJson,
        IReadOnlyDictionary<string, Provenance> provenance,
        IReadOnlyDictionary<string, Neutralisation> neutralised) => AssessmentJson.ToText(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("ruleSet", assessment.RuleSet.Key);
        writer.WriteString("ruleSetHash", assessment.RuleSet.Hash);
        writer.WritePropertyName("situation");
        writer.WriteRawValue(situationJson);
        writer.WriteStartObject("provenance");
        foreach (var (path, source) in provenance.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            writer.WriteStartObject(path);
            writer.WriteString("source", source.Source);
            writer.WriteString("asOf", source.AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteStartObject("neutralised");
        foreach (var (code, decision) in neutralised.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            writer.WriteStartObject(code);
            writer.WriteString("reason", decision.Reason);
            writer.WriteString("decidedOn", decision.DecidedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WritePropertyName("assessment");
        AssessmentJson.Write(writer, assessment);
        writer.WriteEndObject();
    });

    /// <summary>Assesses a receipt's inputs again, for people to read.</summary>
    /// <param name="receiptJson">As <see cref="Write(string, RuleCatalogue, IReadOnlyDictionary{string, Provenance}?, IReadOnlyDictionary{string, Neutralisation}?)"/> made it.</param>
    /// <param name="catalogue">The rules loaded now.</param>
    /// <returns>The explained assessment, or null when the rules loaded now are not those of the receipt.</returns>
    public static Assessment? Recompute(string receiptJson, RuleCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return Read(receiptJson) is { } receipt && catalogue.Find(receipt.RuleSet)?.Hash == receipt.RuleSetHash
            ? Assess(receipt.Inputs, catalogue).Assessment
            : null;
    }

    /// <summary>Recomputes a receipt and compares.</summary>
    /// <param name="receiptJson">As the portal or <see cref="Write(Assessment, string, IReadOnlyDictionary{string, Provenance}, IReadOnlyDictionary{string, Neutralisation})"/> made it.</param>
    /// <param name="catalogue">The rules to recompute with.</param>
    /// <returns>Null when everything is equal; else the first node that differs, with a French sentence.</returns>
    public static ReceiptDifference? Verify(string receiptJson, RuleCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        if (Read(receiptJson) is not { } receipt)
        {
            return new ReceiptDifference("", "Ce fichier n’est pas un reçu d’évaluation.");
        }

        if (catalogue.Find(receipt.RuleSet) is not { } ruleSet)
        {
            return new ReceiptDifference("ruleSet", $"Le référentiel {receipt.RuleSet} n’est pas dans ces règles.");
        }

        if (ruleSet.Hash != receipt.RuleSetHash)
        {
            return new ReceiptDifference(
                "ruleSetHash", $"Le référentiel {receipt.RuleSet} a l’empreinte {ruleSet.Hash}, le reçu a été établi avec {receipt.RuleSetHash}.");
        }

        var (assessment, error) = Assess(receipt.Inputs, catalogue);
        return assessment is null
            ? new ReceiptDifference($"situation.{error!.Path}", error.Message)
            : FirstDifference("assessment", receipt.Assessment, JsonNode.Parse(AssessmentJson.ToJson(assessment)));
    }

    /// <summary>
    /// Assesses a receipt's inputs again without some of its facts, as if they had never been stated; everything else, the
    /// neutralisations included, stays as it was frozen. A record that this leaves empty goes too.
    /// </summary>
    /// <param name="receiptJson">As the portal made it.</param>
    /// <param name="catalogue">The rules loaded now.</param>
    /// <param name="paths">Dotted paths in the situation's facts.</param>
    /// <returns>Both assessments, explained, and the receipt of the second; null when the rules loaded now are not those of the receipt.</returns>
    public static Reassessment? Without(string receiptJson, RuleCatalogue catalogue, IReadOnlyCollection<string> paths)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(paths);
        if (Read(receiptJson) is not { } receipt || catalogue.Find(receipt.RuleSet)?.Hash != receipt.RuleSetHash)
        {
            return null;
        }

        var situation = JsonNode.Parse(receipt.Inputs.SituationJson)!.AsObject();
        foreach (var path in paths)
        {
            Remove(situation["facts"]?.AsObject(), path.Split('.'));
        }

        var inputs = receipt.Inputs with { SituationJson = situation.ToJsonString() };
        return Assess(receipt.Inputs, catalogue).Assessment is { } before && Assess(inputs, catalogue).Assessment is { } after
            ? new Reassessment(before, after, Write(after, inputs.SituationJson, inputs.Provenance, inputs.Neutralised))
            : null;
    }

    private static void Remove(JsonObject? owner, ReadOnlySpan<string> names)
    {
        if (owner is null)
        {
            return;
        }

        if (names.Length == 1)
        {
            owner.Remove(names[0]);
        }
        else if (owner[names[0]] is JsonObject child)
        {
            Remove(child, names[1..]);
            if (child.Count == 0)
            {
                owner.Remove(names[0]);
            }
        }
    }

    /// <returns>Null when the text is no receipt.</returns>
    private static Receipt? Read(string receiptJson)
    {
        try
        {
            var receipt = Member(JsonNode.Parse(receiptJson), null);
            var provenance = Member(receipt, "provenance").AsObject().ToDictionary(
                p => p.Key, p => new Provenance(Member(p.Value, "source").GetValue<string>(), Day(p.Value!["asOf"])));
            var neutralised = Member(receipt, "neutralised").AsObject().ToDictionary(
                p => p.Key, p => new Neutralisation(Member(p.Value, "reason").GetValue<string>(), Day(Member(p.Value, "decidedOn"))!.Value));
            return new Receipt(
                Member(receipt, "ruleSet").GetValue<string>(),
                Member(receipt, "ruleSetHash").GetValue<string>(),
                new Inputs(Member(receipt, "situation").ToJsonString(), provenance, neutralised),
                Member(receipt, "assessment"));
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static readonly IReadOnlyDictionary<string, Provenance> NoProvenance = new Dictionary<string, Provenance>();
    private static readonly IReadOnlyDictionary<string, Neutralisation> NoNeutralisation = new Dictionary<string, Neutralisation>();

    private static (Assessment? Assessment, SituationError? Error) Assess(Inputs inputs, RuleCatalogue catalogue)
    {
        var reading = SituationReader.Read(Encoding.UTF8.GetBytes(inputs.SituationJson), catalogue, inputs.Provenance);
        return reading.Situation is { } situation
            ? (reading.RuleSet!.Assess(situation, new AssessmentOptions { Explain = true, Neutralised = inputs.Neutralised }), null)
            : (null, reading.Error);
    }

    private static ReceiptDifference? FirstDifference(string path, JsonNode? received, JsonNode? computed)
    {
        switch (received, computed)
        {
            case (JsonObject left, JsonObject right):
                foreach (var name in left.Select(p => p.Key).Union(right.Select(p => p.Key)))
                {
                    if (!left.ContainsKey(name) || !right.ContainsKey(name))
                    {
                        return Differs($"{path}.{name}", left[name], right[name]);
                    }

                    if (FirstDifference($"{path}.{name}", left[name], right[name]) is { } inner)
                    {
                        return inner;
                    }
                }

                return null;
            case (JsonArray left, JsonArray right):
                for (var i = 0; i < Math.Max(left.Count, right.Count); i++)
                {
                    var item = $"{path}[{i.ToString(CultureInfo.InvariantCulture)}]";
                    if (i >= left.Count || i >= right.Count)
                    {
                        return Differs(item, left.ElementAtOrDefault(i), right.ElementAtOrDefault(i));
                    }

                    if (FirstDifference(item, left[i], right[i]) is { } inner)
                    {
                        return inner;
                    }
                }

                return null;
            default:
                return JsonNode.DeepEquals(received, computed) ? null : Differs(path, received, computed);
        }
    }

    private static JsonNode Member(JsonNode? node, string? name) =>
        (name is null ? node : node?.AsObject()[name]) ?? throw new FormatException($"No {name ?? "object"} in the receipt.");

    private static ReceiptDifference Differs(string path, JsonNode? received, JsonNode? computed) =>
        new(path, $"Le reçu dit {Text(received)}, le calcul donne {Text(computed)}.");

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "rien";

    private static DateOnly? Day(JsonNode? node) =>
        node is null ? null : DateOnly.ParseExact(node.GetValue<string>(), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Inputs(
        string SituationJson, IReadOnlyDictionary<string, Provenance> Provenance, IReadOnlyDictionary<string, Neutralisation> Neutralised);

    private sealed record Receipt(string RuleSet, string RuleSetHash, Inputs Inputs, JsonNode Assessment);
}

/// <summary>A frozen assessment and what it comes to without some of its facts.</summary>
/// <param name="Before">As it was frozen, explained.</param>
/// <param name="After">Without the facts, explained.</param>
/// <param name="ReceiptJson">The receipt of <paramref name="After"/>: it verifies like any other.</param>
public sealed record Reassessment(Assessment Before, Assessment After, string ReceiptJson);

/// <summary>The first node of a receipt that recomputing does not find again.</summary>
/// <param name="Path">Names from the root joined by dots; empty when the file is no receipt.</param>
/// <param name="Message">In French.</param>
public sealed record ReceiptDifference(string Path, string Message);
