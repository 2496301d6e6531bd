using FamiPortal.Web.Infrastructure;

var builder = WebApplication.CreateBuilder(args);
builder.Configuration.AddKeyPerFile("/run/secrets", optional: true);
builder.Host.UseDefaultServiceProvider(options => options.ValidateScopes = options.ValidateOnBuild = true);

builder.AddDataFolder();
builder.AddLogs();
builder.AddEdge();
builder.AddSignIn();
builder.AddPortalPages();
builder.AddBusiness();
builder.Services.AddPortalHealth();

var app = builder.Build();
if (!await app.PassStartupChecksAsync())
{
    return 1;
}

app.UseForwardedHeaders();
app.UseRequestLog();
app.UseErrorPages();
app.UseTransportSecurity();
app.UseSecurityHeaders();
app.UseRequestSizeLimit();
app.UseRouting();
app.RememberRoute();
app.UseRequestLocalization();
app.UseAuthentication();
app.UseAuthorization();

app.MapStaticAssets().AllowAnonymous();
app.MapPortalHealth();
app.MapRazorPages().WithStaticAssets();

await app.RunAsync();
return 0;
