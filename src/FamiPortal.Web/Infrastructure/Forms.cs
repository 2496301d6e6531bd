using FamiPortal.Domain;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.Infrastructure;

/// <summary>The same three answers on every page: the form again with its errors (400), not found, or a message after a redirect.</summary>
public static class Forms
{
    private const string FlashText = "flash.text";
    private const string FlashState = "flash.state";

    /// <summary>Runs a validator by hand; its messages land on the fields, under <paramref name="prefix"/> (the bound property's name).</summary>
    public static bool Check<T>(this PageModel page, IValidator<T> validator, T form, string prefix)
    {
        foreach (var failure in validator.Validate(form).Errors)
        {
            page.ModelState.AddModelError($"{prefix}.{failure.PropertyName}", failure.ErrorMessage);
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
            page.ModelState.AddModelError(key, problem.Message);
        }

        return page.Again();
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

    internal static (string Text, InkState State)? ReadFlash(Microsoft.AspNetCore.Mvc.ViewFeatures.ITempDataDictionary tempData) =>
        tempData[FlashText] is string text ? (text, tempData[FlashState] is int state ? (InkState)state : InkState.Info) : null;
}
