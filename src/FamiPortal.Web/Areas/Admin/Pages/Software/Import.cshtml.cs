using System.Text;
using FamiPortal.Domain;
using FamiPortal.Domain.Software;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AdminArea;

/// <summary>Replaces the list of software: what the file would change is shown first, line by line, and confirmed.</summary>
[RequestSizeLimit(SizeBytesMax * 4)] // confirmed, its text comes back encoded as a form
public sealed class SoftwareImportModel(ImportSoftware import, RuleCatalogue catalogue) : PageModel
{
    public const string FileName = "fichier";
    public const string TextName = "liste";
    public const int ShownMax = 200;
    private const int SizeBytesMax = 1024 * 1024;

    /// <summary>What the file would change; null before there is one.</summary>
    public SoftwareImportPlan? Plan { get; private set; }

    /// <summary>Why the file can't be read, line by line.</summary>
    public IReadOnlyList<Problem> Problems { get; private set; } = [];

    /// <summary>The file as it was read, to be confirmed.</summary>
    public string Text { get; private set; } = "";

    public IReadOnlyList<Profession> Professions => [.. catalogue.RuleSets.Select(ruleSet => ruleSet.Profession).DistinctBy(profession => profession.Code)];

    public static (InkState State, string Words) Badge(SoftwareChange change) => change switch
    {
        SoftwareChange.Added => (InkState.Ok, "Nouveau"),
        SoftwareChange.Changed => (InkState.Draft, "Modifié"),
        SoftwareChange.OfferedAgain => (InkState.Ok, "Proposé de nouveau"),
        SoftwareChange.None => (InkState.Todo, "Inchangé"),
    };

    public string Profession(string? code) => catalogue.ProfessionOf(code);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync([FromForm(Name = FileName)] IFormFile? file, CancellationToken cancellationToken)
    {
        if (file is not { Length: > 0 and <= SizeBytesMax })
        {
            this.AddError(FileName, file is { Length: > SizeBytesMax } ? "Ce fichier dépasse 1\u00A0Mo\u00A0: ce n’est sans doute pas une liste de logiciels." : "Choisissez le fichier à importer.");
            return this.Again();
        }

        using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
        Text = await reader.ReadToEndAsync(cancellationToken);
        return await PlanAsync(cancellationToken) ?? Page();
    }

    public async Task<IActionResult> OnPostConfirmerAsync([FromForm(Name = TextName)] string? text, CancellationToken cancellationToken)
    {
        using var list = new StringReader(text ?? "");
        if (!(await import.RunAsync(User.Actor(), list, cancellationToken)).TryGet(out var done, out var problems))
        {
            return RefuseFile(problems);
        }

        this.Flash($"La liste est remplacée\u00A0: {Words.Count(done.Read, "logiciel", "logiciels")}, dont {Words.Count(done.Added, "nouveau", "nouveaux")}\u202F; {Words.Count(done.Retired, "n’est plus proposé", "ne sont plus proposés")}.");
        return Redirect(SoftwareModel.Address);
    }

    private async Task<IActionResult?> PlanAsync(CancellationToken cancellationToken)
    {
        using var list = new StringReader(Text);
        if (!(await import.PlanAsync(User.Actor(), list, cancellationToken)).TryGet(out var plan, out var problems))
        {
            return RefuseFile(problems);
        }

        Plan = plan;
        return null;
    }

    private IActionResult RefuseFile(Problem[] problems)
    {
        if (Array.Exists(problems, problem => problem.IsNotFound))
        {
            return NotFound();
        }

        Problems = problems;
        this.AddError(FileName, problems.Length == 1 ? problems[0].Message : $"Ce fichier n’est pas importé\u00A0: {problems.Length} lignes sont à corriger.");
        return this.Again();
    }
}
