using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using FamiPortal.Domain.Demonstration;

namespace FamiPortal.Benchmarks;

/// <summary>An agent at a browser without scripts: cookies, redirects, the hidden fields of the form that decides.</summary>
internal sealed partial class BenchAgent : IDisposable
{
    private readonly HttpClient client;

    private BenchAgent(Uri address) => client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address };

    public static async Task<BenchAgent> SignInAsync(Uri address, string email)
    {
        var agent = new BenchAgent(address);
        var page = await agent.GetAsync("/connexion");
        var answer = await agent.PostAsync("/connexion", [.. page.Token, new("Form.Email", email), new("Form.Password", DemonstrationAccounts.Password)]);
        return answer.Address.StartsWith("/agent", StringComparison.Ordinal)
            ? agent
            : throw new InvalidOperationException($"{email} could not sign in: {answer.Status} {answer.Address}");
    }

    public async Task<BenchAnswer> GetAsync(string url)
    {
        var watch = Stopwatch.GetTimestamp();
        using var response = await client.GetAsync(new Uri(url, UriKind.Relative));
        return await ReadAsync(response, watch);
    }

    public async Task<BenchAnswer> PostAsync(string url, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        var watch = Stopwatch.GetTimestamp();
        using var content = new FormUrlEncodedContent(fields);
        using var response = await client.PostAsync(new Uri(url, UriKind.Relative), content);
        return await ReadAsync(response, watch);
    }

    public void Dispose() => client.Dispose();

    private static async Task<BenchAnswer> ReadAsync(HttpResponseMessage response, long start)
    {
        var text = await response.Content.ReadAsStringAsync();
        var milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return (int)response.StatusCode >= 500
            ? throw new InvalidOperationException($"{response.RequestMessage!.RequestUri}: {(int)response.StatusCode}")
            : new BenchAnswer((int)response.StatusCode, response.RequestMessage!.RequestUri!.PathAndQuery, text, milliseconds);
    }
}

internal sealed partial record BenchAnswer(int Status, string Address, string Text, double Milliseconds)
{
    public IReadOnlyList<KeyValuePair<string, string>> Token =>
        [.. HiddenInput().Matches(Text).Take(1).Select(match => KeyValuePair.Create(match.Groups[1].Value, match.Groups[2].Value))];

    /// <summary>The token and the proof of the form that decides; none when the page has no such form.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields =>
        Use().Match(Text) is { Success: true } use ? [.. Token, new("Form.Use", use.Groups[1].Value)] : [];

    public string? Match(Regex regex) => regex.Match(Text) is { Success: true } match ? match.Groups[1].Value : null;

    public IEnumerable<string> All(Regex regex) => regex.Matches(Text).Select(match => match.Groups[1].Value);

    [GeneratedRegex("<input name=\"(__RequestVerificationToken)\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex HiddenInput();

    [GeneratedRegex("name=\"Form.Use\" value=\"([^\"]+)\"")]
    private static partial Regex Use();
}
