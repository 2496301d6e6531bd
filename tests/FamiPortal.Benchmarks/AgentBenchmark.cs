using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using FamiPortal.Domain.Demonstration;
using FamiPortal.TestKit;
using Microsoft.Data.Sqlite;

namespace FamiPortal.Benchmarks;

/// <summary>
/// The agents' desk on a whole invented country: the portal in a process of its own on Kestrel, asked through real connections. Times
/// are what the agent's side of the connection waits for, hence more than what the server needs.
/// </summary>
internal static partial class AgentBenchmark
{
    private const double MedianMax = 50;
    private const double P99Max = 300;
    private const int Fund = 1; // the largest of the invented funds

    public static async Task<int> RunAsync(bool small)
    {
        var (practitioners, proofs, rounds, decisions) = small ? (2_400, 1_000, 3, 20) : (225_000, 50_000, 200, 400);
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Folder, "artifacts", "bench", small ? "agent-small" : "agent")).FullName;
        var watch = Stopwatch.StartNew();
        var isSeeded = Seed(folder, practitioners, proofs);
        var seeding = watch.Elapsed;
        // Decided proofs stay decided: each run works on a copy, where the portal finds its database.
        var data = Directory.CreateDirectory(Path.Combine(folder, "data"));
        var run = Path.Combine(data.FullName, "famiportal.db");
        File.Copy(Country(folder), run, overwrite: true);
        File.Delete(run + "-wal");
        File.Delete(run + "-shm");
        await using var portal = await PortalProcess.StartInProductionAsync(data);
        using var agent = await BenchAgent.SignInAsync(portal.Address, ScaleSeed.AgentEmail(Fund, 1));
        var table = new Table();
        var reviews = new List<string>();
        const string queue = "/agent/declarations/a-traiter";
        var indicator = (await agent.GetAsync(queue)).Match(Indicator());
        (string Name, string Url)[] pages =
        [
            ("queue", queue),
            ("queue, by indicator", $"{queue}?indicateur={indicator}"),
            ("queue, waiting for 15 days", $"{queue}?attente=15&agent=aucun"),
            ("queue, by name", $"{queue}?q=maquette%20iris"),
            ("queue, by number", $"{queue}?q={ScaleSeed.RppsOf(0)}"),
            ("queue, decided too, by name", $"{queue}?etat=tous&tri=nom"),
            ("queue, newest first", $"{queue}?tri=recents"),
        ];
        foreach (var (name, url) in pages)
        {
            var times = new List<double>();
            for (var round = -rounds / 10; round < rounds; round++)
            {
                var answer = await agent.GetAsync(url);
                reviews.AddRange(answer.All(ReviewLink()));
                if (round >= 0)
                {
                    times.Add(answer.Milliseconds);
                }
            }

            Add(table, name, times);
        }

        var deep = new List<double>();
        for (var (round, url) = (0, queue); round < rounds; round++)
        {
            var answer = await agent.GetAsync(url);
            deep.Add(answer.Milliseconds);
            url = answer.Match(NextLink()) is { Length: > 0 } next ? WebUtility.HtmlDecode(next) : queue;
        }

        Add(table, "queue, page after page", deep);
        var open = reviews.Distinct().ToList();
        var looked = new List<double>();
        for (var round = -rounds / 10; round < rounds; round++)
        {
            var answer = await agent.GetAsync(WebUtility.HtmlDecode(open[(round + rounds) % open.Count]));
            if (round >= 0)
            {
                looked.Add(answer.Milliseconds);
            }
        }

        Add(table, "review", looked);
        table.Print();
        var (verdict, isRight) = await DecideAsync(portal.Address, run, decisions);
        Console.WriteLine($"{practitioners} practitioners, {proofs} open proofs, {ScaleSeed.FundCount} funds{(isSeeded ? $", seeded in {seeding.TotalSeconds:0} s" : "")}; {rounds} requests a row. {verdict}");
        return isRight ? 0 : 1;
    }

    private static void Add(Table table, string name, List<double> times)
    {
        var sorted = times.Order().ToList();
        table.Below($"{name}: median", sorted[sorted.Count / 2], null, MedianMax, "ms");
        table.Below($"{name}: P99", sorted[Math.Min(sorted.Count - 1, sorted.Count * 99 / 100)], null, P99Max, "ms");
    }

    /// <summary>
    /// Twenty agents of one fund press "next" and decide, all at once; nobody decides what another has decided, nothing fails, and
    /// every decision that an agent was told of is in the database with its event.
    /// </summary>
    private static async Task<(string Words, bool IsRight)> DecideAsync(Uri address, string database, int decisions)
    {
        var agents = new List<BenchAgent>();
        for (var number = 1; number <= ScaleSeed.AgentsPerFund; number++)
        {
            agents.Add(await BenchAgent.SignInAsync(address, ScaleSeed.AgentEmail(Fund, number)));
        }

        var before = Count(database);
        var (left, done, told, failed) = (decisions, 0, 0, 0);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(agents.Select(agent => Task.Run(async () =>
        {
            while (Volatile.Read(ref left) > 0)
            {
                var page = await agent.GetAsync("/agent/suivant");
                if (page.Address.StartsWith("/agent/declarations/a-traiter", StringComparison.Ordinal))
                {
                    return; // nothing is left for this agent
                }

                if (page.Fields.Count == 0)
                {
                    // A colleague was faster to open it: asked again, "next" gives another one.
                    Interlocked.Increment(ref told);
                    continue;
                }

                if (Interlocked.Decrement(ref left) < 0)
                {
                    return;
                }

                var answer = await agent.PostAsync(page.Address, [.. page.Fields, new("Form.Decision", "accepter")]);
                _ = answer.Status switch
                {
                    < 400 => Interlocked.Increment(ref done),
                    400 => Interlocked.Increment(ref told),
                    _ => Interlocked.Increment(ref failed),
                };
            }
        })));
        var seconds = watch.Elapsed.TotalSeconds;
        agents.ForEach(agent => agent.Dispose());
        var after = Count(database);
        var (decided, events, subjects) = (after.Decided - before.Decided, after.Events - before.Events, after.Subjects - before.Subjects);
        var isRight = failed == 0 && done == decided && done == events && done == subjects && done > 0;
        return (
            $"{ScaleSeed.AgentsPerFund} agents of one fund at once: {done} decisions in {seconds:0.0} s ({done / seconds:0} /s), {told} told that a colleague was there; " +
            (isRight ? "each decided once, none lost, no failure." : $"WRONG: {decided} decided, {events} events, {subjects} subjects, {failed} failures."),
            isRight);
    }

    private static (long Decided, long Events, long Subjects) Count(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return (
            Read("SELECT COUNT(*) FROM EvidenceUses WHERE State = 'Accepted'"),
            Read("SELECT COUNT(*) FROM AuditEvents WHERE Kind = 'EvidenceAccepted'"),
            Read("SELECT COUNT(DISTINCT SubjectId) FROM AuditEvents WHERE Kind = 'EvidenceAccepted'"));

        long Read(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return (long)command.ExecuteScalar()!;
        }
    }

    private static string Country(string folder) => Path.Combine(folder, "country.db");

    /// <returns>False when the country of an earlier run was there.</returns>
    private static bool Seed(string folder, int practitioners, int proofs)
    {
        if (File.Exists(Country(folder)))
        {
            return false;
        }

        var half = Path.Combine(folder, "seeding.db");
        foreach (var left in Directory.GetFiles(folder, "seeding.db*"))
        {
            File.Delete(left);
        }

        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "fami.dll"), "seed", "--scale", "--practitioners", $"{practitioners}", "--proofs", $"{proofs}"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            Environment =
            {
                ["Database__Provider"] = "Sqlite",
                ["ConnectionStrings__Default"] = $"Data Source={half}",
                ["Evidence__Folder"] = Path.Combine(folder, "data", "justificatifs"),
            },
        };
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"fami seed --scale ended with {process.ExitCode}.");
        }

        File.Move(half, Country(folder));
        return true;
    }

    [GeneratedRegex("href=\"(/agent/declarations/[0-9a-f-]{36}\\?piece=[^\"]+)\"")]
    private static partial Regex ReviewLink();

    [GeneratedRegex("rel=\"next\" href=\"([^\"]+)\"")]
    private static partial Regex NextLink();

    [GeneratedRegex("name=\"indicateur\".*?<option value=\"([a-z-]+)\"", RegexOptions.Singleline)]
    private static partial Regex Indicator();
}
