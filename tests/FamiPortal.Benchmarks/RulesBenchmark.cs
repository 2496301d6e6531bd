using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FamiPortal.Rules;
using FamiPortal.Rules.Yaml;

namespace FamiPortal.Benchmarks;

/// <summary>One assessment, one reading, and both with the answer written, beside hand-written C#.</summary>
internal static class RulesBenchmark
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>What hand-written C# was once measured to do end to end, in the best case: 23,000 to 29,000.</summary>
    private const double WholePerSecondMin = 29_000;

    /// <summary>The generated parser checks next to nothing; dearer than this, reading alone would break the 0.7 of fami simulate.</summary>
    private const double ReadingRatioMax = 1 / 0.7;

    public static int Run(bool small)
    {
        var catalogue = RuleCatalogueFolder.Load();
        var table = new Table();
        var wrong = 0;
        foreach (var (key, assessPlain) in new (string, Func<PlainSituation, PlainAssessment>)[]
        {
            (Situations.Physiotherapist2024, HandWritten.Physiotherapist),
            (Situations.Doctor2025, HandWritten.Doctor),
        })
        {
            wrong += UnlikeTheContract(key, assessPlain);
            wrong += Differences(catalogue, key, assessPlain, small ? 500 : 5_000);
            Time(table, catalogue, key, assessPlain, small);
        }

        table.Print();
        Console.WriteLine(wrong == 0
            ? "Every verdict, rate and amount is that of the hand-written rules."
            : $"{wrong} answers are not those of the hand-written rules.");
        return wrong == 0 ? 0 : 1;
    }

    private static void Time(Table table, RuleCatalogue catalogue, string key, Func<PlainSituation, PlainAssessment> assessPlain, bool small)
    {
        // Few enough to stay in the caches, as a situation that was just read does.
        var lines = Situations.Of(key, 64);
        var ruleSet = catalogue.Find(key)!;
        var ours = lines.Select(line => SituationReader.Read(line, catalogue).Situation!).ToArray();
        var plain = lines.Select(Parse).ToArray();

        var assessment = Measure.Microseconds(
            () =>
            {
                foreach (var situation in ours)
                {
                    GC.KeepAlive(ruleSet.Assess(situation));
                }
            },
            () =>
            {
                foreach (var situation in plain)
                {
                    GC.KeepAlive(assessPlain(situation));
                }
            },
            lines.Count,
            small);
        table.AtMost($"{key}: assessment, time", assessment.Ours, assessment.Floor, assessment.Ratio, 2, "us");

        var allocations = ours.Select(situation => Measure.Bytes(() => ruleSet.Assess(situation))).ToList();
        var plainAllocations = plain.Select(situation => Measure.Bytes(() => assessPlain(situation))).ToList();
        table.Below(
            $"{key}: assessment, allocated beyond the result (of {allocations.Average(a => a.Result):0} B)",
            allocations.Max(a => a.Allocated - a.Result),
            plainAllocations.Max(a => a.Allocated - a.Result),
            1024,
            "B");

        var reading = Measure.Microseconds(
            () =>
            {
                foreach (var line in lines)
                {
                    GC.KeepAlive(SituationReader.Read(line, catalogue));
                }
            },
            () =>
            {
                foreach (var line in lines)
                {
                    GC.KeepAlive(Parse(line));
                }
            },
            lines.Count,
            small);
        table.AtMost($"{key}: reading {lines.Average(l => l.Length):0} B, checked", reading.Ours, reading.Floor, reading.Ratio, ReadingRatioMax, "us");

        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output, Readable);
        var whole = Measure.Microseconds(
            () =>
            {
                foreach (var line in lines)
                {
                    Answer(json, output, () => AssessmentJson.WriteAnswer(json, line, null, catalogue));
                }
            },
            () =>
            {
                foreach (var line in lines)
                {
                    Answer(json, output, () => WritePlain(json, line, assessPlain));
                }
            },
            lines.Count,
            small);
        table.Above($"{key}: read, assessed, written, per processor second", 1e6 / whole.Ours, 1e6 / whole.Floor, WholePerSecondMin, "/s");
    }

    /// <summary>Compares the whole answers, byte for byte: verdicts, rates, points and amounts.</summary>
    private static int Differences(RuleCatalogue catalogue, string key, Func<PlainSituation, PlainAssessment> assessPlain, int count)
    {
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output, Readable);
        var wrong = 0;
        foreach (var line in Situations.Of(key, count))
        {
            Answer(json, output, () => AssessmentJson.WriteAnswer(json, line, null, catalogue));
            var ours = Encoding.UTF8.GetString(output.WrittenSpan);
            Answer(json, output, () => WritePlain(json, line, assessPlain));
            var plain = Encoding.UTF8.GetString(output.WrittenSpan);
            if (ours != plain && wrong++ < 3)
            {
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetString(line)}\n  ours         {ours}\n  hand-written {plain}"));
            }
        }

        return wrong;
    }

    /// <summary>The floor must do the same work: it answers the contract's reference cases too.</summary>
    private static int UnlikeTheContract(string key, Func<PlainSituation, PlainAssessment> assessPlain)
    {
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output, Readable);
        var wrong = 0;
        foreach (var reference in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Contract", "cases.jsonl")).Select(line => JsonNode.Parse(line)!))
        {
            if (reference["expected"] is not JsonObject expected || expected["ruleSet"]?.GetValue<string>() != key)
            {
                continue;
            }

            var situation = Encoding.UTF8.GetBytes(reference["raw"]?.GetValue<string>() ?? reference["situation"]!.ToJsonString());
            Answer(json, output, () => WritePlain(json, situation, assessPlain));
            if (!JsonNode.DeepEquals(expected, JsonNode.Parse(output.WrittenSpan)) && wrong++ < 3)
            {
                Console.Error.WriteLine($"{reference["about"]}\n  expected     {expected.ToJsonString()}\n  hand-written {Encoding.UTF8.GetString(output.WrittenSpan)}");
            }
        }

        return wrong;
    }

    private static PlainSituation Parse(byte[] line) => JsonSerializer.Deserialize(line, PlainJson.Default.PlainSituation)!;

    private static void WritePlain(Utf8JsonWriter json, byte[] line, Func<PlainSituation, PlainAssessment> assessPlain)
    {
        var assessment = assessPlain(Parse(line));
        HandWritten.Write(json, assessment, assessment.Id);
    }

    private static void Answer(Utf8JsonWriter json, ArrayBufferWriter<byte> output, Action write)
    {
        output.ResetWrittenCount();
        write();
        json.Flush();
        json.Reset();
    }
}
