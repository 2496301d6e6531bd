using System.IO.Pipelines;
using System.Net;
using System.Text;
using System.Text.Json;

namespace FamiPortal.Web.Tests.Api;

/// <summary>The simulation contract over HTTP; what is computed is the rules' own business and tested there.</summary>
public sealed class SimulationsTests(Portal portal) : IClassFixture<Portal>
{
    private const string One = """{"id":"k","profession":"masseur-kinesitherapeute","exercise":2024,"transmittedOn":"2025-02-01","facts":{"videoEquipment":{"kind":"subscription"}}}""";
    private const string Wrong = """{"id":"w","profession":"masseur-kinesitherapeute","exercise":2024,"facts":{"scor":{"flows":-1}}}""";

    [Fact]
    public async Task Post_OneSituation_IsAssessedWithoutSigningIn()
    {
        var answer = await PostAsync(One, "application/json");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("masseur-kinesitherapeute/2024", answer.Json.GetProperty("ruleSet").GetString());
        Assert.Equal(350m, answer.Json.GetProperty("amount").GetDecimal());
        Assert.False(answer.Json.TryGetProperty("explanation", out _));
    }

    [Fact]
    public async Task Post_WithExplain_CarriesTheTrees()
    {
        var answer = await PostAsync(One, "application/json; charset=utf-8", "?explain=true");

        var why = answer.Json.GetProperty("explanation").GetProperty("indicators").GetProperty("scor").GetProperty("parts")[0].GetProperty("why").GetString();
        Assert.Contains("pour au moins 1", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_OneInvalidSituation_Is400WithTheErrorOfTheContract()
    {
        var answer = await PostAsync(Wrong, "application/json");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("w", answer.Json.GetProperty("id").GetString());
        Assert.Equal("invalid-fact", answer.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("facts.scor.flows", answer.Json.GetProperty("error").GetProperty("path").GetString());
    }

    [Fact]
    public async Task Post_AStream_Is200WithOneLineEach_ErrorsInTheirPlace()
    {
        var lines = (await PostTextAsync($"{One}\n\n{Wrong}\r\nnot json\n{One}", "application/x-ndjson")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(4, lines.Length);
        Assert.Contains("\"amount\":350.00", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"line\":3", lines[1], StringComparison.Ordinal);
        Assert.Contains("malformed-json", lines[2], StringComparison.Ordinal);
        Assert.Contains("\"amount\":350.00", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_AStreamOf20000Situations_IsAnsweredWhole()
    {
        var text = string.Join('\n', Enumerable.Repeat(One, 20_000));

        var answer = await PostTextAsync(text, "application/x-ndjson");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(20_000, answer.Text.Count(character => character == '\n'));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    public async Task Post_AnotherType_Is415AndSaysWhichOnesThereAre(string type)
    {
        var answer = await PostAsync(One, type);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.Status);
        Assert.Contains("application/x-ndjson", answer.Json.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_FromAnAddressThatSendsTwoSlowStreams_WaitsAndOthersDoNot()
    {
        // A write ends once it is read: both are inside before the third one comes.
        var untilRead = new PipeOptions(pauseWriterThreshold: 2, resumeWriterThreshold: 1);
        Pipe[] slow = [new(untilRead), new(untilRead)];
        var held = slow.Select(pipe => SendAsync("203.0.113.7", pipe.Reader.AsStream())).ToList();
        await Task.WhenAll(slow.Select(pipe => pipe.Writer.WriteAsync("{}\n"u8.ToArray()).AsTask()));
        var third = SendAsync("203.0.113.7", new MemoryStream());

        var other = await SendAsync("203.0.113.8", new MemoryStream());
        await Task.Delay(200);
        var isThirdWaiting = !third.IsCompleted;
        Array.ForEach(slow, pipe => pipe.Writer.Complete());
        var answers = await Task.WhenAll([.. held, third]);

        Assert.Equal(StatusCodes.Status200OK, other);
        Assert.True(isThirdWaiting);
        Assert.All(answers, status => Assert.Equal(StatusCodes.Status200OK, status));

        async Task<int> SendAsync(string address, Stream body) => (await portal.Server.SendAsync(context =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse(address);
            (context.Request.Scheme, context.Request.Host) = ("https", new HostString("localhost"));
            (context.Request.Method, context.Request.Path) = ("POST", "/api/v1/simulations");
            (context.Request.ContentType, context.Request.Body) = ("application/x-ndjson", body);
        })).Response.StatusCode;
    }

    [Fact]
    public async Task Post_WhenTooManyWait_Is503InTheWordsOfTheContract_AndSaysWhenToTryAgain()
    {
        var untilRead = new PipeOptions(pauseWriterThreshold: 2, resumeWriterThreshold: 1);
        Pipe[] slow = [new(untilRead), new(untilRead)];
        var held = slow.Select(pipe => SendAsync(pipe.Reader.AsStream())).ToList();
        await Task.WhenAll(slow.Select(pipe => pipe.Writer.WriteAsync("{}\n"u8.ToArray()).AsTask()));

        var waiting = Enumerable.Range(0, 501).Select(_ => SendAsync(new MemoryStream())).ToList();
        var refused = await await Task.WhenAny(waiting);
        Array.ForEach(slow, pipe => pipe.Writer.Complete());
        var all = await Task.WhenAll([.. held, .. waiting]);

        Assert.Equal((StatusCodes.Status503ServiceUnavailable, "1"), (refused.Response.StatusCode, refused.Response.Headers.RetryAfter.ToString()));
        Assert.Single(all, answer => answer.Response.StatusCode != StatusCodes.Status200OK);
        using var json = await JsonDocument.ParseAsync(refused.Response.Body);
        Assert.Contains("réessayez", json.RootElement.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);

        Task<HttpContext> SendAsync(Stream body) => portal.Server.SendAsync(context =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse("203.0.113.9");
            (context.Request.Scheme, context.Request.Host) = ("https", new HostString("localhost"));
            (context.Request.Method, context.Request.Path) = ("POST", "/api/v1/simulations");
            (context.Request.ContentType, context.Request.Body) = ("application/x-ndjson", body);
        });
    }

    [Fact]
    public async Task Post_OneSituationTooLarge_Is413()
    {
        var answer = await PostAsync($$"""{"id":"{{new string('x', 1024 * 1024)}}"}""", "application/json");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
    }

    private async Task<(HttpStatusCode Status, JsonElement Json)> PostAsync(string body, string type, string query = "")
    {
        var (status, text) = await PostTextAsync(body, type, query);
        return (status, JsonDocument.Parse(text).RootElement);
    }

    private async Task<(HttpStatusCode Status, string Text)> PostTextAsync(string body, string type, string query = "")
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        var response = await portal.Visit().Client.PostAsync(new Uri($"/api/v1/simulations{query}", UriKind.Relative), content);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
