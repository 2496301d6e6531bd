using System.Net;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.AspNetCore.StaticAssets;

namespace FamiPortal.Web.Infrastructure;

/// <summary>What stands between the network and the pages: sizes, transport, proxies, headers, error pages.</summary>
public static class EdgeSetup
{
    /// <summary>A document of 10 Mo and the form around it; a little more, so that the page itself can refuse one byte too many.</summary>
    public const long RequestSizeBytesMax = 12 * 1024 * 1024;

    /// <summary>
    /// The declaration sends its answers and one document a proof together. Everything up to here reaches the page, which
    /// refuses a document that is too large beside its field and keeps the rest of the form.
    /// </summary>
    public const long DeclarationSizeBytesMax = 64 * 1024 * 1024;

    /// <summary>Up to here a refused body is read to its end, or the browser would show a broken connection instead of our page.</summary>
    private const long DrainedBytesMax = 64 * 1024 * 1024;

    /// <summary>What is read ahead of a sender, twice: the default of 1 Mo, times all those who send a document on the last evening, is memory.</summary>
    private const int ReadAheadBytes = 128 * 1024;

    public static bool RequiresHttps(this IHostApplicationBuilder builder) => RequiresHttps(builder.Configuration, builder.Environment);

    private static bool RequiresHttps(IConfiguration configuration, IHostEnvironment environment) =>
        configuration.GetValue("Security:RequireHttps", !environment.IsDevelopment());

    public static void AddEdge(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestSizeBytesMax;
            kestrel.Limits.MaxRequestBufferSize = ReadAheadBytes;
        });
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.MaxReadBufferSize = ReadAheadBytes);
        builder.Services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = RequestSizeBytesMax);
        builder.Services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;

            // Not Brotli: see docs/adr/0008-compressed-pages.md.
            compression.Providers.Add<GzipCompressionProvider>();
            compression.MimeTypes = ["text/html", "application/json", "text/csv"];
        });
        builder.Services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            // Without a named proxy nothing is believed: any client can write these headers.
            var proxies = KnownProxies(builder.Configuration.GetSection("ForwardedHeaders:KnownProxies"));
            forwarded.ForwardedHeaders = proxies.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            proxies.ForEach(forwarded.KnownProxies.Add);
        });
    }

    private static List<IPAddress> KnownProxies(IConfigurationSection named) => named.Value is { Length: > 0 } list
        ? throw new StartupException($"ForwardedHeaders:KnownProxies est une liste\u00A0: nommez chaque adresse à part, {named.Path.Replace(":", "__", StringComparison.Ordinal)}__0 pour la première, au lieu de «\u00A0{list}\u00A0».")
        : [.. (named.Get<string[]>() ?? []).Select(proxy => IPAddress.TryParse(proxy, out var address) ? address : throw new StartupException(
            $"ForwardedHeaders:KnownProxies nomme «\u00A0{proxy}\u00A0», qui n’est pas une adresse IP. Donnez celle du serveur mandataire, sans port ni masque, par exemple 10.0.0.5."))];

    public static void UseTransportSecurity(this WebApplication app)
    {
        if (RequiresHttps(app.Configuration, app.Environment))
        {
            app.UseHsts();
            app.UseHttpsRedirection();
        }
    }

    /// <summary>
    /// Pages are compressed only for the browser's own navigation within the portal or from its address bar. Whoever guesses a
    /// secret from the length of compressed answers (BREACH) must make somebody else's browser ask thousands of times, and every
    /// browser marks what another site made it ask. See docs/adr/0008-compressed-pages.md.
    /// </summary>
    public static void UsePageCompression(this WebApplication app) => app.UseWhen(
        context => context.Request.Headers["Sec-Fetch-Site"] is [("same-origin" or "none")], compressed => compressed.UseResponseCompression());

    public static void UseErrorPages(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/erreur",
            StatusCodeSelector = e => e is Microsoft.AspNetCore.Http.BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePagesWithReExecute("/erreur");
        app.Use((context, next) =>
        {
            // The error page is read, whatever was being sent: no form to bind, no token to check again.
            if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null)
            {
                context.Request.Method = HttpMethods.Get;
                context.Request.ContentType = null;
                context.Request.ContentLength = null;
            }

            return next(context);
        });
    }

    /// <summary>
    /// An announced body that is too large is refused at once, with a page; one that lies is cut by the server. It runs once
    /// the route is known: a page that takes files says how much.
    /// </summary>
    public static void UseRequestSizeLimit(this WebApplication app) => app.Use(async (context, next) =>
    {
        var most = context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? RequestSizeBytesMax;
        if (context.Request.ContentLength is not { } announced || announced <= most)
        {
            await next(context);
            return;
        }

        if (announced <= DrainedBytesMax && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = DrainedBytesMax;
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        }

        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
    });

    /// <summary>
    /// Everything comes from us, nothing is inline. Frames are ours only: the agent's desk shows a document of ours beside the
    /// decision. Pages are never kept by a browser or a proxy: the next person at a shared desk must not find them.
    /// </summary>
    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            // A document that somebody sent is served under a stricter one, which its endpoint has already set.
            headers.ContentSecurityPolicy = headers.ContentSecurityPolicy is { Count: > 0 } own ? own :
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; object-src 'self'; frame-src 'self'; "
                + "form-action 'self'; base-uri 'none'; frame-ancestors 'self'";
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "SAMEORIGIN";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if (!context.IsStaticAsset())
            {
                headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        });
        return next(context);
    });

    public static bool IsStaticAsset(this HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;
}
