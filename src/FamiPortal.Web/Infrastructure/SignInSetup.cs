using System.Globalization;
using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Persistence;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Identity;

namespace FamiPortal.Web.Infrastructure;

/// <summary>
/// ASP.NET Core Identity with a cookie: 30 minutes without a request, 8 hours at most, 5 wrong passwords lock the account
/// for 15 minutes. A long password beats a complicated one, so length is the only rule (ANSSI, NIST 800-63B).
/// </summary>
public static class SignInSetup
{
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan Absolute = TimeSpan.FromHours(8);
    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);
    public const int PasswordLengthMin = 12;
    public const int FailuresMax = 5;

    private const string SignedInAt = "famiportal.signed-in-at";

    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddIdentity<Account, IdentityRole<Guid>>(identity =>
        {
            identity.User.RequireUniqueEmail = true;
            identity.Password.RequiredLength = PasswordLengthMin;
            identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = false;
            identity.Password.RequireNonAlphanumeric = false;
            identity.Lockout.MaxFailedAccessAttempts = FailuresMax;
            identity.Lockout.DefaultLockoutTimeSpan = Lockout;
        })
        .AddEntityFrameworkStores<FamiDbContext>()
        .AddClaimsPrincipalFactory<AccountClaims>()
        .AddDefaultTokenProviders();
        builder.Services.AddSingleton<RenewedAccounts>();
        builder.Services.Configure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = TimeSpan.FromMinutes(5));

        var https = builder.RequiresHttps();
        builder.Services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = https ? "__Host-famiportal" : "famiportal";
            cookie.Cookie.SecurePolicy = https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = Idle;
            cookie.SlidingExpiration = true;
            cookie.Events.OnSigningIn = RememberStartAsync;
            cookie.Events.OnValidatePrincipal = EndAfterAbsoluteAsync;
            cookie.Events.OnRedirectToLogin = AskToSignInAsync;
            cookie.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
        });

        var authorization = builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        foreach (var area in Areas.All)
        {
            authorization.AddPolicy(area.Name, policy => policy.RequireRole(area.Role));
        }

        authorization.AddPolicy(Areas.SupervisorPolicy, policy => policy.RequireAssertion(context => context.User.IsSupervisor()));
    }

    private static Task RememberStartAsync(CookieSigningInContext context)
    {
        context.Properties.Items.TryAdd(SignedInAt, Now(context.HttpContext).ToString("O", CultureInfo.InvariantCulture));
        return Task.CompletedTask;
    }

    private static async Task EndAfterAbsoluteAsync(CookieValidatePrincipalContext context)
    {
        var known = context.Properties.Items.TryGetValue(SignedInAt, out var text)
            & DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var start);
        if (known && Now(context.HttpContext) - start < Absolute)
        {
            var renewed = context.HttpContext.RequestServices.GetRequiredService<RenewedAccounts>();
            var issued = context.Properties.IssuedUtc;
            if (context.Principal is { } user && renewed.IsOlder(user.AccountId(), issued))
            {
                context.Properties.IssuedUtc = null; // the validator then looks at once
            }

            await SecurityStampValidator.ValidatePrincipalAsync(context);
            context.Properties.IssuedUtc = issued;
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    /// <summary>
    /// Back to the page afterwards; after a form that couldn't be sent, back to the page that holds it. Whoever still
    /// carries our cookie was signed in: the page then says that the session has expired, and what was sent too late is not kept.
    /// </summary>
    private static Task AskToSignInAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        var target = request.PathBase + request.Path + (HttpMethods.IsGet(request.Method) ? request.QueryString : QueryString.Empty);
        var expired = request.Cookies.ContainsKey(context.Options.Cookie.Name!);
        var query = new QueryBuilder { { "returnUrl", target } };
        if (expired)
        {
            query.Add("expiree", "true");
            if (!HttpMethods.IsGet(request.Method))
            {
                query.Add("perdu", "true");
            }
        }

        context.Response.Redirect("/connexion" + query.ToQueryString());
        return Task.CompletedTask;
    }

    private static DateTimeOffset Now(HttpContext context) => context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
}
