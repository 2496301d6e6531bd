using FamiPortal.Domain.Mail;

namespace FamiPortal.Web.Infrastructure;

/// <summary>How mails leave the portal: a server by configuration; in Development a folder of .eml files.</summary>
public static class PortalMail
{
    private const string FolderKey = $"{MailOptions.Section}:Folder";

    /// <summary>After AddDataFolder and AddBusiness.</summary>
    public static void AddMail(this WebApplicationBuilder builder)
    {
        var configured = builder.Configuration[FolderKey];
        if (string.IsNullOrEmpty(configured) && builder.Environment.IsDevelopment())
        {
            configured = Path.Combine(builder.Configuration["Data:Folder"] ?? "data", "courriels");
        }

        if (!string.IsNullOrEmpty(configured))
        {
            builder.Configuration[FolderKey] = Path.GetFullPath(configured, builder.Environment.ContentRootPath);
        }

        builder.Services.AddMail(builder.Configuration);
        builder.Services.AddHostedService<MailPump>();
    }
}
