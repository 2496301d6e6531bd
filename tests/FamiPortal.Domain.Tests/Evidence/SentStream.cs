using System.Text;

namespace FamiPortal.Domain.Tests.Evidence;

/// <summary>
/// What a browser sends, piece by piece: a PDF header, then spaces, so that no test holds a big file in memory. When
/// <paramref name="at"/> bytes were read, <paramref name="then"/> happens, once.
/// </summary>
internal sealed class SentStream(long length, long at = long.MaxValue, Action? then = null) : Stream
{
    private const int PieceLength = 32 * 1024;
    private bool happened;

    public long BytesRead { get; private set; }

    public int LargestRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => BytesRead;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        if (BytesRead >= at && !happened)
        {
            happened = true;
            then?.Invoke();
        }

        cancellationToken.ThrowIfCancellationRequested();
        return Read(buffer.Span);
    }

    public override int Read(Span<byte> buffer)
    {
        LargestRead = Math.Max(LargestRead, buffer.Length);
        var piece = buffer[..(int)Math.Min(Math.Min(buffer.Length, PieceLength), length - BytesRead)];
        piece.Fill((byte)' ');
        if (BytesRead == 0)
        {
            Encoding.ASCII.GetBytes("%PDF-1.7\n", piece);
        }

        BytesRead += piece.Length;
        return piece.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
