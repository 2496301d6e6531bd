using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using FamiPortal.Domain.Demonstration;
using FamiPortal.TestKit;

namespace FamiPortal.Benchmarks;

/// <summary>
/// The pages that people wait for, on the real portal in a process of its own, beside a page of the same layout that holds only
/// text (<c>/aide</c>), asked for by the same person in turns.
/// </summary>
internal static partial class WebBenchmark
{
    private const string Floor = "/aide";
    private const double RatioMax = 3;
    private const int WarmUp = 2_000;

    public static async Task<int> RunAsync(bool small)
    {
        var folder = Directory.CreateTempSubdirectory("famiportal-bench-");
        try
        {
            IReadOnlyList<string> accounts;
            // Only Development makes the demonstration data; Production is what is measured.
            await using (var maker = await PortalProcess.StartAsync(folder))
            {
                using var visitor = new Client(maker.Address);
                accounts = [.. Emails().Matches(visitor.Read("/connexion")).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))];
            }

            await using var portal = await PortalProcess.StartInProductionAsync(folder);
            return Measured(portal, accounts, small);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int Measured(PortalProcess portal, IReadOnlyList<string> accounts, bool small)
    {
        var visits = new List<Visit>();
        foreach (var account in accounts)
        {
            visits.AddRange(Find(new Client(portal.Address), account));
        }

        using var server = portal.Observe();
        var table = new Table();
        var wrong = 0;
        // Of each kind of page the longest one: the person who has the most to see.
        var pages = visits.GroupBy(visit => visit.Name).Select(same => same.MaxBy(visit => visit.Length)!).OrderBy(visit => visit.Name, StringComparer.Ordinal).ToList();
        foreach (var page in small ? [] : pages)
        {
            // Until the compiler has done its best with all of them, what they share too: what it compiles again while people wait is nobody's steady state.
            Time(page.Client, page.Path, server, WarmUp);
            Time(page.Client, Floor, server, WarmUp);
        }

        foreach (var page in pages)
        {
            var (elapsed, processor) = Compare(page, server, small);
            table.AtMost($"{page.Name}, {page.Length / 1000} kB: time", elapsed.Ours, elapsed.Floor, elapsed.Ratio, RatioMax, "ms");
            table.AtMost($"{page.Name}: processor", processor.Ours, processor.Floor, processor.Ratio, RatioMax, "ms");
            wrong += page.Client.Read(page.Path).Contains($"<h1>{page.Heading}</h1>", StringComparison.Ordinal) ? 0 : 1;
        }

        table.Print();
        var declarations = pages.Count(page => page.Path.StartsWith("/declarations/", StringComparison.Ordinal));
        Console.WriteLine(wrong == 0 && declarations > 0 ? $"{pages.Count} pages, of which {declarations} declarations, all as they should be." : $"{wrong} pages of {pages.Count} are not what was asked for.");
        return wrong == 0 && declarations > 0 ? 0 : 1;
    }

    private static List<Visit> Find(Client client, string account)
    {
        var home = client.SignIn(account);
        List<string> paths = [home, .. Links().Matches(client.Read(home)).Select(match => match.Groups[1].Value)];
        // The declaration of a closed exercise is read through the payment.
        paths.AddRange(paths.Where(path => path.StartsWith("/remunerations/", StringComparison.Ordinal)).Select(path => path.Replace("/remunerations/", "/declarations/", StringComparison.Ordinal)).ToList());
        var visits = new List<Visit>();
        foreach (var path in paths.Distinct())
        {
            var html = client.Read(path);
            if (Heading().Match(html) is { Success: true } heading && Role().Match(html) is { Success: true } role)
            {
                var isOffice = path.StartsWith("/agent/declarations/", StringComparison.Ordinal) && !path.EndsWith("/a-traiter", StringComparison.Ordinal);
                var name = isOffice ? "Examen d’une déclaration" : path.StartsWith("/agent", StringComparison.Ordinal) ? "File de la caisse"
                    : path == "/mon-espace" ? "Mon espace" : $"{WebUtility.HtmlDecode(heading.Groups[1].Value)}, {WebUtility.HtmlDecode(role.Groups[1].Value)}";
                visits.Add(new Visit(client, name, path, heading.Groups[1].Value, html.Length));
            }
        }

        return visits;
    }

    private static (Measure.Pair Elapsed, Measure.Pair Processor) Compare(Visit page, Process server, bool small)
    {
        var (rounds, requests) = small ? (1, 2) : (11, 20);
        var (elapsed, processor) = (new List<Measure.Pair>(), new List<Measure.Pair>());
        for (var round = 0; round < rounds; round++)
        {
            // Who goes first changes, as does what each leaves to the other.
            var first = Time(page.Client, round % 2 == 0 ? page.Path : Floor, server, requests);
            var second = Time(page.Client, round % 2 == 0 ? Floor : page.Path, server, requests);
            var (ours, floor) = round % 2 == 0 ? (first, second) : (second, first);
            elapsed.Add(new(ours.Elapsed, floor.Elapsed, ours.Elapsed / floor.Elapsed));
            processor.Add(new(ours.Processor, floor.Processor, ours.Processor / Math.Max(0.001, floor.Processor)));
        }

        return (Median(elapsed), new(processor.Average(pair => pair.Ours), processor.Average(pair => pair.Floor), processor.Sum(pair => pair.Ours) / Math.Max(0.001, processor.Sum(pair => pair.Floor))));
    }

    private static Measure.Pair Median(List<Measure.Pair> rounds) => new(
        Measure.Median(rounds.Select(pair => pair.Ours)), Measure.Median(rounds.Select(pair => pair.Floor)), Measure.Median(rounds.Select(pair => pair.Ratio)));

    /// <summary>Milliseconds of one request: the median of what the client waits, and the server's processor time over all of them.</summary>
    private static (double Elapsed, double Processor) Time(Client client, string path, Process server, int requests)
    {
        server.Refresh();
        var before = server.TotalProcessorTime;
        var times = new List<double>();
        for (var i = 0; i < requests; i++)
        {
            var start = Stopwatch.GetTimestamp();
            client.Load(path);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        server.Refresh();
        return (Measure.Median(times), (server.TotalProcessorTime - before).TotalMilliseconds / requests);
    }

    private sealed record Visit(Client Client, string Name, string Path, string Heading, int Length);

    /// <summary>
    /// One person's browser, as far as the server can tell. It waits in the thread that measures: those that an asynchronous client
    /// wakes for each packet take their time from the server's.
    /// </summary>
    private sealed class Client : IDisposable
    {
        private readonly HttpClient http;

        public Client(Uri portal)
        {
            // What unpacking costs the browser is none of the server's time: an answer is unpacked only to be read.
            http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = portal };
            http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
            http.DefaultRequestHeaders.Add("Accept-Encoding", "gzip, deflate, br, zstd");
        }

        public void Load(string path)
        {
            using var answer = Send(HttpMethod.Get, path);
            answer.EnsureSuccessStatusCode();
        }

        public string Read(string path)
        {
            using var answer = Send(HttpMethod.Get, path);
            using var body = answer.Content.ReadAsStream();
            using var unpacked = answer.Content.Headers.ContentEncoding.Contains("gzip") ? new GZipStream(body, CompressionMode.Decompress) : body;
            using var reader = new StreamReader(unpacked);
            return reader.ReadToEnd();
        }

        /// <returns>Where the person lands.</returns>
        public string SignIn(string email)
        {
            var token = Token().Match(Read("/connexion")).Groups[1].Value;
            using var form = new FormUrlEncodedContent(
                [new("Form.Email", email), new("Form.Password", DemonstrationAccounts.Password), new("__RequestVerificationToken", token)]);
            using var answer = Send(HttpMethod.Post, "/connexion", form);
            var home = answer.Headers.Location?.ToString() ?? throw new InvalidOperationException($"{email} could not sign in: {answer.StatusCode}.");
            using var landed = Send(HttpMethod.Get, home);
            return landed.Headers.Location?.ToString() ?? home;
        }

        public void Dispose() => http.Dispose();

        private HttpResponseMessage Send(HttpMethod method, string path, HttpContent? content = null)
        {
            using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
            return http.Send(request);
        }
    }

    [GeneratedRegex("name=\"email\" value=\"([^\"]+)\"")]
    private static partial Regex Emails();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("href=\"(/(?:declarations|remunerations|agent/declarations)/[0-9a-f-]+)[\"?]")]
    private static partial Regex Links();

    [GeneratedRegex("<h1>([^<]+)</h1>")]
    private static partial Regex Heading();

    [GeneratedRegex("<span class=\"role\">([^<]+)</span>")]
    private static partial Regex Role();
}
