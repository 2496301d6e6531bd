using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using FamiPortal.TestKit;
using Microsoft.Playwright;

namespace FamiPortal.E2E.Tests;

/// <summary>
/// Documents on their way to a declaration: dropped by the browser itself (not by a script that pretends to), over a line that is slow,
/// cut, or given up; and what the portal keeps of them on its disk.
/// </summary>
public sealed class SendingTests(Stage stage) : IClassFixture<Stage>, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("famiportal-drop-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Files_DroppedTogether_AreSentOneAfterTheOther_EachWithItsProgress()
    {
        var (page, line, before) = await OpenAsync("Iris Maquette");
        await line.SlowAsync();

        await DropAsync(page, line, Pdf("facture 1.pdf", 200_000), Pdf("facture 2.pdf", 40_000), File("photo.png", SampleFiles.Png()));

        var sending = Sending(page);
        await Assertions.Expect(sending).ToHaveCountAsync(3);
        await Assertions.Expect(sending.Nth(0)).ToContainTextAsync(new Regex("Envoi en cours, [1-9]"));
        await Assertions.Expect(sending.Nth(1)).ToContainTextAsync("En attente d’envoi");
        var early = await ProgressAsync(sending.Nth(0));
        await Assertions.Expect(sending.Nth(0)).ToContainTextAsync(new Regex("Envoi en cours, [5-9][0-9]"));
        Assert.True(await ProgressAsync(sending.Nth(0)) > early);
        await page.AssertAccessibleAsync();

        await line.FastAsync();

        await Assertions.Expect(Kept(page)).ToHaveCountAsync(3);
        await Assertions.Expect(sending).ToHaveCountAsync(0);
        Assert.Equal(["facture 1.pdf", "facture 2.pdf", "photo.png"], await NamesAsync(page));
        Assert.Equal(3, await StoredAsync(before, 3));
        await page.ReloadAsync();
        await Assertions.Expect(Kept(page)).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task Files_Cancelled_OnTheirWayOrWaiting_LeaveNothingBehind_AndTheNextOneGoesOn()
    {
        var (page, line, before) = await OpenAsync("Dr Jonas Gouttière");
        await line.SlowAsync();
        await DropAsync(page, line, Pdf("longue.pdf", 2_000_000), Pdf("attente.pdf", 2_000_000), Pdf("gardée.pdf", 2_000));
        await Assertions.Expect(Sending(page).Nth(0)).ToContainTextAsync(new Regex("Envoi en cours, [1-9]"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Annuler attente.pdf" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Annuler longue.pdf" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        Assert.Equal("file", await page.EvaluateAsync<string>("document.activeElement.type"));
        await Assertions.Expect(Kept(page)).ToHaveCountAsync(1);
        Assert.Equal(["gardée.pdf"], await NamesAsync(page));
        await Assertions.Expect(Sending(page)).ToHaveCountAsync(0);
        Assert.Equal(1, await StoredAsync(before, 1));
    }

    [Fact]
    public async Task AnUpload_CutOnItsWay_SaysSoBesideItsFile_AndIsSentAgainInOneGesture()
    {
        await using var cable = Cable.To(stage.Portal.Address);
        var (page, line, before) = await OpenAsync("Dr Octave Lumière", portal: cable.Address);
        await line.SlowAsync();
        await DropAsync(page, line, Pdf("longue.pdf", 400_000));
        await Assertions.Expect(Sending(page)).ToContainTextAsync(new Regex("Envoi en cours, [1-9]"));

        cable.Cut();

        await Assertions.Expect(Sending(page)).ToContainTextAsync("L’envoi s’est interrompu avant la fin");
        await Assertions.Expect(Kept(page)).ToHaveCountAsync(0);
        Assert.Equal(0, await StoredAsync(before, 0));

        await line.FastAsync();
        cable.Mend();
        await page.GetByRole(AriaRole.Button, new() { Name = "Réessayer longue.pdf" }).ClickAsync();

        await Assertions.Expect(Kept(page)).ToHaveCountAsync(1);
        await Assertions.Expect(Sending(page)).ToHaveCountAsync(0);
        Assert.Equal(1, await StoredAsync(before, 1));
    }

    [Fact]
    public async Task AmongSeveralFiles_EachRefusalStandsBesideItsOwn_AndTheOneHeldBackHasItsChoice()
    {
        var (page, line, before) = await OpenAsync("Zoé Brouillon", width: 360);
        await page.Indicator("Prise en charge coordonnée des patients").GetByLabel("(CPTS)").CheckAsync();

        await DropAsync(page, line, File("programme.pdf", SampleFiles.Exe()), File("carte 185057800608491.png", SampleFiles.Png()), Pdf("énorme.pdf", 11 * 1024 * 1024), Pdf("facture.pdf", 2_000));

        await Assertions.Expect(Kept(page)).ToHaveCountAsync(1);
        await Assertions.Expect(Sending(page)).ToHaveCountAsync(3);
        await Assertions.Expect(Of(page, "programme.pdf")).ToContainTextAsync("quel que soit son nom");
        await Assertions.Expect(Of(page, "programme.pdf").GetByRole(AriaRole.Button, new() { Name = "Réessayer" })).ToHaveCountAsync(0);
        await Assertions.Expect(Of(page, "carte")).ToContainTextAsync("semble contenir un numéro de sécurité sociale");
        await Assertions.Expect(Of(page, "énorme.pdf")).ToContainTextAsync(new Regex("10\\sMo"));
        await Assertions.Expect(Of(page, "carte").Locator(".err + .row").GetByRole(AriaRole.Button)).ToHaveCountAsync(2); // the fact, then what to do
        await page.AssertAccessibleAsync();
        Assert.Equal(1, await StoredAsync(before, 1));

        await Of(page, "carte").GetByRole(AriaRole.Button, new() { Name = "Il n’en contient pas, l’envoyer quand même" }).ClickAsync();
        await Assertions.Expect(Kept(page)).ToHaveCountAsync(2);
        foreach (var refused in new[] { "programme.pdf", "énorme.pdf" })
        {
            await Of(page, refused).GetByRole(AriaRole.Button, new() { Name = "Retirer de la liste" }).ClickAsync();
        }

        await Assertions.Expect(page.GetByRole(AriaRole.List, new() { Name = "Envois" })).ToBeHiddenAsync();
        Assert.Equal(["carte •••.png", "facture.pdf"], (await NamesAsync(page)).Order(StringComparer.Ordinal));
        Assert.Equal(2, await StoredAsync(before, 2));
        await Assertions.Expect(page.Indicator("Prise en charge coordonnée des patients").GetByLabel("(CPTS)")).ToBeCheckedAsync();
    }

    [Fact]
    public async Task GoingOn_WhileAFileIsOnItsWay_WaitsForIt()
    {
        var (page, line, before) = await OpenAsync("Jade Croquis");
        await line.SlowAsync();
        await DropAsync(page, line, Pdf("facture.pdf", 200_000));
        await Assertions.Expect(Sending(page)).ToContainTextAsync(new Regex("Envoi en cours, [1-9]"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer et recalculer" }).First.ClickAsync();
        await Assertions.Expect(page.GetByText("la suite s’ouvrira dès qu’il sera arrivé")).ToHaveCountAsync(1);
        await Assertions.Expect(Sending(page)).ToHaveCountAsync(1);

        await line.FastAsync();

        await page.AssertSaysAsync("Brouillon enregistré");
        await Assertions.Expect(Kept(page)).ToHaveCountAsync(1);
        Assert.Equal(1, await StoredAsync(before, 1));
    }

    [Fact]
    public async Task AFile_DroppedBesideTheZone_DoesNotOpenInPlaceOfThePage()
    {
        var (page, line, before) = await OpenAsync("Marius Factice");
        var address = page.Url;

        await page.EvaluateAsync("addEventListener('dragover', event => { window.isHandled = event.defaultPrevented && event.dataTransfer.dropEffect === 'none'; })");

        await line.DropAtAsync(200, 120, [Pdf("facture.pdf", 2_000)]);

        // Without its window, this Chromium opens nothing by itself: that the page says no to the browser is what can be seen.
        Assert.True(await page.EvaluateAsync<bool?>("window.isHandled"));
        await page.AssertHeadingAsync("Déclaration FAMI 2024");
        Assert.Equal(address, page.Url);
        Assert.Equal(0, await StoredAsync(before, 0));
    }

    [Fact]
    public async Task Answers_OfTwoTabs_ComeTogetherAndOnlyWhatBothAnsweredIsAsked()
    {
        var (first, line, _) = await OpenAsync("Basile Prototype");
        var second = await first.Context.NewPageAsync();
        await second.GotoAsync(first.Url);
        await second.Indicator("Appareils médicaux connectés").GetByLabel("Oxymètre connecté").CheckAsync();
        await second.PressAsync("Enregistrer et recalculer");
        await second.AssertSaysAsync("Brouillon enregistré, montant recalculé");

        // The upload of a tab of before hides nothing; the other tab's answer appears where nobody touched it.
        await DropAsync(first, line, Pdf("facture.pdf", 2_000));
        await Assertions.Expect(Kept(first)).ToHaveCountAsync(1);
        await first.Indicator("Vidéotransmission sécurisée").GetByLabel("Un abonnement payant").CheckAsync();
        await Assertions.Expect(first.Indicator("Appareils médicaux connectés").GetByLabel("Oxymètre connecté")).ToBeCheckedAsync();
        await Assertions.Expect(first.Locator("[data-autosave-says]")).ToBeHiddenAsync();

        // Both answered: nothing is overwritten, and the question is asked.
        await second.Indicator("Appareils médicaux connectés").GetByLabel("Podomètre connecté").CheckAsync();
        await second.PressAsync("Enregistrer et recalculer");
        await second.AssertSaysAsync("Brouillon enregistré, montant recalculé");
        await Assertions.Expect(second.Indicator("Vidéotransmission sécurisée").GetByLabel("Un abonnement payant")).ToBeCheckedAsync();
        await first.Indicator("Appareils médicaux connectés").GetByLabel("Dynamomètre connecté").CheckAsync();
        await Assertions.Expect(first.Locator("[data-autosave-says]")).ToContainTextAsync("choisissez la réponse à garder");
        await first.Locator("[data-autosave-says]").GetByRole(AriaRole.Button, new() { Name = "Choisir" }).ClickAsync();
        await first.AssertHeadingAsync("Deux versions de votre brouillon");
        await first.AssertAccessibleAsync();
        await first.AssertNothingLostAsync();
        await first.GetByLabel("Prendre ce que j’ai saisi ici").CheckAsync();
        await first.PressAsync("Enregistrer mes choix");

        await first.AssertSaysAsync("Brouillon enregistré, montant recalculé");
        var devices = first.Indicator("Appareils médicaux connectés");
        await Assertions.Expect(devices.GetByLabel("Dynamomètre connecté")).ToBeCheckedAsync();
        await Assertions.Expect(devices.GetByLabel("Podomètre connecté")).Not.ToBeCheckedAsync();
        await first.WaitForFunctionAsync("localStorage.length === 0"); // by a script, which comes after the page
    }

    [Fact]
    public async Task Amounts_AskedForAfterAnUpload_AndOvertakenByWhatIsTyped_AreNotShown()
    {
        var (page, line, _) = await OpenAsync("Ambre Reflet");
        var asked = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await page.RouteAsync(new Regex("handler=live"), async route =>
        {
            var old = await route.FetchAsync();
            asked.SetResult();
            await release.Task;
            await route.FulfillAsync(new() { Response = old });
        });
        await DropAsync(page, line, Pdf("facture.pdf", 2_000));
        await asked.Task;
        var overtaken = page.WaitForResponseAsync(new Regex("handler=live"));

        await page.Indicator("Vidéotransmission sécurisée").GetByLabel("Un abonnement payant").CheckAsync();
        await Assertions.Expect(page.Locator("#resume-contenu .sum")).ToContainTextAsync("350");
        release.SetResult();
        await (await overtaken).FinishedAsync();
        await page.EvaluateAsync("() => new Promise(done => setTimeout(done, 300))");

        await Assertions.Expect(page.Locator("#resume-contenu .sum")).ToContainTextAsync("350");
        await Assertions.Expect(page.Indicator("Vidéotransmission sécurisée")).ToContainTextAsync("À transmettre");
    }

    private async Task<(IPage Page, Line Line, IReadOnlySet<string> Before)> OpenAsync(
        string name, int width = 1280, Uri? portal = null)
    {
        var page = await stage.Chromium.SitDownAsync(portal ?? stage.Portal.Address, width);
        await page.SignInAsAsync(name);
        await page.GotoAsync(name.StartsWith("Dr ", StringComparison.Ordinal) ? "/declarations/2025" : "/declarations/2024");
        return (page, await Line.OfAsync(page), Files());
    }

    /// <summary>Onto the first zone of the page, where a hand would let them go.</summary>
    private static async Task DropAsync(IPage page, Line line, params string[] files)
    {
        var zone = page.Locator(".drop").Locator("visible=true").First;
        await zone.ScrollIntoViewIfNeededAsync();
        var box = (await zone.BoundingBoxAsync())!;
        await line.DropAtAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2), files);
    }

    private static ILocator Sending(IPage page) => page.GetByRole(AriaRole.List, new() { Name = "Envois" }).GetByRole(AriaRole.Listitem);

    private static ILocator Of(IPage page, string name) => Sending(page).Filter(new() { HasText = name });

    private static ILocator Kept(IPage page) => page.GetByRole(AriaRole.List, new() { Name = "Documents déposés" }).GetByRole(AriaRole.Listitem).Filter(new() { HasText = "À transmettre" });

    private static async Task<IReadOnlyList<string>> NamesAsync(IPage page) => await Kept(page).GetByRole(AriaRole.Link).AllInnerTextsAsync();

    private static Task<double> ProgressAsync(ILocator line) => line.GetByRole(AriaRole.Progressbar).EvaluateAsync<double>("bar => bar.value / bar.max");

    private string Pdf(string name, int size)
    {
        var pdf = Encoding.Latin1.GetString(SampleFiles.Pdf());
        return File(name, Encoding.Latin1.GetBytes(pdf.Insert(pdf.IndexOf('\n', StringComparison.Ordinal) + 1, $"%{new string('x', size)}\n")));
    }

    private string File(string name, byte[] content)
    {
        var path = Path.Combine(folder.FullName, name);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    private HashSet<string> Files() => [.. Directory.EnumerateFiles(stage.Portal.Evidence, "*", SearchOption.AllDirectories)];

    /// <summary>How many files came since; what was given up may take an instant to go.</summary>
    private async Task<int> StoredAsync(IReadOnlySet<string> before, int expected)
    {
        for (var tries = 0; tries < 50 && Files().Except(before).Count() != expected; tries++)
        {
            await Task.Delay(200);
        }

        return Files().Except(before).Count();
    }

    /// <summary>The line and the mouse of one page, below what the page can see.</summary>
    private sealed class Line(ICDPSession session)
    {
        private const int SlowBytesPerSecond = 60_000;

        public static async Task<Line> OfAsync(IPage page)
        {
            var session = await page.Context.NewCDPSessionAsync(page);
            await session.SendAsync("Network.enable");
            return new Line(session);
        }

        public Task SlowAsync() => SetAsync(SlowBytesPerSecond);

        public Task FastAsync() => SetAsync(-1);

        public async Task DropAtAsync(double x, double y, IReadOnlyList<string> files)
        {
            foreach (var type in new[] { "dragEnter", "dragOver", "drop" })
            {
                await session.SendAsync("Input.dispatchDragEvent", new Dictionary<string, object>
                {
                    ["type"] = type,
                    ["x"] = x,
                    ["y"] = y,
                    ["data"] = new Dictionary<string, object> { ["items"] = Array.Empty<object>(), ["files"] = files, ["dragOperationsMask"] = 1 },
                });
            }
        }

        private async Task SetAsync(int upload) => await session.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object>
        {
            ["offline"] = false,
            ["latency"] = 0,
            ["downloadThroughput"] = -1,
            ["uploadThroughput"] = upload,
        });
    }

    /// <summary>What runs between the browser and the portal, to be cut in the middle of an upload.</summary>
    private sealed class Cable : IAsyncDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource end = new();
        private readonly Uri portal;
        private CancellationTokenSource cut = new();

        private Cable(Uri portal) => this.portal = portal;

        public Uri Address => new($"http://{listener.LocalEndpoint}/");

        public static Cable To(Uri portal)
        {
            var cable = new Cable(portal);
            cable.listener.Start();
            _ = cable.ListenAsync();
            return cable;
        }

        public void Cut() => cut.Cancel();

        public void Mend() => cut = new CancellationTokenSource();

        public async ValueTask DisposeAsync()
        {
            await end.CancelAsync();
            await cut.CancelAsync();
            listener.Dispose();
        }

        private async Task ListenAsync()
        {
            while (!end.IsCancellationRequested)
            {
                try
                {
                    _ = CarryAsync(await listener.AcceptTcpClientAsync(end.Token), cut.Token);
                }
                catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
                {
                    return;
                }
            }
        }

        private async Task CarryAsync(TcpClient browser, CancellationToken until)
        {
            using (browser)
            using (var server = new TcpClient())
            {
                try
                {
                    await server.ConnectAsync(portal.Host, portal.Port, until);
                    await Task.WhenAny(browser.GetStream().CopyToAsync(server.GetStream(), until), server.GetStream().CopyToAsync(browser.GetStream(), until));
                }
                catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
                {
                    // Cut.
                }
            }
        }
    }
}
