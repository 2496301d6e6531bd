using System.Collections.Concurrent;

namespace FamiPortal.Domain.Evidence;

/// <summary>
/// What opening documents may cost, however many people send one at the same moment: a few are judged and read at a time, in
/// buffers that are used again. The shared pool would keep one of each size for every thread, and round 10 Mo up to 16.
/// </summary>
internal static class EvidenceWork
{
    private static readonly int AtOnce = Math.Max(1, Environment.ProcessorCount / 2);
    private static readonly SemaphoreSlim Judging = new(AtOnce);
    private static readonly SemaphoreSlim Unpacking = new(AtOnce);

    /// <summary>Holds the content of one file of an archive.</summary>
    public static FileBuffers Buffers { get; } = new();

    /// <summary>What takes a moment: a file that was received is looked at.</summary>
    public static Task<T> JudgeAsync<T>(Func<T> judge, CancellationToken cancellationToken) => InTurnAsync(Judging, () => Task.FromResult(judge()), cancellationToken);

    /// <summary>Apart from judging: a program that opens a .7z or a difficult PDF of an archive must not keep others from being received.</summary>
    public static Task<T> UnpackAsync<T>(Func<Task<T>> read, CancellationToken cancellationToken) => InTurnAsync(Unpacking, read, cancellationToken);

    private static async Task<T> InTurnAsync<T>(SemaphoreSlim turns, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            turns.Release();
        }
    }
}

/// <summary>Buffers of the size of the largest document; whatever is larger gets one of its own.</summary>
internal sealed class FileBuffers
{
    private readonly ConcurrentBag<byte[]> free = [];

    public byte[] Rent(int size) => size > StoredFile.SizeBytesMax ? new byte[size] : free.TryTake(out var buffer) ? buffer : new byte[StoredFile.SizeBytesMax];

    public void Return(byte[] buffer)
    {
        if (buffer.Length == StoredFile.SizeBytesMax)
        {
            free.Add(buffer);
        }
    }
}
