using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FamiPortal.Rules;

/// <summary>Writes assessments and errors as the contract says.</summary>
public static class AssessmentJson
{
    // The output is a JSON document of its own, never pasted into HTML: accents stay readable.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The assessment as one line of JSON.</summary>
    /// <param name="assessment">The assessment; its trees are written when it has them.</param>
    public static string ToJson(Assessment assessment) => ToText(writer => Write(writer, assessment));

    /// <summary>Writes an assessment.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="assessment">The assessment; its trees are written under <c>explanation</c> when it has them.</param>
    public static void Write(Utf8JsonWriter writer, Assessment assessment)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(assessment);
        writer.WriteStartObject();
        writer.WriteString("id", assessment.SituationId);
        writer.WriteString("ruleSet", assessment.RuleSet.Key);
        writer.WriteStartObject("indicators");
        foreach (var result in assessment.Indicators)
        {
            writer.WriteStartObject(result.Indicator.Code);
            writer.WriteString("status", result.Verdict.Code());
            if (result.Rate is { } rate)
            {
                writer.WriteStartObject("rate");
                WriteWhole(writer, "numerator", rate.Numerator);
                WriteWhole(writer, "denominator", rate.Denominator);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        if (assessment.Points is { } points)
        {
            writer.WriteNumber("points", points);
        }
        else
        {
            writer.WriteNull("points");
        }

        // Adding 0.00 gives the decimal two places: 590 is written 590.00.
        writer.WriteNumber("amount", assessment.Amount + 0.00m);
        writer.WriteNumber("potentialAmount", assessment.PotentialAmount + 0.00m);
        if (assessment.IsExplained)
        {
            WriteExplanation(writer, assessment);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes the error that stands in the place of an assessment.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="id">The situation's id, or null when unreadable.</param>
    /// <param name="line">From 1; null for a single situation.</param>
    /// <param name="error">What is wrong.</param>
    public static void Write(Utf8JsonWriter writer, string? id, long? line, SituationError error)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(error);
        writer.WriteStartObject();
        writer.WriteString("id", id);
        if (line is { } number)
        {
            writer.WriteNumber("line", number);
        }

        writer.WriteStartObject("error");
        writer.WriteString("code", error.Code);
        writer.WriteString("path", error.Path);
        writer.WriteString("message", error.Message);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Assesses one line of the contract and writes the answer, assessment or error.</summary>
    /// <param name="writer">Where to; flushed by the caller.</param>
    /// <param name="utf8Json">One situation.</param>
    /// <param name="line">Its number in the stream, from 1; null outside a stream.</param>
    /// <param name="catalogue">The rule sets.</param>
    /// <param name="options">Explanation and neutralisations.</param>
    /// <returns>True when it was assessed.</returns>
    public static bool WriteAnswer(
        Utf8JsonWriter writer, ReadOnlySpan<byte> utf8Json, long? line, RuleCatalogue catalogue, AssessmentOptions? options = null)
    {
        var reading = SituationReader.Read(utf8Json, catalogue);
        if (reading.Error is { } error)
        {
            Write(writer, reading.Id, line, error);
            return false;
        }

        Write(writer, reading.RuleSet!.Assess(reading.Situation!, options));
        return true;
    }

    /// <summary>Runs a writing and gives its text; the encoder keeps accents readable.</summary>
    /// <param name="write">What to write.</param>
    public static string ToText(Action<Utf8JsonWriter> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteExplanation(Utf8JsonWriter writer, Assessment assessment)
    {
        writer.WriteStartObject("explanation");
        writer.WriteString("title", assessment.RuleSet.Title);
        writer.WriteString("ruleSetHash", assessment.RuleSet.Hash);
        writer.WriteStartArray("parts");
        foreach (var part in assessment.Parts)
        {
            writer.WriteStartObject();
            writer.WriteString("code", part.Part.Code);
            writer.WriteString("label", part.Part.Label);
            writer.WriteNumber("achieved", part.AchievedCount);
            writer.WriteNumber("indicators", part.IndicatorCount);
            writer.WriteBoolean("open", part.IsOpen);
            writer.WriteNumber("amount", part.Euros + 0.00m);
            writer.WriteNumber("potentialAmount", part.PotentialEuros + 0.00m);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("indicators");
        foreach (var result in assessment.Indicators)
        {
            if (result.Explanation is { } tree)
            {
                writer.WritePropertyName(result.Indicator.Code);
                WriteNode(writer, tree);
            }
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteNode(Utf8JsonWriter writer, Explanation node)
    {
        writer.WriteStartObject();
        writer.WriteString("asked", node.Asked);
        writer.WriteString("status", node.Verdict.Code());
        writer.WriteString("why", node.Why);
        if (node.Missing is { } missing)
        {
            writer.WriteString("missing", missing);
        }

        if (node.Known.Count > 0)
        {
            writer.WriteStartArray("known");
            foreach (var known in node.Known)
            {
                writer.WriteStartObject();
                writer.WriteString("path", known.Path);
                writer.WriteString("label", known.Label);
                writer.WriteString("value", known.Value);
                writer.WriteString("origin", known.Origin switch
                {
                    FactOrigin.Declared => "declared",
                    FactOrigin.Prefilled => "prefilled",
                    FactOrigin.Measured => "measured",
                });
                writer.WriteString("source", known.Source);
                writer.WriteString("asOf", known.AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        if (node.References.Count > 0)
        {
            writer.WriteStartArray("references");
            foreach (var reference in node.References)
            {
                writer.WriteStringValue(reference.ToString());
            }

            writer.WriteEndArray();
        }

        if (node.Parts.Count > 0)
        {
            writer.WriteStartArray("parts");
            foreach (var part in node.Parts)
            {
                WriteNode(writer, part);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteWhole(Utf8JsonWriter writer, string name, Int128 value)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(value.ToString(CultureInfo.InvariantCulture));
    }
}
