using System.Text.Json;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Mail;
using FamiPortal.Domain.Persistence;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FamiPortal.Web.Infrastructure;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: what it needs answers too, component by component, without a secret.</summary>
public static class HealthSetup
{
    public static IHealthChecksBuilder AddPortalHealth(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<DatabaseCheck>("database", timeout: TimeSpan.FromSeconds(5))
        .AddCheck<EvidenceFolderCheck>("evidence")
        .AddCheck<VirusScannerCheck>("antivirus")
        .AddCheck<EvidenceToolsCheck>("evidenceTools")
        .AddCheck<MailCheck>("mail", timeout: TimeSpan.FromSeconds(5));

    public static void MapPortalHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(JsonSerializer.Serialize(new
        {
            status = report.Status.ToString(),
            components = report.Entries.ToDictionary(entry => entry.Key, entry => new { status = entry.Value.Status.ToString(), entry.Value.Description }),
        }, JsonSerializerOptions.Web));
    }

    private sealed class DatabaseCheck(FamiDbContext db) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("injoignable");
    }

    /// <summary>Uploads go on while it is silent, so that traffic may too: degraded, not unhealthy.</summary>
    private sealed class VirusScannerCheck(VirusScanner scanner) : IHealthCheck
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            if (!scanner.IsConfigured)
            {
                return HealthCheckResult.Healthy("non configuré : les documents ne sont pas analysés");
            }

            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Patience);
            try
            {
                return await scanner.AnswersAsync(patience.Token) ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("ne répond pas : les documents attendent leur analyse");
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return HealthCheckResult.Degraded("ne répond pas : les documents attendent leur analyse");
            }
        }
    }

    private sealed class EvidenceToolsCheck(EvidenceTools tools) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var missing = tools.All.Where(tool => !tool.IsPresent).Select(tool => tool.Name).ToList();
            return Task.FromResult(HealthCheckResult.Healthy(missing.Count == 0 ? null : $"le portail fait sans : {string.Join(", ", missing)}"));
        }
    }

    private sealed class EvidenceFolderCheck(DataFolder data) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var probe = Path.Combine(data.Evidence, $".essai-{Guid.NewGuid():N}");
            try
            {
                await File.WriteAllBytesAsync(probe, [1], cancellationToken);
                File.Delete(probe);
                return HealthCheckResult.Healthy();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return HealthCheckResult.Unhealthy("dossier non accessible en écriture");
            }
        }
    }

    /// <summary>Mails never keep the portal from serving: what waits is said, and degraded when the server has been refusing for a while.</summary>
    private sealed class MailCheck(FamiDbContext db, IMailTransport transport, TimeProvider clock) : IHealthCheck
    {
        private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var waiting = db.OutgoingMails.Where(mail => mail.State == MailState.Waiting);
            if (!transport.IsConfigured)
            {
                return HealthCheckResult.Healthy($"aucun serveur de courriel configuré, {await waiting.CountAsync(cancellationToken)} courriels gardés");
            }

            var since = clock.GetUtcNow().UtcDateTime - Patience;
            var late = await waiting.CountAsync(mail => mail.Attempts > 0 && mail.CreatedAt < since, cancellationToken);
            return late > 0 ? HealthCheckResult.Degraded($"{late} courriels n’ont pas pu partir depuis plus d’une heure") : HealthCheckResult.Healthy();
        }
    }
}
