using FamiPortal.Domain;
using FamiPortal.Domain.Evidence;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>
/// Receives the documents of a declaration, one after the other: what is right is kept, each refusal stands beside the field of its
/// proof with the name of its file, and a file held back is shown with its confirmation.
/// </summary>
public sealed class DocumentIntake(AttachEvidence attach, ScanEvidence scan)
{
    private const string HeldBackKey = "documents.held-back";

    /// <returns>The documents that were received; an infected one is among them, with an error on its field.</returns>
    public async Task<IReadOnlyList<AttachedEvidence>> RunAsync(
        PageModel page, Guid declarationId, IReadOnlyList<SentDocument> documents, CancellationToken cancellationToken)
    {
        var received = new List<AttachedEvidence>();
        foreach (var sent in documents.GroupBy(sent => sent.Proof))
        {
            var messages = new List<string>();
            foreach (var document in sent)
            {
                var outcome = await ReceiveAsync(page, declarationId, document, cancellationToken);
                received.AddRange(outcome.IsDone ? [outcome.Value] : []);
                messages.AddRange(outcome.Problems.Select(problem => sent.Count() == 1 || problem is ConfirmationNeeded ? problem.Message : $"{Quoted(document)}\u00A0: {problem.Message}"));
                if (outcome is { IsDone: true, Value.Document: { IsInfected: true } infected })
                {
                    messages.Add($"{Quoted(document)} contient un virus ({infected.VirusName})\u00A0: il est bloqué et ne sera pas transmis. Vérifiez votre ordinateur, retirez ce document, puis déposez-en un autre.");
                }
            }

            if (messages.Count > 0)
            {
                page.AddError(Links.FileName(sent.Key), string.Join(' ', messages));
            }
        }

        return received;
    }

    /// <summary>Files that this request sent for a proof and that wait for their owner's confirmation.</summary>
    public static IReadOnlyList<ConfirmationNeeded> HeldBack(HttpContext context, Proof proof) =>
        context.Items.TryGetValue((HeldBackKey, proof.Code), out var held) ? (List<ConfirmationNeeded>)held! : [];

    private async Task<Outcome<AttachedEvidence>> ReceiveAsync(PageModel page, Guid declarationId, SentDocument sent, CancellationToken cancellationToken)
    {
        await using var content = sent.File.OpenReadStream();
        var attached = await attach.RunAsync(
            page.User.Actor(), declarationId, sent.File.FileName, content, sent.ProofCodes, sent.Confirmed, cancellationToken);
        if (attached.Problems.OfType<ConfirmationNeeded>().FirstOrDefault() is { } needed)
        {
            page.HttpContext.Items[(HeldBackKey, sent.Proof.Code)] = HeldBack(page.HttpContext, sent.Proof).Append(needed).ToList();
        }

        if (attached.IsDone)
        {
            await scan.RunAsync(attached.Value.Document.Id, cancellationToken);
        }

        return attached;
    }

    private static string Quoted(SentDocument sent) => $"«\u00A0{EvidenceFileName.Clean(SensitiveContent.Mask(sent.File.FileName))}\u00A0»";
}
