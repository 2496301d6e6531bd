using FamiPortal.Domain.Evidence;
using Microsoft.Extensions.Logging.Abstractions;

namespace FamiPortal.Domain.Tests.Evidence;

/// <summary>Runs alone: what the whole process allocates is what it measures.</summary>
[CollectionDefinition(nameof(EvidenceMemoryTests), DisableParallelization = true)]
[Collection(nameof(EvidenceMemoryTests))]
public sealed class EvidenceMemoryTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"famiportal-{Guid.NewGuid():N}");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Save_WhenTenFilesOf10MoCome_AllocatesLessThanOneOfThem()
    {
        var files = new LocalEvidenceFiles(new EvidenceFilesOptions { Folder = folder }, TimeProvider.System, NullLogger<LocalEvidenceFiles>.Instance);
        await files.SaveAsync(new SentStream(StoredFile.SizeBytesMax), "facture.pdf", CancellationToken.None); // fills the pools

        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < 10; i++)
        {
            await files.SaveAsync(new SentStream(StoredFile.SizeBytesMax), "facture.pdf", CancellationToken.None);
        }

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, StoredFile.SizeBytesMax - 1);
    }
}
