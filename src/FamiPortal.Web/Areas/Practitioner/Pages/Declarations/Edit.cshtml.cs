using FamiPortal.Domain;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Software;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>The declaration: one form saves the answers, sends documents, takes one back, or goes on to transmission.</summary>
[RequestSizeLimit(EdgeSetup.DeclarationSizeBytesMax)]
[RequestFormLimits(MultipartBodyLengthLimit = EdgeSetup.DeclarationSizeBytesMax)]
public sealed class EditModel(
    OpenDeclaration open,
    SaveDraft save,
    AutosaveDraft autosave,
    TakeUpEarlierAnswers takeUp,
    DocumentIntake intake,
    ReuseEvidence reuse,
    WithdrawEvidence withdraw,
    SoftwareCatalogue software) : PageModel
{
    /// <summary>Null when the declaration can't be shown; <see cref="Obstacle"/> says why.</summary>
    public DeclarationView? View { get; private set; }

    public Problem? Obstacle { get; private set; }

    /// <summary>Questions that were answered here and elsewhere meanwhile; null as long as nothing has to be chosen.</summary>
    public AnswerChoice? Choice { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromRoute] int exercise, CancellationToken cancellationToken) =>
        await LoadAsync(exercise, null, cancellationToken) is null && Obstacle is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync([FromRoute] int exercise, CancellationToken cancellationToken)
    {
        if (await LoadAsync(exercise, null, cancellationToken) is not { } opened)
        {
            return Obstacle is null ? NotFound() : Page();
        }

        var form = DeclarationForm.Read(Request.Form, opened.RuleSet);
        var saved = await save.RunAsync(User.Actor(), opened.Declaration.Id, form.Version, form.Typed, null, form.Base, cancellationToken);
        if (!saved.IsDone)
        {
            return await RefuseAsync(exercise, form, form.Base ?? opened.Declaration.MarksAt(form.Version), saved.Problems, cancellationToken);
        }

        if (form.TakesUp)
        {
            return await TakeUpAsync(exercise, saved.Value, form.TakenUp, cancellationToken);
        }

        if (!await ExchangeDocumentsAsync(opened.Declaration.Id, form, cancellationToken))
        {
            await LoadAsync(exercise, null, cancellationToken);
            return this.Again();
        }

        this.Flash(Done(form));
        return Redirect(form.GoesOn ? Links.Transmit(exercise) : Links.Declaration(exercise) + Place(opened, form));
    }

    /// <summary>What autosave.js sends as one types: saved where it can be, answered by the fragments that it may have changed.</summary>
    public async Task<IActionResult> OnPostAutosaveAsync([FromRoute] int exercise, CancellationToken cancellationToken)
    {
        if (await LoadAsync(exercise, null, cancellationToken) is not { } opened)
        {
            return NotFound();
        }

        var form = DeclarationForm.Read(Request.Form, opened.RuleSet);
        var saved = await autosave.RunAsync(User.Actor(), opened.Declaration.Id, form.Version, form.Typed, form.Base, cancellationToken);
        if (!saved.TryGet(out var draft, out var problems))
        {
            return new JsonResult(new { problems[0].Code, problems[0].Message }) { StatusCode = StatusCodes.Status409Conflict };
        }

        await LoadAsync(exercise, (null, draft.MarksAsShown), cancellationToken);
        return Partial("Declarations/_Live", LiveView.Of(View!, draft));
    }

    /// <summary>The same fragments without saving anything: a document came or went.</summary>
    public async Task<IActionResult> OnGetLiveAsync([FromRoute] int exercise, CancellationToken cancellationToken) =>
        await LoadAsync(exercise, null, cancellationToken) is null ? NotFound() : Partial("Declarations/_Live", new LiveView(View!));

    private async Task<IActionResult> RefuseAsync(int exercise, DeclarationForm form, AnswerMarks shown, IReadOnlyList<Problem> problems, CancellationToken cancellationToken)
    {
        await LoadAsync(exercise, (form.Typed, shown), cancellationToken);
        Choice = AnswerChoice.Of(View!.RuleSet, form, shown, problems);
        var answer = Choice is null ? this.Refused(problems) : this.Again();
        if (Choice is not null && form.IsChoice)
        {
            Choice.Questions.ToList().ForEach(asked => this.AddError(asked.Name, "Choisissez la réponse à garder."));
        }

        form.Documents.ToList().ForEach(sent => this.AddError(
            Choice is null ? Links.FileName(sent.Proof) : "",
            $"«\u00A0{EvidenceFileName.Clean(sent.File.FileName)}\u00A0» n’a pas été envoyé. {(Choice is null ? "Corrigez d’abord les réponses, puis choisissez-le" : "Choisissez d’abord entre vos réponses, puis déposez-le")} de nouveau."));
        return answer;
    }

    private async Task<IActionResult> TakeUpAsync(int exercise, Declaration draft, string? which, CancellationToken cancellationToken)
    {
        var indicator = which == DeclarationForm.TakeUpAll ? null : which;
        var taken = await takeUp.RunAsync(User.Actor(), draft.Id, draft.DraftVersion, indicator, cancellationToken);
        if (!taken.IsDone)
        {
            await LoadAsync(exercise, null, cancellationToken);
            return this.Refused(taken.Problems);
        }

        this.Flash($"{(indicator is null ? "Vos réponses de l’exercice précédent sont reprises" : "Votre réponse de l’exercice précédent est reprise")}. Relisez\u00A0: ce qui est repris compte une fois transmis.");
        return Redirect(Links.Declaration(exercise));
    }

    private async Task<bool> ExchangeDocumentsAsync(Guid declarationId, DeclarationForm form, CancellationToken cancellationToken)
    {
        await intake.RunAsync(this, declarationId, form.Documents, cancellationToken);

        if (form.Reused is { } reused)
        {
            var used = await reuse.RunAsync(User.Actor(), declarationId, reused.Document, reused.Proof, cancellationToken);
            used.Problems.ToList().ForEach(problem => this.AddError("", problem.Message));
        }

        if (form.Withdrawn is { } useId)
        {
            var withdrawn = await withdraw.RunAsync(User.Actor(), declarationId, useId, cancellationToken);
            withdrawn.Problems.ToList().ForEach(problem => this.AddError("", problem.Message));
        }

        return ModelState.IsValid;
    }

    private async Task<OpenedDeclaration?> LoadAsync(int exercise, (Answers? Answers, AnswerMarks Marks)? typed, CancellationToken cancellationToken)
    {
        (View, Obstacle) = (null, null);
        var outcome = await open.RunAsync(User.Actor(), exercise, cancellationToken);
        if (outcome.TryGet(out var opened))
        {
            View = new DeclarationView(opened, typed?.Answers, await software.OfferedAsync(opened.RuleSet.Profession.Code, cancellationToken)) { Marks = typed?.Marks };
            return opened;
        }

        Obstacle = outcome.Problems[0] is { IsNotFound: false } problem ? problem : null;
        return null;
    }

    private static string Done(DeclarationForm form) => form switch
    {
        { Documents.Count: 1 } => "Document déposé et réponses enregistrées.",
        { Documents.Count: > 1 } => $"{form.Documents.Count} documents déposés et réponses enregistrées.",
        { Reused: not null } => "Le document sert aussi à ce justificatif.",
        { Withdrawn: not null } => "Document retiré et réponses enregistrées.",
        _ => "Brouillon enregistré, montant recalculé.",
    };

    /// <summary>Back where the document is.</summary>
    private static string Place(OpenedDeclaration opened, DeclarationForm form)
    {
        var code = form.Documents.Count > 0 ? form.Documents[0].Proof.Code
            : form.Reused is { } reused ? reused.Proof
            : opened.Declaration.Evidence.FirstOrDefault(use => use.Id == form.Withdrawn)?.ProofCode;
        return opened.RuleSet.Indicators.FirstOrDefault(indicator => indicator.Proofs.Any(proof => proof.Code == code)) is { } place
            ? $"#{Links.Anchor(place)}" : "";
    }
}
