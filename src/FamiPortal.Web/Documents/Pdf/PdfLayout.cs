using FamiPortal.Rules;
using PdfSharp.UniversalAccessibility;

namespace FamiPortal.Web.Documents.Pdf;

/// <summary>Turns each kind of block into pieces; where they go is the matter of <see cref="PdfPagination"/>.</summary>
internal sealed class PdfLayout(PdfTypography type)
{
    private readonly PdfTable tables = new(type);

    /// <param name="document">Whole: its first page begins with who writes.</param>
    /// <param name="createdOn">In words, as the letterhead says it.</param>
    public IReadOnlyList<PdfPiece> Pieces(PrintedDocument document, string createdOn) =>
        [.. PdfLetterhead.Pieces(document, createdOn, type), .. document.Blocks.SelectMany(Pieces)];

    private IEnumerable<PdfPiece> Pieces(Block block) => block switch
    {
        Heading { Level: 2 } h => PdfParagraph.Heading(h.Text, type.Heading, 20, PdfBlockLevelElementTag.Heading2),
        Heading { Level: 3 } h => PdfParagraph.Heading(h.Text, type.Subheading, 13, PdfBlockLevelElementTag.Heading3),
        Heading h => throw new ArgumentOutOfRangeException(nameof(block), h.Level, "A heading is of level 2 or 3."),
        Paragraph { Small: true } p => PdfParagraph.Pieces(p.Text, type.Small, PdfStyle.Secondary, 4),
        Paragraph p => PdfParagraph.Pieces(p.Text, type.Body, PdfStyle.Text, 6),
        KeyFigure f => PdfBarred.Pieces(
            f.State, [new(type.Body, PdfStyle.Secondary, f.Label), new(type.Figure, PdfStyle.Text, f.Value), new(type.Body, PdfStyle.Text, f.Detail ?? "")], 12),
        Note n => PdfBarred.Pieces(n.State, [new(type.BodyStrong, PdfStyle.Text, n.Lead), new(type.Body, PdfStyle.Text, n.Text)], 12),
        KeyValues k => tables.Pieces(k),
        Table t => tables.Pieces(t),
        Attestation a => Pieces(a),
        KeepTogether k => PdfPagination.Together([.. k.Blocks.SelectMany(Pieces)]),
        _ => throw new ArgumentOutOfRangeException(nameof(block), block.GetType().Name, "This block is not drawn yet."),
    };

    private IEnumerable<PdfPiece> Pieces(Attestation attestation)
    {
        var quoted = $"«{French.NoBreakSpace}{attestation.Text}{French.NoBreakSpace}»";
        var proof = $"Texte version {attestation.Version}{(attestation.Accepted is { } when ? ", " + when : "")}.\n" +
            $"Empreinte SHA-256{French.NoBreakSpace}: {attestation.Hash}";
        var quote = PdfBarred.Pieces(Ink.Neutral, [new(type.Body, PdfStyle.Text, quoted)], 8, PdfGroupingElementTag.BlockQuotation).ToList();
        quote[^1] = quote[^1] with { KeepWithNext = true };
        return [.. quote, .. PdfParagraph.Pieces(proof, type.Small, PdfStyle.Secondary, 3)];
    }
}
