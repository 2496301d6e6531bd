using System.Text;
using FamiPortal.Domain.Demonstration;
using FamiPortal.Domain.Evidence;
using FamiPortal.TestKit;

namespace FamiPortal.Domain.Tests.Demonstration;

public sealed class PlainPdfTests
{
    [Fact]
    public void Page_IsADocumentThatThePortalAccepts()
    {
        foreach (var document in DemonstrationData.Load().Personas.SelectMany(persona => persona.Exercises.Values).SelectMany(file => file.Documents ?? []))
        {
            using var file = new MemoryStream(PlainPdf.Page(document.Lines));

            Assert.Equal(EvidenceFormat.Pdf, EvidenceFormats.Inspect(file, document.Name).Value);
        }
    }

    [Fact]
    public void Page_PointsAtItsObjectsToTheByte()
    {
        var bytes = SampleFiles.Pdf("Facture (n° 1) : 1 896,00 €");
        var text = Encoding.Latin1.GetString(bytes);

        var table = int.Parse(text[(text.LastIndexOf("startxref", StringComparison.Ordinal) + 10)..].Split('\n')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.StartsWith("xref\n", text[table..], StringComparison.Ordinal);
        var offsets = text[table..].Split('\n').Where(line => line.EndsWith(" n ", StringComparison.Ordinal)).ToList();
        Assert.Equal(5, offsets.Count);
        for (var i = 0; i < offsets.Count; i++)
        {
            var at = int.Parse(offsets[i][..10], System.Globalization.CultureInfo.InvariantCulture);
            Assert.StartsWith($"{i + 1} 0 obj", text[at..], StringComparison.Ordinal);
        }

        Assert.Contains(@"\(n° 1\)", text, StringComparison.Ordinal);
    }
}
