using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FamiPortal.Rules.Tests.Contract;

/// <summary>The reference cases of the simulation contract: every answer is exactly the expected one.</summary>
public sealed class CasesTests
{
    private static readonly string[] Lines =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Contract", "cases.jsonl")).Where(line => line.Length > 0)];

    public static TheoryData<int, string> Cases()
    {
        var cases = new TheoryData<int, string>();
        for (var i = 0; i < Lines.Length; i++)
        {
            using var json = JsonDocument.Parse(Lines[i]);
            cases.Add(i + 1, json.RootElement.GetProperty("about").GetString()!);
        }

        return cases;
    }

    [Fact]
    public void Cases_AreAllThere()
    {
        Assert.Equal(203, Lines.Length);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Simulate_ReferenceCase_AnswersAsExpected(int number, string about)
    {
        using var reference = JsonDocument.Parse(Lines[number - 1]);
        var situation = reference.RootElement.TryGetProperty("raw", out var raw)
            ? raw.GetString()!
            : reference.RootElement.GetProperty("situation").GetRawText();

        var answer = AssessmentJson.ToText(writer =>
            AssessmentJson.WriteAnswer(writer, Encoding.UTF8.GetBytes(situation), line: 1, Official.Catalogue));

        using var actual = JsonDocument.Parse(answer);
        Assert.True(
            Same(reference.RootElement.GetProperty("expected"), actual.RootElement),
            $"{about}\nexpected {reference.RootElement.GetProperty("expected").GetRawText()}\nactual   {answer}");
    }

    /// <summary>The same members with the same values, in any order; numbers as exact decimals; <c>explanation</c> skipped.</summary>
    private static bool Same(JsonElement expected, JsonElement actual) => (expected.ValueKind, actual.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => SameMembers(Members(expected), Members(actual)),
        (JsonValueKind.Array, JsonValueKind.Array) =>
            expected.GetArrayLength() == actual.GetArrayLength() && expected.EnumerateArray().Zip(actual.EnumerateArray()).All(p => Same(p.First, p.Second)),
        (JsonValueKind.Number, JsonValueKind.Number) => Number(expected) == Number(actual),
        (JsonValueKind.String, JsonValueKind.String) => expected.GetString() == actual.GetString(),
        var (one, other) => one == other,
    };

    private static bool SameMembers(Dictionary<string, JsonElement> expected, Dictionary<string, JsonElement> actual) =>
        expected.Count == actual.Count && expected.All(p => actual.TryGetValue(p.Key, out var value) && Same(p.Value, value));

    private static Dictionary<string, JsonElement> Members(JsonElement element) =>
        element.EnumerateObject().Where(p => p.Name != "explanation").ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);

    private static decimal Number(JsonElement element) => decimal.Parse(element.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture);
}
