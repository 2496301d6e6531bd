using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FamiPortal.Domain.Evidence;

/// <summary>
/// Registers the store of evidence files (<c>Evidence:Folder</c> says where it is), the programs that open them, where there are any,
/// and the virus scanner (<c>ClamAv</c>).
/// </summary>
public static class EvidenceFilesSetup
{
    public static IServiceCollection AddEvidenceFiles(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(configuration.GetSection(EvidenceFilesOptions.Section).Get<EvidenceFilesOptions>() ?? new EvidenceFilesOptions());
        services.AddSingleton(configuration.GetSection(VirusScanOptions.Section).Get<VirusScanOptions>() ?? new VirusScanOptions());
        services.AddSingleton<VirusScanner>();
        services.TryAddSingleton<EvidenceTools>();
        services.AddSingleton<EvidenceReader>();
        services.AddScoped<StoredText>();
        return services.AddSingleton<IEvidenceFiles, LocalEvidenceFiles>();
    }
}
