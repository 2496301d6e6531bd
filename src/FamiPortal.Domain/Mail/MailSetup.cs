using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FamiPortal.Domain.Mail;

/// <summary>Registers how mails leave; section <c>Mail</c> says how.</summary>
public static class MailSetup
{
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.Replace(ServiceDescriptor.Singleton(configuration.GetSection(MailOptions.Section).Get<MailOptions>() ?? new MailOptions()));
        return services;
    }
}
