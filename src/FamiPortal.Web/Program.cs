using FamiPortal.Web.Api;
using FamiPortal.Web.Infrastructure;

var builder = WebApplication.CreateBuilder(args);
builder.Configuration.AddKeyPerFile("/run/secrets", optional: true);
builder.Host.UseDefaultServiceProvider(options => options.ValidateScopes = options.ValidateOnBuild = true);

builder.AddDataFolder();
builder.AddLogs();
builder.AddEdge();
builder.AddSignIn();
builder.AddPortalPages();
builder.AddSimulations();
builder.AddBusiness();
builder.AddMail();
builder.Services.AddPortalHealth();

var app = builder.Build();
if (!await app.PassStartupChecksAsync())
{
    return 1;
}

app.UseForwardedHeaders();
app.UseRequestLog();
app.UsePageCompression();
app.UseErrorPages();
app.UseTransportSecurity();
app.UseSecurityHeaders();
app.UseRouting();
app.RememberRoute();
app.UseRequestSizeLimit();
app.UseRequestLocalization();
app.UseAuthentication();
app.UseAuthorization();
app.UseRateLimiter();

app.MapStaticAssets().AllowAnonymous();
app.MapPortalHealth();
app.MapSimulations();
app.MapRazorPages().WithStaticAssets();

await app.RunAsync();
return 0;
