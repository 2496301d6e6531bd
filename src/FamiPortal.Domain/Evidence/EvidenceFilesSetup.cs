using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FamiPortal.Domain.Evidence;

/// <summary>Registers the store of evidence files; <c>Evidence:Folder</c> says where it is.</summary>
public static class EvidenceFilesSetup
{
    public static IServiceCollection AddEvidenceFiles(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(configuration.GetSection(EvidenceFilesOptions.Section).Get<EvidenceFilesOptions>() ?? new EvidenceFilesOptions());
        return services.AddSingleton<IEvidenceFiles, LocalEvidenceFiles>();
    }
}
