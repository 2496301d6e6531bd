using FamiPortal.Web.Documents.Pdf;

namespace FamiPortal.Web.Tests.Documents.Pdf;

public sealed class PdfPaginationTests
{
    private const double WholePage = PdfPagination.BodyBottom - PdfPagination.BodyTop;

    [Fact]
    public void Pages_OfNothing_IsOneEmptyPage() => Assert.Empty(Assert.Single(PdfPagination.Pages([])));

    [Fact]
    public void Pages_OfTheFirstPiece_BeginWithoutTheSpaceBeforeIt()
    {
        var page = Assert.Single(PdfPagination.Pages([Piece(20) with { SpaceBefore = 9 }, Piece(20) with { SpaceBefore = 9 }]));

        Assert.Equal([PdfPagination.FirstPageTop, PdfPagination.FirstPageTop + 29], page.Select(placed => placed.Top));
    }

    [Fact]
    public void Pages_WhenAPieceFillsThePageExactly_DoNotTurn()
    {
        var first = PdfPagination.BodyBottom - PdfPagination.FirstPageTop;

        Assert.Single(PdfPagination.Pages([Piece(first - 20), Piece(20)]));
        Assert.Equal(2, PdfPagination.Pages([Piece(first - 20), Piece(20.01)]).Count);
    }

    [Fact]
    public void Pages_WhenAHeadingIsKeptWithWhatDoesNotFit_TurnBeforeTheHeading()
    {
        var heading = Piece(20) with { KeepWithNext = true };

        var pages = PdfPagination.Pages([Piece(600), heading, Piece(200)]);

        Assert.Equal([1, 2], pages.Select(page => page.Count));
        Assert.Same(heading, pages[1][0].Piece);
        Assert.Equal(PdfPagination.BodyTop, pages[1][0].Top);
    }

    [Fact]
    public void Pages_WhenWhatIsKeptIsHigherThanAPage_TurnWhereItMust()
    {
        var pages = PdfPagination.Pages([.. Enumerable.Repeat(Piece(400) with { KeepWithNext = true }, 3)]);

        Assert.Equal([1, 1, 1], pages.Select(page => page.Count));
    }

    [Fact]
    public void Pages_WhenOnePieceIsHigherThanAPage_GiveItOneOfItsOwn()
    {
        var pages = PdfPagination.Pages([Piece(10), Piece(WholePage + 200), Piece(10)]);

        Assert.Equal([1, 1, 1], pages.Select(page => page.Count));
    }

    [Fact]
    public void Pages_WhenARowBeginsAPage_RepeatItsHeaderOnce()
    {
        var header = Piece(30);
        var row = Piece(300) with { RepeatedHeader = header };

        var pages = PdfPagination.Pages([header, row, row, row, row]);

        Assert.Equal([3, 3], pages.Select(page => page.Count));
        Assert.Equal([false, false, false, true, false, false], pages.SelectMany(page => page).Select(placed => placed.IsRepeated));
        Assert.Equal(PdfPagination.BodyTop + 30, pages[1][1].Top);
    }

    [Fact]
    public void Together_WhenAllFitsInAPage_KeepsAllButTheLastWithTheNext() =>
        Assert.Equal([true, true, false], PdfPagination.Together([Piece(10), Piece(10), Piece(10)]).Select(piece => piece.KeepWithNext));

    [Fact]
    public void Together_WhenItDoesNotFitInAPage_LeavesThePiecesAlone() =>
        Assert.Equal([false, false], PdfPagination.Together([Piece(WholePage), Piece(1)]).Select(piece => piece.KeepWithNext));

    private static PdfPiece Piece(double height) => new(height, (_, _) => { });
}
