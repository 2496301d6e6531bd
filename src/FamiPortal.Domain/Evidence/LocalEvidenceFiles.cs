using System.Buffers;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using FamiPortal.Domain.Persistence;
using Microsoft.Extensions.Logging;

namespace FamiPortal.Domain.Evidence;

/// <summary>
/// Evidence in a local folder: <c>ab/0192…ab</c> (256 folders, by the random end of the name) and, while a file is being
/// received, <c>reception/0192….part</c> on the same disk, so that a stored file is always whole. Images of its pages stand beside it,
/// <c>ab/0192…ab.p1.png</c>.
/// </summary>
public sealed partial class LocalEvidenceFiles : IEvidenceFiles
{
    private const int BufferLength = 64 * 1024;
    private const string TemporaryExtension = ".part";

    private readonly string root;
    private readonly string reception;
    private readonly TimeProvider clock;
    private readonly ILogger<LocalEvidenceFiles> logger;
    private readonly EvidenceTools tools;

    /// <exception cref="InvalidOperationException">The folder is inside a <c>wwwroot</c>: anybody could fetch the files.</exception>
    public LocalEvidenceFiles(EvidenceFilesOptions options, TimeProvider clock, ILogger<LocalEvidenceFiles> logger, EvidenceTools? tools = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        root = Path.GetFullPath(options.Folder);
        if (root.Split(Path.DirectorySeparatorChar).Contains("wwwroot", StringComparer.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException($"Evidence:Folder vaut « {options.Folder} » : choisissez un dossier hors de wwwroot, dont tout est public.");
        }

        reception = Path.Combine(root, "reception");
        this.clock = clock;
        this.logger = logger;
        this.tools = tools ?? new EvidenceTools();
    }

    /// <summary>How a file is opened for reception; a full disk is put here by the tests.</summary>
    internal Func<string, FileStream> CreateFile { get; init; } = path =>
        new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, BufferLength, FileOptions.Asynchronous);

    public async Task<Outcome<StoredFile>> SaveAsync(Stream content, string claimedName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var id = Ids.New().ToString("N");
        var storageName = $"{id[^2..]}/{id}";
        var temporary = Path.Combine(reception, id + TemporaryExtension);
        try
        {
            Directory.CreateDirectory(reception);
            var received = await ReceiveAsync(content, claimedName, temporary, storageName, cancellationToken);
            if (received.IsDone)
            {
                var final = PathOf(storageName);
                Directory.CreateDirectory(Path.GetDirectoryName(final)!);
                File.SetLastWriteTimeUtc(temporary, clock.GetUtcNow().UtcDateTime); // the age that a sweep compares, on the same clock
                File.Move(temporary, final);
            }

            return received;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            logger.LogError(exception, "An evidence file could not be written: is the disk full or read-only?");
            return EvidenceErrors.NotStored;
        }
        finally
        {
            TryDelete(temporary);
        }
    }

    public Task<Stream?> OpenReadAsync(string storageName, CancellationToken cancellationToken)
    {
        if (!IsOurs(storageName))
        {
            return Task.FromResult<Stream?>(null);
        }

        try
        {
            return Task.FromResult<Stream?>(new FileStream(
                PathOf(storageName), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferLength, FileOptions.Asynchronous | FileOptions.SequentialScan));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task<Stream?> OpenPreviewAsync(string storageName, int page, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult<Stream?>(IsOurs(storageName) ? File.OpenRead(PreviewPathOf(storageName, page)) : null);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public async Task SavePreviewAsync(string storageName, int page, ReadOnlyMemory<byte> image, CancellationToken cancellationToken)
    {
        var temporary = Path.Combine(reception, Ids.New().ToString("N") + TemporaryExtension);
        try
        {
            Directory.CreateDirectory(reception);
            await File.WriteAllBytesAsync(temporary, image, cancellationToken);
            File.SetLastWriteTimeUtc(temporary, clock.GetUtcNow().UtcDateTime);
            if (File.Exists(PathOf(storageName)))
            {
                File.Move(temporary, PreviewPathOf(storageName, page), overwrite: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning(exception, "The image of a page could not be kept; it is made again when it is asked for.");
        }
        finally
        {
            TryDelete(temporary);
        }
    }

    public Task DeleteAsync(string storageName, CancellationToken cancellationToken)
    {
        if (!IsOurs(storageName))
        {
            throw new ArgumentException("Not a storage name of ours.", nameof(storageName));
        }

        var path = PathOf(storageName);
        if (File.Exists(path))
        {
            File.Delete(path);
            foreach (var preview in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, $"{Path.GetFileName(path)}.p*.png"))
            {
                TryDelete(preview);
            }
        }

        return Task.CompletedTask;
    }

    public async Task<int> SweepAsync(Func<string, Task<bool>> isKnown, TimeSpan olderThan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(isKnown);
        if (!Directory.Exists(root))
        {
            return 0;
        }

        var before = clock.GetUtcNow().UtcDateTime - olderThan;
        var removed = 0;
        foreach (var path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (File.GetLastWriteTimeUtc(path) < before && await IsOrphanAsync(path, isKnown) && TryDelete(path))
            {
                removed++;
            }
        }

        return removed;
    }

    private async Task<Outcome<StoredFile>> ReceiveAsync(
        Stream content, string claimedName, string temporary, string storageName, CancellationToken cancellationToken)
    {
        await using var file = CreateFile(temporary);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            long size = 0;
            for (int read; (read = await ReadAsync(content, buffer, cancellationToken)) != 0; size += read)
            {
                if (read < 0)
                {
                    return EvidenceErrors.Interrupted;
                }

                if (size + read > StoredFile.SizeBytesMax)
                {
                    return EvidenceErrors.TooLarge;
                }

                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            if (size == 0)
            {
                return EvidenceErrors.Empty;
            }

            // The row that will name this file is durable once saved: the file must be too.
            file.Flush(flushToDisk: true);
            var inspected = await EvidenceFormats.InspectAsync(file, claimedName, tools, cancellationToken);
            return inspected.TryGet(out var format)
                ? new StoredFile(storageName, format, EvidenceFormats.Of(format).ContentType, size, Convert.ToHexStringLower(hash.GetHashAndReset()))
                : inspected.Problems[0];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Bytes read, 0 at the end, -1 when the sender went away: its fault must not be taken for one of our disk.</summary>
    private static async Task<int> ReadAsync(Stream content, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await content.ReadAsync(buffer.AsMemory(0, BufferLength), cancellationToken);
        }
        catch (IOException)
        {
            return -1;
        }
    }

    private async Task<bool> IsOrphanAsync(string path, Func<string, Task<bool>> isKnown)
    {
        var name = Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
        var file = PreviewName().Match(name) is { Success: true } preview ? preview.Groups[1].Value : name;
        return TemporaryName().IsMatch(name) || (IsOurs(file) && !await isKnown(file)); // anything else is not ours to remove
    }

    private bool TryDelete(string path)
    {
        try
        {
            var exists = File.Exists(path);
            File.Delete(path);
            return exists;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (exception is not DirectoryNotFoundException)
            {
                logger.LogWarning(exception, "An evidence file could not be removed; the next sweep tries again.");
            }

            return false;
        }
    }

    private string PathOf(string storageName) => Path.Combine(root, storageName.Replace('/', Path.DirectorySeparatorChar));

    private string PreviewPathOf(string storageName, int page) => FormattableString.Invariant($"{PathOf(storageName)}.p{page}.png");

    /// <summary>Nothing but what we make is ever joined to the folder, so that no name can lead out of it.</summary>
    private static bool IsOurs(string storageName) => storageName is not null && StorageName().IsMatch(storageName);

    [GeneratedRegex(@"\A([0-9a-f]{2})/[0-9a-f]{30}\1\z", RegexOptions.CultureInvariant)]
    private static partial Regex StorageName();

    [GeneratedRegex(@"\A(.+)\.p\d+\.png\z", RegexOptions.CultureInvariant)]
    private static partial Regex PreviewName();

    [GeneratedRegex(@"\Areception/[0-9a-f]{32}\.part\z", RegexOptions.CultureInvariant)]
    private static partial Regex TemporaryName();
}
