using FamiPortal.Domain;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace FamiPortal.Web.Infrastructure;

/// <summary>The same three answers on every page: the form again with its errors (400), not found, or a message after a redirect.</summary>
public static class Forms
{
    internal const string FlashCookie = "famiportal.message";
    private const string FlashText = "flash.text";
    private const string FlashState = "flash.state";

    /// <summary>Runs a validator by hand; its messages land on the fields, under <paramref name="prefix"/> (the bound property's name).</summary>
    public static bool Check<T>(this PageModel page, IValidator<T> validator, T form, string prefix)
    {
        foreach (var failure in validator.Validate(form).Errors)
        {
            page.AddError($"{prefix}.{failure.PropertyName}", failure.ErrorMessage);
        }

        return page.ModelState.IsValid;
    }

    /// <summary>
    /// An expected refusal of a use case: 404 when the thing isn't this person's, otherwise the same page with status 400
    /// and the problems on their fields. Load what the page shows before calling it.
    /// </summary>
    public static IActionResult Refused(this PageModel page, IReadOnlyList<Problem> problems, string? prefix = null)
    {
        if (problems.Any(problem => problem.IsNotFound))
        {
            return page.NotFound();
        }

        foreach (var problem in problems)
        {
            var key = problem.Field is null ? "" : prefix is null ? problem.Field : $"{prefix}.{problem.Field}";
            page.AddError(key, problem.Message);
        }

        return page.Again();
    }

    /// <summary>An error on a field, or on the whole page with an empty key; the summary lists them in the order they were added.</summary>
    public static void AddError(this PageModel page, string key, string message)
    {
        page.ModelState.AddModelError(key, message);
        ErrorOrder(page.HttpContext).Add(key);
    }

    /// <summary>ModelState sorts its keys by name; people read the form from top to bottom.</summary>
    internal static List<string> ErrorOrder(HttpContext context)
    {
        if (context.Items[typeof(Forms)] is not List<string> order)
        {
            context.Items[typeof(Forms)] = order = [];
        }

        return order;
    }

    /// <summary>The page again, with its errors.</summary>
    public static PageResult Again(this PageModel page)
    {
        var result = page.Page();
        result.StatusCode = StatusCodes.Status400BadRequest;
        return result;
    }

    /// <summary>A message for the page that follows the redirect, shown once.</summary>
    public static void Flash(this PageModel page, string message, InkState state = InkState.Ok)
    {
        page.TempData[FlashText] = message;
        page.TempData[FlashState] = (int)state;
    }

    /// <summary>Looks only when the browser brings a message: reading for nothing would send a cookie to delete on every page.</summary>
    internal static (string Text, InkState State)? ReadFlash(HttpContext context, ITempDataDictionary tempData) =>
        context.Request.Cookies.ContainsKey(FlashCookie) && tempData[FlashText] is string text
            ? (text, tempData[FlashState] is int state ? (InkState)state : InkState.Info)
            : null;
}
