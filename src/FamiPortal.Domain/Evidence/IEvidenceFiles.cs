namespace FamiPortal.Domain.Evidence;

/// <summary>Where the files of evidence are: a local folder today, an object store tomorrow. Rows only keep the storage name.</summary>
public interface IEvidenceFiles
{
    /// <summary>
    /// Reads <paramref name="content"/> to its end, judges it and stores it under a name of ours; nothing is left behind
    /// when it is refused, interrupted or cancelled.
    /// </summary>
    /// <param name="content">Read forward once, never held whole in memory.</param>
    /// <param name="claimedName">The submitted name; only its extension is looked at.</param>
    /// <param name="cancellationToken">Typically the end of the request.</param>
    Task<Outcome<StoredFile>> SaveAsync(Stream content, string claimedName, CancellationToken cancellationToken);

    /// <summary>The content, to be disposed of by the caller, or null when there is no such file.</summary>
    Task<Stream?> OpenReadAsync(string storageName, CancellationToken cancellationToken);

    /// <summary>The image of a page that was made before, to be disposed of by the caller, or null.</summary>
    Task<Stream?> OpenPreviewAsync(string storageName, int page, CancellationToken cancellationToken);

    /// <summary>Keeps the image of a page beside its file; it is removed with it, and losing it costs making it again.</summary>
    Task SavePreviewAsync(string storageName, int page, ReadOnlyMemory<byte> image, CancellationToken cancellationToken);

    /// <summary>Deletes a file and its previews; one that is already gone is fine.</summary>
    /// <exception cref="ArgumentException">The name is not one of ours: a bug or a tampered row.</exception>
    Task DeleteAsync(string storageName, CancellationToken cancellationToken);

    /// <summary>Removes what interrupted uploads left and the files that no row knows, once they are old enough.</summary>
    /// <param name="isKnown">Says whether a row refers to this storage name.</param>
    /// <param name="olderThan">An upload whose row is not saved yet must not be swept: an hour is plenty.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    /// <returns>How many files were removed.</returns>
    Task<int> SweepAsync(Func<string, Task<bool>> isKnown, TimeSpan olderThan, CancellationToken cancellationToken);
}
