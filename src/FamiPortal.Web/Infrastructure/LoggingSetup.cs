using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace FamiPortal.Web.Infrastructure;

/// <summary>
/// Serilog behind Microsoft's logging: levels come from <c>Logging:LogLevel</c>, more sinks from <c>Serilog</c>. The
/// console is for people, the daily file (JSON, a month kept) for tools. No name, RPPS number, e-mail or file name in
/// either: messages carry ids and route templates.
/// </summary>
public static class LoggingSetup
{
    public static void AddLogs(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Services.AddSerilogProvider(builder.Configuration);
    }

    private static void AddSerilogProvider(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton<ILoggerProvider>(provider => new Serilog.Extensions.Logging.SerilogLoggerProvider(
            new LoggerConfiguration()
                .MinimumLevel.Verbose()
                .ReadFrom.Configuration(configuration)
                .Enrich.With<WithoutRawPath>()
                .WriteTo.Console(
                    formatProvider: CultureInfo.InvariantCulture,
                    outputTemplate: "{Timestamp:HH:mm:ss} [{Level:u3}] {Message:lj} {CorrelationId}{NewLine}{Exception}")
                .WriteTo.File(
                    new JsonFormatter(renderMessage: true, formatProvider: CultureInfo.InvariantCulture),
                    Path.Combine(provider.GetRequiredService<DataFolder>().Logs, "portail-.json"),
                    rollingInterval: RollingInterval.Day)
                .CreateLogger(),
            dispose: true));

    /// <summary>The server puts the raw path in the scope of each event; ours is the route template.</summary>
    private sealed class WithoutRawPath : ILogEventEnricher
    {
        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory) => logEvent.RemovePropertyIfPresent("RequestPath");
    }
}
