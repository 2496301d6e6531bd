using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FamiPortal.Web.Documents;
using FamiPortal.Web.Documents.Pdf;

namespace FamiPortal.Web.Tests.Documents.Pdf;

public sealed partial class PdfSharpRendererTests
{
    [Theory]
    [InlineData("éèêëàâçùûüîïôöÿñ ÉÈÀÇ œuvre ŒUVRE æther")]
    [InlineData("«\u00a0guillemets\u00a0» l’apostrophe — tiret – demi-tiret… 1\u202f240,00\u202f€")]
    [InlineData("84,62\u202f% soit 2\u202f310\u00a0actes sur\u00a02\u202f730\u202f; oui\u202f! non\u202f? Total\u00a0: 3")]
    public void Render_WhenTheTextIsFrench_KeepsEveryCharacter(string text)
    {
        var pdf = Samples.Render(Samples.Document(new Paragraph(text)));

        Assert.Contains(Poppler.Spaced(text), Poppler.Text(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_WhenASpaceMustNotBreak_KeepsItAsSuch()
    {
        // 1 240,50 € in a column too narrow for it twice: it goes to the next line whole.
        var pdf = Samples.Render(Samples.Document(new Table([new("A", 1), new("B", 7)], [[new("la somme 1\u202f240,50\u202f€"), new("b")]])));

        Assert.Contains(Poppler.Text(pdf).Split('\n'), line => line.Trim() == "1 240,50 €");
        Assert.Matches("<[0-9A-F]{4}><[0-9A-F]{4}><00A0>", Encoding.Latin1.GetString(pdf));
    }

    [Fact]
    public void Render_WhenTheFontsLackACharacter_NamesItAndKeepsTheRest()
    {
        var pdf = Samples.Render(Samples.Document(new Paragraph("avant 中 après 😀 ﬁn 1ᵉʳ mars \ud83d")));

        Assert.Contains("avant [U+4E2D] après [U+1F600] fin", Poppler.Words(pdf), StringComparison.Ordinal);
        Assert.Contains("mars [U+FFFD]", Poppler.Words(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_WhenANameIsDecomposedOrHidesMarks_PrintsItAsItReads()
    {
        var pdf = Samples.Render(Samples.Document(new KeyValues([new("Fichier", "re\u0301sume\u0301\u202efdp.\u200bexe")])));

        Assert.Contains("résuméfdp.exe", Poppler.Words(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_WhenALetterIsRaised_DrawsItSmallerAndHigher()
    {
        var pdf = Samples.Render(Samples.Document(new Paragraph("du 1ᵉʳ au 2 mars")));

        var drawn = Encoding.Latin1.GetString(pdf);
        Assert.Contains("er", Poppler.Words(pdf), StringComparison.Ordinal);
        Assert.Contains("6.08 Tf", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Always_EmbedsEveryFont()
    {
        var fonts = Poppler.Fonts(Samples.Render(ReceiptDocument.From(Samples.Receipt())));

        Assert.Equal(2, fonts.Count);
        Assert.All(fonts, font => Assert.Matches(@"Identity-H\s+yes yes yes", font));
    }

    [Fact]
    public void Render_OverFivePages_NumbersEachOfThem()
    {
        var pages = Poppler.Pages(Samples.Render(Samples.Document(Paragraphs(170))));

        Assert.Equal(5, pages.Count);
        for (var i = 0; i < pages.Count; i++)
        {
            Assert.Contains($"page {i + 1} sur 5", pages[i], StringComparison.Ordinal);
            Assert.Contains("Référence : ESSAI-2026-0001. Document établi le 17 février 2026 à 14 h 07, heure de Paris.", pages[i], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Render_WhenTextsSpanPages_LosesNoLine()
    {
        var words = Poppler.Words(Samples.Render(Samples.Document(Paragraphs(200))));

        Assert.All(Enumerable.Range(0, 200), i => Assert.Single(Regex.Matches(words, $@"Alinéa {i}\.")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Render_WhenAWordHasThreeHundredLetters_LosesNoneOfThemNorLeavesThePage(int place)
    {
        var word = string.Concat(Enumerable.Range(0, 300).Select(i => (char)('a' + (i % 23))));
        Block block = place switch
        {
            0 => new Paragraph(word),
            1 => new Table([new("A", 1), new("B", 3)], [[new(word), new("–")]]),
            2 => new KeyValues([new(word, "–")]),
            _ => new Note(Ink.Crossed, "Refusé.", word),
        };
        var pdf = Samples.Render(Samples.Document(block));

        var letters = string.Concat(Poppler.Text(pdf).Where(char.IsAsciiLetterLower));
        Assert.Contains(word, letters, StringComparison.Ordinal);
        Assert.InRange(Poppler.RightEdge(pdf), 500, 539);
    }

    [Fact]
    public void Render_WhenATableHasTwoHundredRows_RepeatsItsHeaderAndEveryRowOnce()
    {
        var pdf = Samples.Render(Samples.Document(LongTable(200)));

        var pages = Poppler.Pages(pdf);
        Assert.True(pages.Count >= 4);
        Assert.All(pages, page => Assert.Matches(@"Désignation\s+Montant", page));
        Assert.All(Enumerable.Range(0, 200), i => Assert.Single(Regex.Matches(Poppler.Text(pdf), $@"Ligne {i}\s")));

        // Said once to who listens: the repetitions are artifacts.
        Assert.Single(Regex.Matches(Poppler.Structure(pdf), "Désignation"));
    }

    [Fact]
    public void Render_WhateverTheNumberOfRows_NeverLeavesTheTotalAlone()
    {
        for (var rows = 24; rows < 36; rows++)
        {
            var pages = Poppler.Pages(Samples.Render(Samples.Document(LongTable(rows))));

            var last = pages.Single(page => page.Contains("Total", StringComparison.Ordinal));
            Assert.Contains($"Ligne {rows - 1} ", last, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Render_WhateverComesBefore_NeverLeavesAHeadingAtTheFootOfAPage()
    {
        for (var before = 24; before < 36; before++)
        {
            Block[] blocks = [.. Paragraphs(before), new Heading(2, "Titre à suivre"), new Heading(3, "Sous-titre"), new Paragraph("La suite.")];

            var pages = Poppler.Pages(Samples.Render(Samples.Document(blocks)));

            var page = pages.Single(p => p.Contains("Titre à suivre", StringComparison.Ordinal));
            Assert.Contains("Sous-titre", page, StringComparison.Ordinal);
            Assert.Contains("La suite.", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Render_WhenBlocksAreKeptTogether_TurnsThePageBeforeThem()
    {
        var kept = new KeepTogether([new Heading(3, "Ensemble"), .. Paragraphs(12)]);

        var pages = Poppler.Pages(Samples.Render(Samples.Document([.. Paragraphs(26), kept])));

        Assert.Equal(2, pages.Count);
        Assert.Contains("Ensemble", pages[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Render_WhenOneRowIsLongerThanAPage_GoesOnInTheNext()
    {
        var text = string.Join(' ', Enumerable.Range(0, 2_000).Select(i => $"mot{i}"));

        var words = Poppler.Words(Samples.Render(Samples.Document(new Table([new("A", 1), new("B", 1)], [[new(text), new("b")]]))));

        Assert.All(Enumerable.Range(0, 2_000), i => Assert.Single(Regex.Matches(words, $@"\bmot{i}\b")));
    }

    [Fact]
    public void Render_Always_DescribesTheFile()
    {
        var pdf = Samples.Render(Samples.Document(new Paragraph("x")));

        var info = Poppler.Info(pdf);
        Assert.Matches(@"Title:\s+Document d’essai", info);
        Assert.Matches(@"Subject:\s+Un document d’essai", info);
        Assert.Matches(@"Author:\s+Caisse d’essai", info);
        Assert.Matches(@"Tagged:\s+yes", info);
        Assert.Matches(@"Page size:\s+595.* \(A4\)", info);
        var raw = Encoding.Latin1.GetString(pdf);
        Assert.Matches(@"/Lang\s*\(fr\)", raw);
        Assert.Matches(@"/DisplayDocTitle\s+true", raw);
    }

    [Fact]
    public void Render_Always_TagsWhatItSaysAndOnlyThat()
    {
        var structure = Poppler.Structure(Samples.Render(Samples.Document(
            new Heading(2, "Un chapitre"),
            new Paragraph("Une phrase\nsur deux lignes."),
            new Heading(3, "Une section"),
            new Table([new("Colonne", 1), new("Somme", 1, Align.Right)], [[new("Rangée", Strong: true), new("12")]]),
            new Attestation("J’atteste.", "7", Samples.Hash))));

        Assert.Matches("(?s)H1 .*Document d’essai.*H2 .*Un chapitre.*P .*Une phrase sur deux lignes.*H3 .*Une section.*Table .*TR.*BlockQuote", structure);
        Assert.Matches(@"(?s)TH:\s+/Scope /Column\s+""Colonne""", structure);
        Assert.Matches(@"(?s)TH:\s+/Scope /Row\s+""Rangée""", structure);
        Assert.Matches(@"(?s)TD\s+""12""", structure);
        Assert.DoesNotContain("page 1 sur 1", structure, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Always_NestsMarksAndTextObjects()
    {
        var pdf = Encoding.Latin1.GetString(Samples.Render(Samples.Document([.. Paragraphs(60), LongTable(60), new Note(Ink.Hatched, "Attente.", "x")])));

        var pages = PageContent().Matches(pdf).Select(match => match.Value).Where(content => content.Contains("BDC", StringComparison.Ordinal)).ToList();
        Assert.True(pages.Count > 2);
        Assert.All(pages, AssertNested);
    }

    [Fact]
    public void Render_Twice_SaysTheSame()
    {
        var document = StatementDocument.From(Samples.Statement());

        var (first, second) = (Samples.Render(document), Samples.Render(document));

        Assert.Equal(Poppler.Text(first), Poppler.Text(second));
        Assert.Equal(Poppler.Structure(first), Poppler.Structure(second));
        Assert.Equal(Poppler.Info(first), Poppler.Info(second));
        Assert.Equal(first.Length, second.Length);
    }

    [Fact]
    public async Task Render_FromTwentyTasksAtOnce_GivesTwentySoundDocuments()
    {
        var renderer = new PdfSharpRenderer(PdfSharpRenderer.Agpl);
        using var start = new Barrier(20);

        var texts = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Factory.StartNew(
            () =>
            {
                var document = ReceiptDocument.From(Samples.Receipt() with { TransmissionNumber = $"FP-2025-XX-{i:000000}" });
                start.SignalAndWait();
                using var output = new MemoryStream();
                renderer.Render(document, output);
                return output.ToArray();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        for (var i = 0; i < 20; i++)
        {
            var words = Poppler.Words(texts[i]);
            Assert.Contains($"sous le numéro FP-2025-XX-{i:000000}.", words, StringComparison.Ordinal);
            Assert.Contains("Cœur de dossier", words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Render_WhenTheStreamOnlyGoesForward_WritesTheWholeAndLeavesItOpen()
    {
        using var output = new ForwardStream();

        new PdfSharpRenderer(PdfSharpRenderer.Agpl).Render(Samples.Document(new Paragraph("x")), output);

        Assert.True(output.CanWrite);
        Assert.Contains("page 1 sur 1", Poppler.Text(output.Written), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_WhenTheInstantIsInSummer_WritesTheHourOfParis()
    {
        var document = Samples.Document() with { CreatedUtc = new DateTime(2026, 7, 31, 22, 30, 0, DateTimeKind.Utc) };

        Assert.Contains("août 2026 à 0 h 30, heure de Paris", Poppler.Text(Samples.Render(document)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Constructor_WhenNoLicenceWasChosen_SaysWhatToDo(string license)
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => new PdfSharpRenderer(license));

        Assert.Contains("AGPL-3.0-only", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_WhenARowHasTooFewCells_Refuses()
    {
        var table = new Table([new("A", 1), new("B", 1)], [[new("seule")]]);

        Assert.Throws<ArgumentException>(() => Samples.Render(Samples.Document(table)));
    }

    [Fact]
    public void Render_WhenAHeadingHasAnotherLevel_Refuses() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Samples.Render(Samples.Document(new Heading(1, "x"))));

    private static Block[] Paragraphs(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new Paragraph($"Alinéa {i.ToString(CultureInfo.InvariantCulture)}. Un texte d’une ligne."))];

    private static Table LongTable(int rows) => new(
        [new("Désignation", 3), new("Montant", 1, Align.Right)],
        [.. Enumerable.Range(0, rows).Select(i => (IReadOnlyList<Cell>)[new($"Ligne {i.ToString(CultureInfo.InvariantCulture)}"), new("1,00")])],
        [new("Total"), new("200,00")]);

    private static void AssertNested(string content)
    {
        var open = new Stack<string>();
        foreach (var mark in Marks().Matches(content).Select(match => match.Groups[1].Value))
        {
            if (mark is "BT" or "BDC" or "BMC")
            {
                open.Push(mark == "BT" ? "ET" : "EMC");
            }
            else
            {
                Assert.Equal(open.Pop(), mark);
            }
        }

        Assert.Empty(open);
    }

    [GeneratedRegex(@"(?<=stream\r?\n).*?(?=endstream)", RegexOptions.Singleline)]
    private static partial Regex PageContent();

    [GeneratedRegex(@"(?:^|[\s>])(BT|ET|BDC|BMC|EMC)(?=\s|$)")]
    private static partial Regex Marks();

    /// <summary>As the body of a response.</summary>
    private sealed class ForwardStream : Stream
    {
        private readonly MemoryStream inner = new();

        public byte[] Written => inner.ToArray();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => inner.CanWrite;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
