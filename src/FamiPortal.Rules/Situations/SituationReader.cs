using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace FamiPortal.Rules;

/// <summary>
/// Reads a situation strictly, straight into the vocabulary's shapes: names and codes are case-sensitive, an unknown
/// property is an error, and facts that the rule set does not use are checked all the same.
/// </summary>
public static class SituationReader
{
    private const string NotJson = "La ligne n'est pas du JSON valide.";
    private const string Missing = "Propriété obligatoire absente.";

    /// <summary>Reads one situation.</summary>
    /// <param name="utf8Json">One JSON object.</param>
    /// <param name="catalogue">Where the rule set of its profession and exercise is looked up.</param>
    /// <param name="provenance">Where known values come from, by path; for explanations.</param>
    public static SituationReading Read(
        ReadOnlySpan<byte> utf8Json, RuleCatalogue catalogue, IReadOnlyDictionary<string, Provenance>? provenance = null)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        try
        {
            return Utf8.IsValid(utf8Json) ? ReadObject(utf8Json, catalogue, provenance) : Malformed(NotJson);
        }
        catch (JsonException)
        {
            return Malformed(NotJson);
        }
        catch (InvalidOperationException)
        {
            // A text with half a surrogate pair is well-formed for the parser and yet is no text.
            return Malformed(NotJson);
        }
    }

    private static SituationReading ReadObject(
        ReadOnlySpan<byte> utf8Json, RuleCatalogue catalogue, IReadOnlyDictionary<string, Provenance>? provenance)
    {
        var parser = new SituationParser(utf8Json);
        if (!parser.Start())
        {
            return Malformed("Un objet JSON est attendu.");
        }

        // One look at the root finds what decides how the facts are read, whatever its place, and proves the syntax.
        var root = parser.Scan();
        if (root.IsDuplicated)
        {
            return Malformed(NotJson);
        }

        var id = root.Id > 0 ? parser.TextAt(root.Id) : null;
        if (parser.Mandatory(root.Id, "id") is { } noId)
        {
            return Invalid(id, noId);
        }

        if (parser.Mandatory(root.Profession, "profession") is { } noProfession)
        {
            return Invalid(id, noProfession);
        }

        if (root.Exercise == 0)
        {
            return Invalid(id, new SituationError(SituationError.InvalidFact, "exercise", Missing));
        }

        var profession = parser.TextAt(root.Profession)!;
        var exercise = parser.ExerciseAt(root.Exercise, out var notAYear);
        if (notAYear is not null)
        {
            return Invalid(id, notAYear);
        }

        var ruleSet = exercise is > 0 and <= int.MaxValue ? catalogue.Find(profession, (int)exercise) : null;
        if (ruleSet is null)
        {
            var key = $"{profession}/{exercise.ToString(CultureInfo.InvariantCulture)}";
            return new SituationReading(id, null, null, new SituationError(SituationError.UnknownRuleSet, null, $"Aucun barème pour {key}."));
        }

        var situation = parser.Rest(id!, profession, (int)exercise, ruleSet, provenance, out var error);
        return error is null ? new SituationReading(id, situation, ruleSet, null) : Invalid(id, error);
    }

    private static SituationReading Malformed(string message) =>
        new(null, null, null, new SituationError(SituationError.MalformedJson, null, message));

    private static SituationReading Invalid(string? id, SituationError error) => new(id, null, null, error);
}
