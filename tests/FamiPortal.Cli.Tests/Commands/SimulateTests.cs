using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FamiPortal.Cli.Tests.Commands;

public sealed class SimulateTests : IDisposable
{
    private const string Wrong = """{"id":"x","profession":"masseur-kinesitherapeute","exercise":2024,"facts":{"scor":{"flows":-1}}}""";

    private readonly Fami fami = new();

    public void Dispose() => fami.Dispose();

    [Fact]
    public async Task Simulate_TheReferenceCases_AnswersEachAsExpectedInItsPlace()
    {
        var cases = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Contract", "cases.jsonl"))
            .Where(line => line.Length > 0).Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
        var input = string.Join('\n', cases.Select(c => c["raw"]?.GetValue<string>() ?? c["situation"]!.ToJsonString()));

        var ended = await fami.RunAsync("simulate", "--input", fami.Write("cases.jsonl", input));

        Assert.Equal((2, ""), (ended.Code, ended.Errors));
        Assert.Equal(203, ended.Lines.Count);
        for (var i = 0; i < cases.Count; i++)
        {
            var expected = cases[i]["expected"]!.AsObject();
            if (expected.ContainsKey("line"))
            {
                expected["line"] = i + 1;
            }

            var actual = JsonNode.Parse(ended.Lines[i]);
            Assert.True(JsonNode.DeepEquals(expected, actual), $"{cases[i]["about"]}\nexpected {expected.ToJsonString()}\nactual   {ended.Lines[i]}");
        }
    }

    [Fact]
    public async Task Simulate_TenThousandLines_KeepsTheirOrderAndNumbers()
    {
        // Every hundredth is wrong, every other is longer, so that the cores do not end in the order in which they began.
        var input = string.Concat(Enumerable.Range(1, 10_000).Select(i =>
            i % 100 == 0 ? Wrong + "\n" : Situation($"n{Text(i)}", acts: i % 7 * 12) + "\n"));

        var ended = await fami.RunAsync("simulate", "--input", fami.Write("many.jsonl", input), "--output", Path.Combine(fami.Folder, "answers.jsonl"));

        Assert.Equal((2, "", ""), (ended.Code, ended.Output, ended.Errors));
        var answers = File.ReadAllLines(Path.Combine(fami.Folder, "answers.jsonl"));
        Assert.Equal(10_000, answers.Length);
        for (var i = 1; i <= answers.Length; i++)
        {
            using var answer = JsonDocument.Parse(answers[i - 1]);
            if (i % 100 == 0)
            {
                Assert.Equal(i, answer.RootElement.GetProperty("line").GetInt64());
            }
            else
            {
                Assert.Equal($"n{Text(i)}", answer.RootElement.GetProperty("id").GetString());
                Assert.Equal(i % 7 * 12 * 100, Rate(answer).GetProperty("denominator").GetInt64());
            }
        }
    }

    [Fact]
    public async Task Simulate_WhenAllIsAssessed_EndsWith0()
    {
        var ended = await fami.RunWithInputAsync(Situation("a") + "\n" + Situation("b"), "simulate");

        Assert.Equal((0, ""), (ended.Code, ended.Errors));
        Assert.Equal(["a", "b"], ended.Lines.Select(Id));
        Assert.EndsWith("}\n", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulate_WithByteOrderMarkCrLfAndBlankLines_SkipsAndCountsThem()
    {
        var ended = await fami.RunWithInputAsync("\uFEFF" + Situation("first") + "\r\n\r\n \t\r\n" + "{broken\r\n" + Situation("last") + "\r\n", "simulate");

        Assert.Equal(2, ended.Code);
        Assert.Equal(3, ended.Lines.Count);
        Assert.Equal("first", Id(ended.Lines[0]));
        Assert.StartsWith("""{"id":null,"line":4,"error":{"code":"malformed-json","path":null,"message":""", ended.Lines[1], StringComparison.Ordinal);
        Assert.Equal("last", Id(ended.Lines[2]));
    }

    [Fact]
    public async Task Simulate_AnInvalidLineInTheMiddle_IsAnsweredInItsPlaceInFrench()
    {
        var ended = await fami.RunWithInputAsync($"{Situation("a")}\n{Wrong}\n{Situation("b")}\n", "simulate");

        Assert.Equal(2, ended.Code);
        Assert.Equal(
            """{"id":"x","line":2,"error":{"code":"invalid-fact","path":"facts.scor.flows","message":"Un nombre négatif n'est pas admis."}}""",
            ended.Lines[1]);
        Assert.Equal("b", Id(ended.Lines[2]));
    }

    [Fact]
    public async Task Simulate_ALineThatIsTooLong_FailsAlone()
    {
        var tooLong = Situation(new string('a', 17 * 1024 * 1024));

        var ended = await fami.RunWithInputAsync($"{Situation("a")}\n{tooLong}\n{Situation("b")}\n", "simulate");

        Assert.Equal(2, ended.Code);
        Assert.Equal(3, ended.Lines.Count);
        Assert.StartsWith("""{"id":null,"line":2,"error":{"code":"malformed-json",""", ended.Lines[1], StringComparison.Ordinal);
        Assert.Equal("b", Id(ended.Lines[2]));
    }

    [Fact]
    public async Task Simulate_WithExplain_AddsTheTree()
    {
        var ended = await fami.RunWithInputAsync(Situation("a"), "simulate", "--explain");

        using var answer = JsonDocument.Parse(ended.Lines.Single());
        var scor = answer.RootElement.GetProperty("explanation").GetProperty("indicators").GetProperty("scor");
        Assert.Equal(0, ended.Code);
        Assert.Equal("not-achieved", scor.GetProperty("status").GetString());
        Assert.Contains("S-KINE24 1.3", scor.GetProperty("references").EnumerateArray().Select(r => r.GetString()));
    }

    [Fact]
    public async Task Simulate_WithoutAnyLine_EndsWith0AndSaysNothing()
    {
        Assert.Equal(new Ended(0, "", ""), await fami.RunWithInputAsync("\n\n", "simulate"));
    }

    [Fact]
    public async Task Simulate_AMissingFile_EndsWith1AndNamesIt()
    {
        var ended = await fami.RunAsync("simulate", "--input", "absent.jsonl");

        Assert.Equal((1, ""), (ended.Code, ended.Output));
        Assert.StartsWith("Lecture impossible de « absent.jsonl » : ", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulate_AFolderAsInput_EndsWith1()
    {
        var ended = await fami.RunAsync("simulate", "--input", fami.Folder);

        Assert.Equal(1, ended.Code);
        Assert.StartsWith("Lecture impossible de « ", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulate_AnOutputThatCannotBeWritten_EndsWith1AndNamesIt()
    {
        var ended = await fami.RunWithInputAsync(Situation("a"), "simulate", "--output", "absent/answers.jsonl");

        Assert.Equal(1, ended.Code);
        Assert.StartsWith("Écriture impossible dans « absent/answers.jsonl » : ", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulate_WithBrokenRules_EndsWith1AndNamesTheFileAndLine()
    {
        var rules = fami.CopyOfRules();
        File.AppendAllText(Path.Combine(rules, "medecin", "2025.yaml"), "\nunheard-of: 1\n");

        var ended = await fami.RunWithInputAsync(Situation("a"), "simulate", "--rules", rules);

        Assert.Equal((1, ""), (ended.Code, ended.Output));
        Assert.Matches(@"^medecin/2025\.yaml:\d+: .*unheard-of", ended.Errors);
    }

    [Fact]
    public async Task Simulate_WhenNobodyReadsTheAnswersAnyMore_EndsQuietlyThoughTheInputGoesOn()
    {
        using var process = fami.Start("fami.dll", "simulate");
        var errors = process.StandardError.ReadToEndAsync();
        var lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Situation("a") + "\n", 1000)));

        var feeding = Task.Run(async () =>
        {
            try
            {
                while (true)
                {
                    await process.StandardInput.BaseStream.WriteAsync(lines);
                }
            }
            catch (IOException)
            {
                // The command ended and reads no more.
            }
        });
        Assert.Equal("a", Id((await process.StandardOutput.ReadLineAsync())!));
        process.StandardOutput.Close();

        var endedByItself = process.WaitForExit(TimeSpan.FromMinutes(1));
        if (!endedByItself)
        {
            process.Kill();
        }

        await feeding;
        Assert.True(endedByItself, "The command went on assessing for nobody.");
        Assert.Equal((0, ""), (process.ExitCode, await errors));
    }

    private static string Situation(string id, int acts = 0)
    {
        var list = string.Join(',', Enumerable.Range(0, acts).Select(i =>
            $$"""{"month":{{Text((i % 12) + 1)}},"mode":"vitale","context":"standard","count":100}"""));
        return $$"""{"id":"{{id}}","profession":"masseur-kinesitherapeute","exercise":2024,"facts":{"teletransmission":{"fseInPreviousYear":true,"acts":[{{list}}]} } }""";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static JsonElement Rate(JsonDocument answer) => answer.RootElement.GetProperty("indicators").GetProperty("teletransmission").GetProperty("rate");

    private static string? Id(string line)
    {
        using var answer = JsonDocument.Parse(line);
        return answer.RootElement.GetProperty("id").GetString();
    }
}
