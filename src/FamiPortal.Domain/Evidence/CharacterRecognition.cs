using System.Diagnostics;
using System.Text;

namespace FamiPortal.Domain.Evidence;

/// <summary>
/// Reads the words of the images of one document: a photo, the pages of a scan, the images of an archive or of a text. Each takes about a second, or
/// several, so that few are read, one at a time for two processors; what no turn or no time is left for stays unread.
/// </summary>
internal sealed class CharacterRecognition(EvidenceTools tools)
{
    /// <summary>The first pages of an invoice say whose it is and of what.</summary>
    private const int ImagesMax = 3;

    /// <summary>Long side of a page that is drawn to be read: about 200 dots an inch on A4.</summary>
    private const int SidePixels = 2300;

    /// <summary>No image is begun later; with the last one's own limit it is over before the reading of the whole document is.</summary>
    private static readonly TimeSpan BeginMax = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan TurnMax = TimeSpan.FromSeconds(5);
    private static readonly SemaphoreSlim Turns = new(Math.Max(1, Environment.ProcessorCount / 2));

    private readonly long began = Stopwatch.GetTimestamp();
    private int images;

    /// <summary>No image more is read, for lack of time or because there were enough.</summary>
    public bool IsOver => !tools.ImageText.IsPresent || images >= ImagesMax || Stopwatch.GetElapsedTime(began) > BeginMax;

    /// <returns>Empty when nothing is written on it; null when it could not be read.</returns>
    public Task<string?> ReadImageAsync(Stream image, CancellationToken cancellationToken) => InTurnAsync(() => RecognizeAsync(image, cancellationToken), cancellationToken);

    /// <summary>An image inside another document. It is unpacked and judged like one that comes alone, in its turn, so that few are in memory.</summary>
    public Task<string?> ReadEntryAsync(ZipDirectory zip, ZipEntry entry, CancellationToken cancellationToken) => InTurnAsync(async () =>
    {
        var rented = EvidenceWork.Buffers.Rent((int)entry.Size);
        try
        {
            using var image = new MemoryStream(rented, 0, (int)entry.Size, writable: false);
            if (!zip.TryUnpack(entry, rented.AsMemory(0, (int)entry.Size)) || !EvidenceFormats.Inspect(image, "image").TryGet(out var format)
                || format is not (EvidenceFormat.Png or EvidenceFormat.Jpeg))
            {
                return null;
            }

            image.Position = 0;
            return await RecognizeAsync(image, cancellationToken);
        }
        finally
        {
            EvidenceWork.Buffers.Return(rented);
        }
    }, cancellationToken);

    /// <summary>The first pages of a PDF that holds no text of its own.</summary>
    /// <param name="pdf">Seekable.</param>
    /// <param name="pageCount">How many it has.</param>
    /// <param name="cancellationToken">End of the request.</param>
    /// <returns>Null when no page could be read.</returns>
    public async Task<string?> ReadPagesAsync(Stream pdf, int pageCount, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var isRead = false;
        for (var page = 1; page <= pageCount; page++)
        {
            var words = await InTurnAsync(() => ReadPageAsync(pdf, page, cancellationToken), cancellationToken);
            if (words is null)
            {
                break;
            }

            isRead = true;
            text.AppendLine(words);
        }

        return isRead ? text.ToString() : null;
    }

    private async Task<string?> ReadPageAsync(Stream pdf, int page, CancellationToken cancellationToken)
    {
        pdf.Position = 0;
        using var image = await tools.DrawPageAsync(pdf, page, SidePixels, cancellationToken, isWithinAnother: true);
        return image is null ? null : await RecognizeAsync(image, cancellationToken);
    }

    private async Task<string?> RecognizeAsync(Stream image, CancellationToken cancellationToken)
    {
        using var output = new MemoryStream();
        // Mode 1 turns a page that was photographed askew or upside down.
        var end = await tools.ImageText.RunAsync(
            ["stdin", "stdout", "-l", "fra", "--psm", "1"], image, ExternalTool.CopyTo(output, EvidenceReader.TextLengthMax), cancellationToken, isWithinAnother: true);
        return end is ToolEnd.Done or ToolEnd.TooMuch ? Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length) : null;
    }

    /// <summary>These turns are not those of the other tools: who sends a PDF must not wait for somebody's photo.</summary>
    private async Task<string?> InTurnAsync(Func<Task<string?>> read, CancellationToken cancellationToken)
    {
        if (IsOver)
        {
            return null;
        }

        images++;
        var left = BeginMax - Stopwatch.GetElapsedTime(began);
        if (left <= TimeSpan.Zero || !await Turns.WaitAsync(left < TurnMax ? left : TurnMax, cancellationToken))
        {
            return null;
        }

        try
        {
            return await read();
        }
        finally
        {
            Turns.Release();
        }
    }
}
