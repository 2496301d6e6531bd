using FamiPortal.Domain;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using FamiPortal.Rules.Yaml;
using FamiPortal.Web.Documents;
using FamiPortal.Web.Documents.Pdf;

namespace FamiPortal.Web.Infrastructure;

/// <summary>What the pages stand on: the database, the rules (<c>Rules:Folder</c> replaces the official ones), the use cases, evidence files, PDFs.</summary>
public static class BusinessSetup
{
    public static void AddBusiness(this WebApplicationBuilder builder)
    {
        var rulesFolder = builder.Configuration["Rules:Folder"] is { Length: > 0 } configured
            ? Path.GetFullPath(configured, builder.Environment.ContentRootPath)
            : null;
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddFamiDatabase(builder.Configuration);
        builder.Services.AddSingleton(_ => RuleCatalogueFolder.Load(rulesFolder));
        builder.Services.AddFamiDomain();
        builder.Services.AddEvidenceFiles(builder.Configuration);
        builder.Services.AddHostedService<EvidenceSweep>();
        builder.Services.AddHostedService<BatchWork>();
        builder.Services.AddHostedService<EvidenceScanning>();
        builder.Services.AddScoped<PractitionerArea.DocumentIntake>();
        builder.Services.AddSingleton<IDocumentRenderer>(services =>
            new PdfSharpRenderer(services.GetRequiredService<IConfiguration>()["Documents:PdfSharpLicense"] ?? ""));
    }
}
