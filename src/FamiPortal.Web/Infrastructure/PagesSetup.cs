using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.WebEncoders;

namespace FamiPortal.Web.Infrastructure;

/// <summary>Razor Pages: areas closed by convention, anti-forgery everywhere (their default), everything in French.</summary>
public static class PagesSetup
{
    public static void AddPortalPages(this WebApplicationBuilder builder)
    {
        var secure = builder.RequiresHttps() ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        builder.Services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "famiportal.jeton";
            antiforgery.Cookie.SecurePolicy = secure;
        });
        builder.Services.AddRazorPages(pages =>
        {
            foreach (var area in Areas.All)
            {
                pages.Conventions.AuthorizeAreaFolder(area.Name, "/", area.Name);
            }

            pages.Conventions.AuthorizeAreaFolder(Areas.Agent.Name, Areas.SupervisorFolder, Areas.SupervisorPolicy);
        })
        .AddCookieTempDataProvider(options =>
        {
            options.Cookie.Name = Forms.FlashCookie;
            options.Cookie.SecurePolicy = secure;
        })
        .AddMvcOptions(mvc =>
        {
            // What is compulsory is said by the validators, in French, not guessed from nullability.
            mvc.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
            SpeakFrench(mvc.ModelBindingMessageProvider);
        });
        // Pages are UTF-8: an accent needs no entity. What HTML means something by is escaped all the same.
        builder.Services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        builder.Services.AddRouting(routing => routing.LowercaseUrls = true);
        builder.Services.Configure<RequestLocalizationOptions>(localization =>
        {
            var french = new CultureInfo("fr-FR");
            localization.DefaultRequestCulture = new(french);
            localization.SupportedCultures = localization.SupportedUICultures = [french];
            localization.RequestCultureProviders = [];
        });
    }

    private static void SpeakFrench(DefaultModelBindingMessageProvider messages)
    {
        messages.SetAttemptedValueIsInvalidAccessor((value, _) => $"La valeur « {value} » n’est pas valable.");
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => $"La valeur « {value} » n’est pas valable.");
        messages.SetUnknownValueIsInvalidAccessor(_ => "Cette valeur n’est pas valable.");
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => "Cette valeur n’est pas valable.");
        messages.SetValueIsInvalidAccessor(value => $"La valeur « {value} » n’est pas valable.");
        messages.SetValueMustBeANumberAccessor(_ => "Écrivez un nombre.");
        messages.SetNonPropertyValueMustBeANumberAccessor(() => "Écrivez un nombre.");
        messages.SetValueMustNotBeNullAccessor(_ => "Renseignez ce champ.");
        messages.SetMissingBindRequiredValueAccessor(_ => "Renseignez ce champ.");
        messages.SetMissingKeyOrValueAccessor(() => "Renseignez ce champ.");
        messages.SetMissingRequestBodyRequiredValueAccessor(() => "La demande est vide.");
    }
}
