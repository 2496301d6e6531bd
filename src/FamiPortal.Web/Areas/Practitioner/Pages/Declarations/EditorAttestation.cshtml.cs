using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Software;
using FamiPortal.Web.Documents;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>The attestation to have signed by the editor of one's software, filled in with what is declared so far.</summary>
public sealed class EditorAttestationModel(OpenDeclaration open, SoftwareCatalogue software, TimeProvider clock, IDocumentRenderer renderer) : PageModel
{
    public async Task<IActionResult> OnGetAsync([FromRoute] int exercise, [FromRoute] string proof, CancellationToken cancellationToken)
    {
        if (!(await open.RunAsync(User.Actor(), exercise, cancellationToken)).TryGet(out var opened, out _)
            || opened.RuleSet.Indicators.SelectMany(indicator => indicator.Proofs).FirstOrDefault(any => any.Code == proof)?.EditorAttestation is not { } attestation)
        {
            return NotFound();
        }

        var (declaration, ruleSet) = (opened.Declaration, opened.RuleSet);
        var known = new List<SoftwareProduct>();
        foreach (var name in attestation.Software.Select(path => declaration.Answers.ValueOf(path.Text)).OfType<string>().Distinct())
        {
            if (await software.FindAsync(name, cancellationToken) is { } product)
            {
                known.Add(product);
            }
        }

        var document = EditorAttestationDocument.From(
            attestation, ruleSet, declaration.Practitioner, declaration.Answers, known, clock.GetUtcNow().UtcDateTime);
        return this.Pdf(renderer, document, $"attestation-editeur-{exercise}-{proof}.pdf");
    }
}
