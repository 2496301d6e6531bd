using System.Diagnostics;
using System.Text.Json;
using FamiPortal.TestKit;

namespace FamiPortal.Benchmarks;

/// <summary>The real command in a process of its own, beside <see cref="Passthrough"/> in a process of its own.</summary>
internal static class SimulateBenchmark
{
    private const double MemoryMegabytesMax = 200;

    private sealed record Pass(double Seconds, double BusyCores, double PeakMegabytes);

    public static int Run(bool small)
    {
        var count = small ? 2_000 : 200_000;
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Folder, "artifacts", "bench", small ? "small" : "full")).FullName;
        var (input, shorter) = (Path.Combine(folder, "situations.jsonl"), Path.Combine(folder, "situations-tenth.jsonl"));
        Situations.WriteFile(input, count);
        Situations.WriteFile(shorter, count / 10);
        var (ours, floor) = (Path.Combine(folder, "ours.jsonl"), Path.Combine(folder, "floor.jsonl"));

        var rounds = new List<(Pass Ours, Pass Floor)>();
        for (var round = 0; round < (small ? 1 : 5); round++)
        {
            rounds.Add((Simulate(input, ours), PassThrough(input, floor)));
        }

        var shorterRun = Simulate(shorter, Path.Combine(folder, "ours-tenth.jsonl"));
        var wrong = Check(ours, count) + Check(floor, count);
        var (oursBytes, floorBytes) = (new FileInfo(ours).Length, new FileInfo(floor).Length);

        var table = new Table();
        table.AtLeast(
            $"{count} situations of {new FileInfo(input).Length / count} B, throughput",
            Measure.Median(rounds.Select(r => count / r.Ours.Seconds)),
            Measure.Median(rounds.Select(r => count / r.Floor.Seconds)),
            Measure.Median(rounds.Select(r => r.Floor.Seconds / r.Ours.Seconds)),
            0.7,
            "/s");
        table.AtLeast(
            $"cores kept busy in the best round, of {Environment.ProcessorCount}",
            rounds.Max(r => r.Ours.BusyCores),
            rounds.Max(r => r.Floor.BusyCores),
            rounds.Max(r => r.Ours.BusyCores) / rounds.Max(r => r.Floor.BusyCores),
            0.9,
            "");
        table.Below("memory at its peak", rounds.Max(r => r.Ours.PeakMegabytes), rounds.Max(r => r.Floor.PeakMegabytes), MemoryMegabytesMax, "MB");
        table.AtMost(
            $"memory at its peak (floor: with {count / 10} situations)",
            rounds.Max(r => r.Ours.PeakMegabytes), shorterRun.PeakMegabytes, rounds.Max(r => r.Ours.PeakMegabytes) / shorterRun.PeakMegabytes, 1.25, "MB");
        table.Print();
        Console.WriteLine($"Answers: {oursBytes / 1e6:0.0} MB, the floor's {floorBytes / 1e6:0.0} MB; {(wrong == 0 ? "all there, in order, none an error." : $"{wrong} missing, out of order or errors.")}");
        File.Delete(ours);
        File.Delete(floor);
        return wrong == 0 ? 0 : 1;
    }

    private static Pass Simulate(string input, string output) => Start("fami.dll", "simulate", "--input", input, "--output", output);

    private static Pass PassThrough(string input, string output) => Start("FamiPortal.Benchmarks.dll", "passthrough", input, output);

    private static Pass Start(string assembly, params string[] arguments)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(host, [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments]);
        var (processor, peak) = (TimeSpan.Zero, 0L);
        while (!process.WaitForExit(10))
        {
            try
            {
                process.Refresh();
                (processor, peak) = (process.TotalProcessorTime, Math.Max(peak, process.PeakWorkingSet64));
            }
            catch (InvalidOperationException)
            {
                // It ended between the two lines.
            }
        }

        var seconds = watch.Elapsed.TotalSeconds;
        return process.ExitCode == 0
            ? new Pass(seconds, processor.TotalSeconds / seconds, peak / 1e6)
            : throw new InvalidOperationException($"{assembly} {arguments[0]} ended with {process.ExitCode}.");
    }

    /// <summary>How many lines are not the answer to the situation of that place.</summary>
    private static int Check(string path, int count)
    {
        var wrong = 0;
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            using var answer = JsonDocument.Parse(line);
            var isAnswer = answer.RootElement.TryGetProperty("amount", out _) && answer.RootElement.GetProperty("id").GetString() == $"{number}";
            wrong += isAnswer ? 0 : 1;
            number++;
        }

        return wrong + Math.Abs(count - number);
    }
}
