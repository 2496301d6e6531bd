using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace FamiPortal.Web.Documents.Pdf;

/// <summary>
/// Pages, drawing and tags. Text belongs to the open structure element; lines, backgrounds and whatever repeats on each page
/// are artifacts, that a screen reader skips.
/// </summary>
internal sealed class PdfCanvas
{
    public const double PageWidth = 595.28;
    public const double PageHeight = 841.89;
    public const double Left = 56.7;
    public const double Right = PageWidth - Left;

    /// <summary>Between the margins.</summary>
    public const double Width = Right - Left;

    private const double HatchStep = 3;

    private readonly PdfDocument document;
    private readonly UAManager accessibility;
    private readonly StructureBuilder tags;
    private XGraphics? graphics;
    private bool inArtifact;

    public PdfCanvas(PdfDocument document, string language)
    {
        this.document = document;
        accessibility = UAManager.ForDocument(document);
        accessibility.SetDocumentLanguage(language);
        tags = accessibility.StructureBuilder;
    }

    public PdfPage Page { get; private set; } = null!;

    public void NewPage()
    {
        EndPage();
        Page = document.AddPage();
        Page.Size = PageSize.A4;
        graphics = XGraphics.FromPdfPage(Page);

        // PDFsharp opens a page's content at its first use, in the middle of what is being tagged if nothing came before.
        graphics.Restore(graphics.Save());
    }

    public void EndPage()
    {
        if (graphics is null)
        {
            return;
        }

        // An element may go on in the next page; its content on this one ends here, while there is still somewhere to write it.
        tags.EndMarkedContentsWithId();
        graphics.Dispose();
        graphics = null;
    }

    public void Begin(PdfBlockLevelElementTag tag)
    {
        if (!inArtifact)
        {
            tags.BeginElement(tag);
        }
    }

    /// <param name="group">Null begins nothing.</param>
    public void Begin(PdfGroupingElementTag? group)
    {
        if (group is { } tag && !inArtifact)
        {
            tags.BeginElement(tag);
        }
    }

    /// <summary>A header cell must say what it heads, or a screen reader can't tell.</summary>
    public void BeginHeaderCell(bool ofRow)
    {
        if (!inArtifact)
        {
            tags.BeginElement(PdfBlockLevelElementTag.TableHeaderCell);
            tags.CurrentStructureElement.TableAttributes.Elements.SetName("/Scope", ofRow ? "/Row" : "/Column");
        }
    }

    public void End()
    {
        if (!inArtifact)
        {
            tags.End();
        }
    }

    /// <param name="group">What was begun; null ends nothing.</param>
    public void End(PdfGroupingElementTag? group)
    {
        if (group is not null)
        {
            End();
        }
    }

    /// <summary>What is drawn inside carries no meaning of its own, or has been said before.</summary>
    public void AsArtifact(Action draw)
    {
        inArtifact = true;
        draw();
        inArtifact = false;
    }

    public void Text(PdfText text, string line, XBrush brush, double x, double top)
    {
        // Marked content must not straddle a text object: it begins and ends in the same mode.
        if (inArtifact)
        {
            tags.EndMarkedContentsWithId();
            accessibility.BeginTextMode();
            tags.BeginArtifact();
            text.Draw(graphics!, line, brush, x, top + text.Ascent);
            accessibility.BeginTextMode();
            tags.End();
        }
        else
        {
            accessibility.BeginTextMode();
            text.Draw(graphics!, line, brush, x, top + text.Ascent);
        }
    }

    public void Rule(XPen pen, double left, double right, double y) => Shape(g => g.DrawLine(pen, left, y, right, y));

    public void Fill(XBrush brush, double x, double y, double width, double height) =>
        Shape(g => g.DrawRectangle(brush, x, y, width, height));

    /// <summary>A bar or a square in one of the densities.</summary>
    public void Density(Ink ink, double x, double y, double width, double height)
    {
        switch (ink)
        {
            case Ink.None:
                break;
            case Ink.Neutral:
                Fill(PdfStyle.Edge, x, y, 1.2, height);
                break;
            case Ink.Solid:
                Fill(PdfStyle.Accent, x, y, width, height);
                break;
            case Ink.Hatched:
                Shape(g => Hatch(g, x, y, width, height));
                break;
            case Ink.Crossed:
                Shape(g =>
                {
                    g.DrawRectangle(PdfStyle.Outline, x, y, width, height);
                    var middle = y + (height / 2);
                    var arm = (width / 2) - 1;
                    g.DrawLine(PdfStyle.Outline, x + 1, middle - arm, x + width - 1, middle + arm);
                    g.DrawLine(PdfStyle.Outline, x + 1, middle + arm, x + width - 1, middle - arm);
                });
                break;
            case Ink.Dashed:
                Shape(g => g.DrawRectangle(PdfStyle.DashedOutline, x, y, width, height));
                break;
        }
    }

    private static void Hatch(XGraphics g, double x, double y, double width, double height)
    {
        g.DrawRectangle(PdfStyle.Outline, x, y, width, height);

        // Strokes rising to the right, cut at the frame by hand: a clip would be one more thing to balance with the tags.
        for (var foot = y + HatchStep; foot < y + height + width; foot += HatchStep)
        {
            var from = Math.Max(0, foot - (y + height));
            var to = Math.Min(width, foot - y);
            if (to > from)
            {
                g.DrawLine(PdfStyle.Outline, x + from, foot - from, x + to, foot - to);
            }
        }
    }

    private void Shape(Action<XGraphics> draw)
    {
        tags.EndMarkedContentsWithId();
        accessibility.BeginGraphicMode();
        tags.BeginArtifact();
        draw(graphics!);
        accessibility.BeginGraphicMode();
        tags.End();
    }
}
