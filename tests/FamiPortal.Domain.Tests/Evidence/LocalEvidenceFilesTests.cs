using System.Security.Cryptography;
using FamiPortal.Domain.Evidence;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FamiPortal.Domain.Tests.Evidence;

public sealed class LocalEvidenceFilesTests : IDisposable
{
    private const int Limit = 10 * 1024 * 1024;
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"famiportal-{Guid.NewGuid():N}");
    private readonly SetClock clock = new();

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Save_WhenTheFileIsGood_KeepsItsContentHashAndFormat()
    {
        var content = EvidenceSamples.Pdf();

        var stored = (await Save(content, "facture.pdf")).Value;

        Assert.Equal(EvidenceFormat.Pdf, stored.Format);
        Assert.Equal("application/pdf", stored.ContentType);
        Assert.Equal(content.Length, stored.SizeBytes);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), stored.Sha256);
        Assert.Equal(content, await Read(stored.StorageName));
    }

    [Fact]
    public async Task Save_WhenTwoFilesAreTheSame_StoresTwo()
    {
        var first = (await Save(EvidenceSamples.Png(), "capture.png")).Value;
        var second = (await Save(EvidenceSamples.Png(), "capture.png")).Value;

        Assert.NotEqual(first.StorageName, second.StorageName);
        Assert.Equal(first.Sha256, second.Sha256);
    }

    [Theory]
    [InlineData("../../../etc/cron.d/x.pdf")]
    [InlineData("..\\..\\x.pdf")]
    [InlineData("/etc/passwd.pdf")]
    [InlineData("a\0b.pdf")]
    public async Task Save_WhenTheNameIsHostile_UsesANameOfOurs(string name)
    {
        var stored = (await Save(EvidenceSamples.Pdf(), name)).Value;

        Assert.Matches("^[0-9a-f]{2}/[0-9a-f]{32}$", stored.StorageName);
        Assert.Equal([stored.StorageName], FilesLeft());
    }

    [Fact]
    public async Task Save_WhenTheNameHas300Characters_IsAccepted() =>
        Assert.True((await Save(EvidenceSamples.Pdf(), new string('é', 296) + ".pdf")).IsDone);

    [Fact]
    public async Task Save_WhenTheFileHas10MoExactly_IsAccepted() =>
        Assert.Equal(Limit, (await Save(EvidenceSamples.Pdf(size: Limit), "facture.pdf")).Value.SizeBytes);

    [Fact]
    public async Task Save_WhenTheFileHas10MoAndOneByte_IsRefusedAndSaysTheLimit()
    {
        var problem = await Refusal(EvidenceSamples.Pdf(size: Limit + 1), "facture.pdf");

        Assert.Equal("evidence.too-large", problem.Code);
        Assert.Contains("10\u00A0Mo", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_WhenTheSenderNeverStops_IsRefusedAtTheLimit()
    {
        var content = new SentStream(long.MaxValue);

        var outcome = await Files().SaveAsync(content, "facture.pdf", None);

        Assert.Equal(EvidenceErrors.TooLarge, Assert.Single(outcome.Problems));
        Assert.InRange(content.BytesRead, Limit + 1, Limit + (256 * 1024));
        Assert.Empty(FilesLeft());
    }

    [Fact]
    public async Task Save_WhenTheFileIsEmpty_IsRefused() =>
        Assert.Equal("evidence.empty", (await Refusal([], "facture.pdf")).Code);

    [Fact]
    public async Task Save_WhenAProgramIsNamedPdf_IsRefused()
    {
        var problem = await Refusal(EvidenceSamples.Exe(), "facture.pdf");

        Assert.Equal("evidence.unknown-format", problem.Code);
        Assert.StartsWith("Ce fichier n’est pas un PDF, un PNG, un JPEG, un DOCX, un DOC, un ODT, un ZIP ou un 7Z, quel que soit son nom.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_WhenThePdfIsNamedPng_IsRefused() =>
        Assert.Equal("evidence.extension-disagrees", (await Refusal(EvidenceSamples.Pdf(), "facture.png")).Code);

    [Fact]
    public async Task Save_WhenTheUploadIsCancelled_LeavesNothing()
    {
        using var cancellation = new CancellationTokenSource();
        var wasThere = false;
        var content = new SentStream(Limit, at: 1_000_000, then: () =>
        {
            wasThere = FilesLeft().Count == 1;
            cancellation.Cancel();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Files().SaveAsync(content, "facture.pdf", cancellation.Token));

        Assert.True(wasThere);
        Assert.Empty(FilesLeft());
    }

    [Fact]
    public async Task Save_WhenTheConnectionBreaks_IsRefusedAndLeavesNothing()
    {
        var content = new SentStream(Limit, at: 1_000_000, then: () => throw new IOException("connection reset"));

        var outcome = await Files().SaveAsync(content, "facture.pdf", None);

        Assert.Equal(EvidenceErrors.Interrupted, Assert.Single(outcome.Problems));
        Assert.Empty(FilesLeft());
    }

    [Fact]
    public async Task Save_WhenTheFolderCannotBeMade_IsRefused()
    {
        await File.WriteAllTextAsync(folder, "a file stands where the folder should");
        try
        {
            Assert.Equal(EvidenceErrors.NotStored, Assert.Single((await Save(EvidenceSamples.Pdf(), "facture.pdf")).Problems));
        }
        finally
        {
            File.Delete(folder);
        }
    }

    [FactOnLinux("Linux lends a disk that is always full: /dev/full")]
    public async Task Save_WhenTheDiskIsFull_IsRefused()
    {
        var files = new LocalEvidenceFiles(Options(), clock, NullLogger<LocalEvidenceFiles>.Instance)
        {
            CreateFile = _ => new FileStream("/dev/full", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 4096, FileOptions.Asynchronous),
        };

        var outcome = await files.SaveAsync(new MemoryStream(EvidenceSamples.Pdf(size: 1_000_000)), "facture.pdf", None);

        Assert.Equal(EvidenceErrors.NotStored, Assert.Single(outcome.Problems));
    }

    [FactOnATinyDisk]
    public async Task Save_WhenARealDiskFillsUp_IsRefusedLeavesNothingAndWorksAgainOnceThereIsRoom()
    {
        using var disk = new TinyDisk(megabytes: 4);
        var files = new LocalEvidenceFiles(new EvidenceFilesOptions { Folder = disk.Path }, clock, NullLogger<LocalEvidenceFiles>.Instance);

        var first = await files.SaveAsync(new MemoryStream(EvidenceSamples.Pdf(size: 2_000_000)), "facture.pdf", None);
        var tooMuch = await files.SaveAsync(new MemoryStream(EvidenceSamples.Pdf(size: 5_000_000)), "facture.pdf", None);

        Assert.Equal(EvidenceErrors.NotStored, Assert.Single(tooMuch.Problems));
        Assert.Equal(first.Value.StorageName, Path.GetRelativePath(disk.Path, Assert.Single(Directory.GetFiles(disk.Path, "*", SearchOption.AllDirectories))));
        Assert.True((await files.SaveAsync(new MemoryStream(EvidenceSamples.Pdf(size: 1_000_000)), "facture.pdf", None)).IsDone);
    }

    [Fact]
    public async Task Save_WhileReceiving_WritesAsItReads()
    {
        long written = 0;
        var content = new SentStream(Limit, at: Limit / 2, then: () => written = new FileInfo(Path.Combine(folder, FilesLeft().Single())).Length);

        await Files().SaveAsync(content, "facture.pdf", None);

        Assert.InRange(written, (Limit / 2) - (256 * 1024), Limit / 2);
        Assert.InRange(content.LargestRead, 1, 128 * 1024);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("../x")]
    [InlineData("ab/../../secret")]
    [InlineData("/etc/passwd")]
    [InlineData("ab/0192f0c1d2e3748596a7b8c9d0e1f2ac")] // the folder is not the end of the name
    [InlineData("ac/0192f0c1d2e3748596a7b8c9d0e1f2ac\n")]
    [InlineData("AC/0192F0C1D2E3748596A7B8C9D0E1F2AC")]
    [InlineData("ac\\0192f0c1d2e3748596a7b8c9d0e1f2ac")]
    public async Task OpenReadAndDelete_WhenTheNameIsNotOneOfOurs_TouchNothing(string storageName)
    {
        await Save(EvidenceSamples.Pdf(), "facture.pdf");

        Assert.Null(await Files().OpenReadAsync(storageName, None));
        await Assert.ThrowsAsync<ArgumentException>(() => Files().DeleteAsync(storageName, None));
        Assert.Single(FilesLeft());
    }

    [Fact]
    public async Task Delete_RemovesTheFileAndBearsBeingAskedTwice()
    {
        var stored = (await Save(EvidenceSamples.Pdf(), "facture.pdf")).Value;

        await Files().DeleteAsync(stored.StorageName, None);
        await Files().DeleteAsync(stored.StorageName, None);

        Assert.Null(await Files().OpenReadAsync(stored.StorageName, None));
        Assert.Empty(FilesLeft());
    }

    [Fact]
    public async Task Sweep_RemovesOnlyOldOrphans()
    {
        var known = (await Save(EvidenceSamples.Pdf(), "facture.pdf")).Value.StorageName;
        var orphan = (await Save(EvidenceSamples.Pdf(), "facture.pdf")).Value.StorageName;
        var left = Put($"reception/{Guid.NewGuid():N}.part");
        var foreign = Put("LISEZMOI.txt");
        clock.Advance(TimeSpan.FromMinutes(90));
        var young = (await Save(EvidenceSamples.Pdf(), "facture.pdf")).Value.StorageName;

        var removed = await Files().SweepAsync(name => Task.FromResult(name == known), TimeSpan.FromHours(1), None);

        Assert.Equal(2, removed);
        Assert.Equal(new[] { known, young, foreign }.Order(StringComparer.Ordinal), FilesLeft());
        Assert.DoesNotContain(orphan, FilesLeft());
        Assert.DoesNotContain(left, FilesLeft());
    }

    [Fact]
    public async Task Sweep_WhenNothingWasEverStored_RemovesNothing() =>
        Assert.Equal(0, await Files().SweepAsync(_ => Task.FromResult(false), TimeSpan.Zero, None));

    [Theory]
    [InlineData("wwwroot/justificatifs")]
    [InlineData("../wwwroot")]
    public void Files_WhenTheFolderIsServedToAll_RefusesToStart(string served)
    {
        var refusal = Assert.Throws<InvalidOperationException>(
            () => new LocalEvidenceFiles(new EvidenceFilesOptions { Folder = served }, clock, NullLogger<LocalEvidenceFiles>.Instance));

        Assert.Contains("Evidence:Folder", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddEvidenceFiles_ReadsTheFolderFromTheConfiguration()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Evidence:Folder"] = folder }).Build();
        await using var services = new ServiceCollection().AddLogging().AddEvidenceFiles(configuration).BuildServiceProvider();

        var outcome = await services.GetRequiredService<IEvidenceFiles>().SaveAsync(new MemoryStream(EvidenceSamples.Jpeg()), "photo.jpg", None);

        Assert.Equal([outcome.Value.StorageName], FilesLeft());
    }

    private EvidenceFilesOptions Options() => new() { Folder = folder };

    private LocalEvidenceFiles Files() => new(Options(), clock, NullLogger<LocalEvidenceFiles>.Instance);

    private Task<Outcome<StoredFile>> Save(byte[] content, string name) => Files().SaveAsync(new MemoryStream(content), name, None);

    /// <summary>The one reason of a refusal that left nothing on the disk.</summary>
    private async Task<Problem> Refusal(byte[] content, string name)
    {
        var outcome = await Save(content, name);
        Assert.Empty(FilesLeft());
        return Assert.Single(outcome.Problems);
    }

    private async Task<byte[]> Read(string storageName)
    {
        await using var stream = await Files().OpenReadAsync(storageName, None);
        using var memory = new MemoryStream();
        await stream!.CopyToAsync(memory);
        return memory.ToArray();
    }

    private string Put(string name)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "x");
        File.SetLastWriteTimeUtc(path, clock.GetUtcNow().UtcDateTime);
        return name;
    }

    private List<string> FilesLeft() => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];

    private sealed class FactOnLinuxAttribute : FactAttribute
    {
        public FactOnLinuxAttribute(string why) => Skip = OperatingSystem.IsLinux() ? null : why;
    }

    private sealed class FactOnATinyDiskAttribute : FactAttribute
    {
        public FactOnATinyDiskAttribute()
        {
            try
            {
                new TinyDisk(megabytes: 1).Dispose();
            }
            catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                Skip = "A small disk can only be mounted by root, on Linux.";
            }
        }
    }

    /// <summary>A disk of a few megabytes, in memory.</summary>
    private sealed class TinyDisk : IDisposable
    {
        public TinyDisk(int megabytes)
        {
            Path = Directory.CreateTempSubdirectory("famiportal-disk-").FullName;
            if (Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", Path) != 0)
            {
                Directory.Delete(Path);
                throw new InvalidOperationException("mount refused.");
            }
        }

        public string Path { get; }

        public void Dispose()
        {
            Run("umount", Path);
            Directory.Delete(Path);
        }

        private static int Run(string program, params string[] arguments)
        {
            using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode;
        }
    }

    private sealed class SetClock : TimeProvider
    {
        private DateTimeOffset now = new(2025, 2, 3, 9, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => now;

        public void Advance(TimeSpan span) => now += span;
    }
}
