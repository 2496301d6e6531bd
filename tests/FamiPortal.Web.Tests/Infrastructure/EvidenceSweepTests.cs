using System.Net;
using FamiPortal.TestKit;
using FamiPortal.Web.Infrastructure;
using FamiPortal.Web.Tests.PractitionerArea;

namespace FamiPortal.Web.Tests.Infrastructure;

public sealed class EvidenceSweepTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Sweep_RemovesOldFilesThatNoRowKnows_AndKeepsTheOthers()
    {
        var practice = await Practice.OpenAsync(portal);
        Practice.Succeed(await practice.SendAsync(await practice.DeclarationAsync(), "facture.pdf", SampleFiles.Pdf()));
        var folder = portal.Services.GetRequiredService<DataFolder>().Evidence;
        var known = Assert.Single(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
        var orphan = Path.Combine(Path.GetDirectoryName(known)!, "01a200947901" + Path.GetFileName(known)[12..]);
        File.Copy(known, orphan);
        foreach (var file in new[] { known, orphan })
        {
            File.SetLastWriteTimeUtc(file, portal.Clock.GetUtcNow().UtcDateTime.AddHours(-2));
        }

        await portal.Services.GetServices<IHostedService>().OfType<EvidenceSweep>().Single().RunOnceAsync(default);

        Assert.False(File.Exists(orphan));
        Assert.True(File.Exists(known));
        var document = (await practice.StoredAsync()).Evidence[0].Document;
        Assert.Equal(HttpStatusCode.OK, (await practice.Browser.GetAsync($"/justificatifs/{document.Id}")).Status);
    }
}
