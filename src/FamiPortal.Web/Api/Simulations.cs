using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.RateLimiting;
using FamiPortal.Rules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FamiPortal.Web.Api;

/// <summary>
/// <c>POST /api/v1/simulations</c>: the same contract as <c>fami simulate</c>. Open to everybody: it reads nothing of the
/// portal and keeps nothing. <c>?explain=true</c> adds the trees.
/// </summary>
public static class Simulations
{
    /// <summary>Requests computed at once; the others wait their turn, so that a large stream cannot starve the pages.</summary>
    private const int AtOnceMax = 4;

    /// <summary>Of one address: nobody holds all the places of the others, however slowly they send.</summary>
    private const int AtOnceOfOneMax = 2;

    private const int WaitingMax = 500;
    private const int OneBytesMax = 1024 * 1024;
    private const long StreamBytesMax = 1024L * 1024 * 1024;
    private const string OneType = "application/json";
    private const string StreamType = "application/x-ndjson";
    private const string Policy = "simulations";

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void AddSimulations(this WebApplicationBuilder builder) => builder.Services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status503ServiceUnavailable;
        limiter.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "1";
            return new ValueTask(RefuseAsync(rejected.HttpContext, StatusCodes.Status503ServiceUnavailable, "Trop de demandes à la fois\u00A0: réessayez dans un instant."));
        };
        limiter.AddConcurrencyLimiter(Policy, options =>
        {
            options.PermitLimit = AtOnceMax;
            options.QueueLimit = WaitingMax;
        });

        // Asked first: who waits for one's own other requests holds no place of everybody's.
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == Policy
                ? RateLimitPartition.GetConcurrencyLimiter(
                    context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new ConcurrencyLimiterOptions { PermitLimit = AtOnceOfOneMax, QueueLimit = WaitingMax })
                : RateLimitPartition.GetNoLimiter(""));
    });

    public static void MapSimulations(this WebApplication app) => app.MapPost("/api/v1/simulations", HandleAsync)
        .AllowAnonymous()
        .DisableAntiforgery()
        .RequireRateLimiting(Policy)
        .WithMetadata(new RequestSizeLimitAttribute(StreamBytesMax));

    private static Task HandleAsync(HttpContext context, RuleCatalogue catalogue)
    {
        var options = new AssessmentOptions { Explain = context.Request.Query["explain"] == "true" };
        return Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            ? type.MediaType.Value switch
            {
                OneType => OneAsync(context, catalogue, options),
                StreamType => StreamAsync(context, catalogue, options),
                _ => RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType, UnknownType),
            }
            : RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType, UnknownType);
    }

    private const string UnknownType = $"Envoyez une situation ({OneType}) ou plusieurs, une par ligne ({StreamType}).";

    private static async Task OneAsync(HttpContext context, RuleCatalogue catalogue, AssessmentOptions options)
    {
        var body = await ReadAsync(context);
        if (body is null)
        {
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, "Une situation ne dépasse pas 1 Mo.");
            return;
        }

        var answer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(answer, Readable))
        {
            context.Response.StatusCode = AssessmentJson.WriteAnswer(writer, body.Value.Span, 1, catalogue, options)
                ? StatusCodes.Status200OK
                : StatusCodes.Status400BadRequest;
        }

        context.Response.ContentType = $"{OneType}; charset=utf-8";
        await context.Response.Body.WriteAsync(answer.WrittenMemory, context.RequestAborted);
    }

    private static async Task StreamAsync(HttpContext context, RuleCatalogue catalogue, AssessmentOptions options)
    {
        context.Response.ContentType = $"{StreamType}; charset=utf-8";
        var writer = context.Response.BodyWriter;
        await foreach (var (number, line) in JsonLines.ReadAsync(context.Request.Body, OneBytesMax, context.RequestAborted))
        {
            using (var json = new Utf8JsonWriter(writer, Readable))
            {
                AssessmentJson.WriteAnswer(json, line.Span, number, catalogue, options);
            }

            writer.Write("\n"u8);
            if (writer.UnflushedBytes > 32 * 1024)
            {
                await writer.FlushAsync(context.RequestAborted);
            }
        }
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > OneBytesMax)
            {
                return null;
            }
        }

        return buffer.ToArray();
    }

    private static Task RefuseAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = $"{OneType}; charset=utf-8";
        return context.Response.WriteAsync(AssessmentJson.ToText(writer =>
            AssessmentJson.Write(writer, null, null, new SituationError(SituationError.MalformedJson, null, message))), context.RequestAborted);
    }
}
