using FamiPortal.Domain.Declarations;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>
/// Documents sent by a script while the form stays as it is: nothing else is saved. Without a script they go with the form, to
/// <see cref="EditModel"/>; both receive them alike.
/// </summary>
[RequestSizeLimit(EdgeSetup.RequestSizeBytesMax)]
[RequestFormLimits(MultipartBodyLengthLimit = EdgeSetup.RequestSizeBytesMax)]
public sealed class DocumentsModel(OpenDeclaration open, DocumentIntake intake) : PageModel
{
    public DeclarationView? View { get; private set; }

    /// <summary>Where the document was dropped.</summary>
    public ProofView? Proof { get; private set; }

    /// <summary>The draft's version for the form to go on with; null when somebody else changed the draft meanwhile, which saving must find out.</summary>
    public Guid? Version { get; private set; }

    public IActionResult OnGet([FromRoute] int exercise) => Redirect(Links.Declaration(exercise));

    public async Task<IActionResult> OnPostAsync([FromRoute] int exercise, CancellationToken cancellationToken)
    {
        if (await LoadAsync(exercise, cancellationToken) is not { } opened)
        {
            return NotFound();
        }

        var form = DeclarationForm.Read(Request.Form, opened.RuleSet);
        if (form.Documents.Count == 0)
        {
            return BadRequest();
        }

        var received = await intake.RunAsync(this, opened.Declaration.Id, form.Documents, cancellationToken);
        Version = received.Count > 0 && received[0].PreviousVersion == form.Version ? received[^1].DraftVersion : null;
        View = new DeclarationView(await LoadAsync(exercise, cancellationToken) ?? opened);
        Proof = View.Indicators.SelectMany(indicator => indicator.Proofs).Single(proof => proof.Proof.Code == form.Documents[0].Proof.Code);
        return ModelState.IsValid ? Page() : this.Again();
    }

    private async Task<OpenedDeclaration?> LoadAsync(int exercise, CancellationToken cancellationToken) =>
        (await open.RunAsync(User.Actor(), exercise, cancellationToken)).TryGet(out var opened) ? opened : null;
}
