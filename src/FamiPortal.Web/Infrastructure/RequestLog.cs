using System.Diagnostics;
using System.Security.Cryptography;

namespace FamiPortal.Web.Infrastructure;

/// <summary>
/// One line a request, with the route template instead of the address (which may hold ids and names), and a correlation
/// id that the answer carries (<c>X-Correlation-Id</c>) and the error page shows. The id is ours, never the caller's:
/// nothing written by a stranger enters the logs.
/// </summary>
public static class RequestLog
{
    public const string Header = "X-Correlation-Id";
    private const string RouteItem = "famiportal.route";

    public static void UseRequestLog(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("FamiPortal.Requests");
        app.Use(async (context, next) =>
        {
            var id = context.TraceIdentifier = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
            context.Response.Headers[Header] = id;
            context.Response.OnStarting(() =>
            {
                context.Response.Headers[Header] = id; // an error clears the headers that were set before it
                return Task.CompletedTask;
            });
            var (method, start) = (KnownMethod(context.Request.Method), Stopwatch.GetTimestamp());
            using (logger.BeginScope(new Dictionary<string, object> { ["CorrelationId"] = id }))
            {
                try
                {
                    await next(context);
                }
                finally
                {
                    logger.Log(
                        LevelOf(context),
                        "{Method} {Route} {Status} {ElapsedMs} ms",
                        method,
                        context.Items[RouteItem] ?? "(aucune route)",
                        context.Response.StatusCode,
                        (int)Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }
        });
    }

    /// <summary>Kept as soon as it is known: error pages run the pipeline again, for their own route.</summary>
    public static void RememberRoute(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint() is RouteEndpoint endpoint)
        {
            context.Items.TryAdd(RouteItem, "/" + endpoint.RoutePattern.RawText?.TrimStart('/'));
        }

        return next(context);
    });

    private static string KnownMethod(string method) => method is "GET" or "POST" or "HEAD" or "OPTIONS" or "PUT" or "DELETE" ? method : "(autre)";

    private static LogLevel LevelOf(HttpContext context) =>
        context.Response.StatusCode >= 500 ? LogLevel.Error
        : context.IsStaticAsset() || context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal) ? LogLevel.Debug
        : LogLevel.Information;
}
