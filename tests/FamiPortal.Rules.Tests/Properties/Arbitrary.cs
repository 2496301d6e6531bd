using System.Globalization;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace FamiPortal.Rules.Tests.Properties;

/// <summary>
/// Situations of any shape that the vocabulary admits, drawn near the edges where rules decide: days around the ends of the
/// year, counts around thresholds, blank names. New facts are drawn too, without a line here.
/// </summary>
internal static class Arbitrary
{
    public static Gen<Situation> Situation(RuleSet ruleSet) => Json(ruleSet).Select(Official.Situation);

    /// <summary>The same, as the contract writes it.</summary>
    public static Gen<string> Json(RuleSet ruleSet) =>
        from facts in Value(ruleSet.Vocabulary.Facts, ruleSet.Exercise)
        from specialty in Gen.Elements<string?>(null, "Radiologie", "Cardiologie")
        from transmittedOn in Gen.Elements<string?>(null, $"{ruleSet.Exercise + 1}-02-01")
        select new JsonObject
        {
            ["id"] = "any",
            ["profession"] = ruleSet.Profession.Code,
            ["exercise"] = ruleSet.Exercise,
            ["specialty"] = specialty,
            ["transmittedOn"] = transmittedOn,
            ["facts"] = facts,
        }.ToJsonString();

    /// <summary>No decision of the campaign, or a few.</summary>
    public static Gen<AssessmentOptions> Options(RuleSet ruleSet) =>
        from several in Gen.Elements(ruleSet.Indicators.ToArray()).ArrayOf(3)
        from some in Gen.Elements(false, true)
        select new AssessmentOptions
        {
            Neutralised = (some ? several : []).DistinctBy(indicator => indicator.Code)
                .ToDictionary(indicator => indicator.Code, _ => new Neutralisation("Panne nationale.", new DateOnly(ruleSet.Exercise, 6, 1))),
        };

    /// <summary>A day from the beginning of the exercise to well after the usual end of entry.</summary>
    public static Gen<DateOnly> Today(RuleSet ruleSet) => Gen.Choose(0, 450).Select(day => new DateOnly(ruleSet.Exercise, 1, 1).AddDays(day));

    /// <summary>Acts of one year, a few months, every mode and context.</summary>
    public static Gen<Act[]> Acts =>
        Gen.ArrayOf(
            from month in Gen.Choose(1, 12)
            from mode in Gen.Elements("vitale", "sesam-sans-vitale", "degraded", "paper")
            from context in Gen.Elements("standard", "standard", "ame", "provisional-nir", "infant-under-3-months", "ehpad-resident", "telecare", "s3404")
            from count in Gen.Choose(0, 50)
            select new Act(month, mode, context, count));

    /// <summary>Percent of the draws that are made; mutation tests, which run everything a thousand times, make fewer.</summary>
    private static readonly int SharePercent = int.TryParse(Environment.GetEnvironmentVariable("FAMI_PROPERTY_SHARE"), out var share) ? share : 100;

    /// <summary>Where the draws begin: always at the same place, so that two checks of one commit agree; « random » elsewhere.</summary>
    private static readonly FSharpOption<Replay> Start = Environment.GetEnvironmentVariable("FAMI_PROPERTY_SEED") switch
    {
        null or "" => From(20250301),
        "random" => FSharpOption<Replay>.None,
        var given => From(ulong.Parse(given, CultureInfo.InvariantCulture)),
    };

    /// <param name="drawn">What is drawn.</param>
    /// <param name="holds">What must be true of each.</param>
    /// <param name="times">Draws, of which <c>FAMI_PROPERTY_SHARE</c> percent are made.</param>
    public static void Check<T>(Gen<T> drawn, Func<T, bool> holds, int times = 300) =>
        Prop.ForAll(Arb.From(drawn), holds).Check(Config.QuickThrowOnFailure
            .WithMaxTest(Math.Max(1, times * SharePercent / 100))
            .WithReplay(Start));

    private static FSharpOption<Replay> From(ulong seed) =>
        FSharpOption<Replay>.Some(new Replay(new Rnd(seed), FSharpOption<int>.None));

    private static Gen<JsonNode?> Value(FactType type, int exercise) => type switch
    {
        BooleanType => Gen.Elements(true, false).Select(b => (JsonNode?)b),
        IntegerType integer => Gen.Choose((int)integer.Min, (int)(integer.Max ?? 12)).Select(i => (JsonNode?)i),
        NumberType => Gen.Elements("0", "1.99", "2", "2.5").Select(n => JsonNode.Parse(n)),
        TextType => Gen.Elements("", "  ", "Exempla 7").Select(t => (JsonNode?)t),
        VersionType => Gen.Elements("1.39", "1.40", "2.0").Select(v => (JsonNode?)v),
        DateType date => Day(exercise, date.WithinExercise is not null).Select(d => (JsonNode?)d),
        EnumerationType enumeration => Gen.Elements(enumeration.Enumeration.Values.Select(v => v.Code).ToArray()).Select(c => (JsonNode?)c),
        ListType list => Value(list.Item, exercise).ArrayOf(4).Select(items => (JsonNode?)new JsonArray(items)),
        ObjectType record => record.Members.Aggregate(
            Gen.Constant(new JsonObject()),
            (built, member) => from owner in built
                               from present in Gen.Choose(0, 4)
                               from value in Value(member.Type, exercise)
                               select With(owner, record, member, member.IsMandatory || present > 0 ? value : null))
            .Select(o => (JsonNode?)o),
        _ => throw new NotSupportedException(type.ToString()),
    };

    private static JsonObject With(JsonObject owner, ObjectType record, FactMember member, JsonNode? value)
    {
        var copy = (JsonObject)owner.DeepClone();
        if (value is not null)
        {
            copy[member.Name] = value.DeepClone();
        }

        // A member that may not exceed another one comes before it: raise the other one.
        foreach (var limited in record.Members.Where(m => m.AtMost == member.Name && copy[m.Name] is not null))
        {
            copy[member.Name] = Math.Max((int)copy[limited.Name]!, value is null ? 0 : (int)value);
        }

        return copy;
    }

    private static Gen<string> Day(int exercise, bool within) => within
        ? Gen.Elements($"{exercise}-01-01", $"{exercise}-05-17", $"{exercise}-12-31")
        : Gen.Elements($"{exercise}-01-01", $"{exercise}-12-31", $"{exercise + 1}-01-01", $"{exercise + 1}-01-31", $"{exercise + 1}-02-01");
}

internal sealed record Act(int Month, string Mode, string Context, int Count)
{
    public bool IsSecure => Mode is "vitale" or "sesam-sans-vitale";

    public override string ToString() => $$"""{"month":{{Month}},"mode":"{{Mode}}","context":"{{Context}}","count":{{Count}}}""";
}
