using System.Collections.Concurrent;
using System.Globalization;
using FamiPortal.TestKit;
using Microsoft.Playwright;

namespace FamiPortal.E2E.Tests;

/// <summary>
/// What only a browser can tell of each page: axe in both themes on a desk and on a telephone, the weight of a first visit, and
/// whether anything is lost when the text is twice or four times as large. The pages are those of the route table, at the
/// addresses of the demonstration data; each is opened once and looked at in all these ways.
/// </summary>
[Collection(WholeSiteTests.Name)]
public sealed class EveryPageTests(WholeSite site)
{
    private const int WeightBytesMax = 100_000;
    private const int RequestsMax = 10;

    /// <summary>A document that somebody sent is shown by some pages; it is no part of them, and may weigh 10 Mo.</summary>
    private const string Evidence = "/justificatifs/";

    /// <summary>A desk of 1280 × 900 at 200 %, then 400 %.</summary>
    private static readonly (int Width, int Height)[] Enlarged = [(640, 450), (320, 256)];

    [Fact]
    public async Task EveryPage_InBothThemesAndAtEverySize_IsAccessibleLightAndWhole()
    {
        var pages = site.Site.Representatives();
        var faults = new ConcurrentBag<string>();

        await Parallel.ForEachAsync(pages, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (page, _) =>
        {
            var tab = await site.SitDownAsync(page);
            foreach (var fault in (string[])[.. await OpenAsync(tab, page), .. await LookAsync(tab), .. await EnlargeAsync(tab)])
            {
                faults.Add($"{page}: {fault}");
            }

            await tab.Context.CloseAsync();
        });

        Assert.True(faults.IsEmpty, $"{faults.Count} faults on {pages.Count} pages\n{string.Join('\n', faults.Order(StringComparer.Ordinal).Take(60))}");
    }

    private async Task<IReadOnlyList<string>> OpenAsync(IPage tab, SitePage page)
    {
        var requests = new ConcurrentBag<IRequest>();
        tab.Request += (_, request) => requests.Add(request);
        await tab.GotoAsync(page.Path);
        var sent = requests.Where(request => request.Url.StartsWith("http", StringComparison.Ordinal)).ToList();
        var weight = 0;
        foreach (var request in sent.Where(request => !request.Url.Contains(Evidence, StringComparison.Ordinal)))
        {
            var sizes = await request.SizesAsync();
            weight += sizes.ResponseBodySize + sizes.ResponseHeadersSize;
        }

        return
        [
            .. sent.Where(request => new Uri(request.Url).Authority != site.Stage.Portal.Address.Authority).Select(request => $"asks another site for {request.Url}"),
            .. weight > WeightBytesMax ? (string[])[$"weighs {weight.ToString(CultureInfo.InvariantCulture)} bytes"] : [],
            .. sent.Count > RequestsMax ? (string[])[$"needs {sent.Count} requests"] : [],
        ];
    }

    private static async Task<IReadOnlyList<string>> LookAsync(IPage tab)
    {
        var faults = new List<string>();
        foreach (var width in (int[])[1280, 360])
        {
            await tab.SetViewportSizeAsync(width, 900);
            await tab.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
            faults.AddRange((await tab.AxeAsync()).Select(fault => $"{width} px: {fault}"));
            faults.AddRange((await tab.LostAsync()).Select(fault => $"{width} px: {fault}"));
            await tab.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            faults.AddRange((await tab.AxeAsync(coloursOnly: true)).Select(fault => $"{width} px, dark: {fault}"));
        }

        return faults;
    }

    private static async Task<IReadOnlyList<string>> EnlargeAsync(IPage tab)
    {
        var faults = new List<string>();
        foreach (var (width, height) in Enlarged)
        {
            await tab.SetViewportSizeAsync(width, height);
            faults.AddRange((await tab.LostAsync()).Select(fault => $"{1280 / width * 100} %: {fault}"));
        }

        return faults;
    }
}
