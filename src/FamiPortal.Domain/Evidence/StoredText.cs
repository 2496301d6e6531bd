using Microsoft.Extensions.Caching.Memory;

namespace FamiPortal.Domain.Evidence;

/// <summary>
/// Reads the text of a file in the store. What was recognised on an image, which takes seconds, stays in memory while its owner answers
/// questions about it: each answer is compared with it. It is written nowhere.
/// </summary>
public sealed class StoredText(IEvidenceFiles files, EvidenceReader reader, IMemoryCache memory)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(15);

    /// <returns><see cref="EvidenceReading.None"/> also when the file is not there any more.</returns>
    public async Task<EvidenceReading> ReadAsync(string storageName, EvidenceFormat format, CancellationToken cancellationToken)
    {
        var key = (typeof(StoredText), storageName);
        if (memory.TryGetValue(key, out EvidenceReading? known))
        {
            return known!;
        }

        await using var content = await files.OpenReadAsync(storageName, cancellationToken);
        var reading = content is null ? EvidenceReading.None : await reader.ReadAsync(content, format, cancellationToken);
        if (reading.TookSeconds)
        {
            memory.Set(key, reading, new MemoryCacheEntryOptions { SlidingExpiration = Kept });
        }

        return reading;
    }
}
