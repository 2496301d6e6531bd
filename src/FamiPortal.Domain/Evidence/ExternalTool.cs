using System.Diagnostics;

namespace FamiPortal.Domain.Evidence;

/// <summary>How a run of a tool ended.</summary>
public enum ToolEnd
{
    Done,
    Failed,
    TooSlow,
    TooMuch,
    Missing,
}

/// <summary>
/// A program of the system that opens hostile files in a process of its own (poppler, tesseract, 7z), under limits of memory, time and output.
/// Each is optional: the portal says that it does without.
/// </summary>
public sealed class ExternalTool
{
    private const int MemoryKilobytesMax = 1024 * 1024;

    /// <summary>However many people send files at once, the machine opens a few at a time.</summary>
    private static readonly SemaphoreSlim Turns = new(Math.Max(2, Environment.ProcessorCount));

    private readonly string? path;

    /// <param name="name">The program, looked for in the path of the process.</param>
    public ExternalTool(string name)
    {
        Name = name;
        path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name)).FirstOrDefault(File.Exists);
    }

    public string Name { get; }

    public bool IsPresent => path is not null;

    public TimeSpan TimeMax { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Runs the tool once.</summary>
    /// <param name="arguments">Never anything that a stranger wrote, but for names of ours.</param>
    /// <param name="input">What it reads on its standard input; null for nothing.</param>
    /// <param name="read">Reads its output, and says false when there is too much of it.</param>
    /// <param name="cancellationToken">End of the request: the process ends with it.</param>
    /// <param name="isWithinAnother">It runs while another tool waits for it, and shares that one's turn: waiting for one more could last for ever.</param>
    public async Task<ToolEnd> RunAsync(
        IReadOnlyList<string> arguments, Stream? input, Func<Stream, CancellationToken, Task<bool>> read, CancellationToken cancellationToken, bool isWithinAnother = false)
    {
        if (path is null)
        {
            return ToolEnd.Missing;
        }

        if (isWithinAnother)
        {
            return await RunNowAsync(arguments, input, read, cancellationToken);
        }

        await Turns.WaitAsync(cancellationToken);
        try
        {
            return await RunNowAsync(arguments, input, read, cancellationToken);
        }
        finally
        {
            Turns.Release();
        }
    }

    /// <summary>Copies an output of at most so many bytes.</summary>
    public static Func<Stream, CancellationToken, Task<bool>> CopyTo(Stream target, long bytesMax) => async (output, cancellationToken) =>
    {
        var buffer = new byte[32 * 1024];
        long copied = 0;
        for (int length; (length = await output.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if ((copied += length) > bytesMax)
            {
                return false;
            }

            await target.WriteAsync(buffer.AsMemory(0, length), cancellationToken);
        }

        return true;
    };

    private async Task<ToolEnd> RunNowAsync(
        IReadOnlyList<string> arguments, Stream? input, Func<Stream, CancellationToken, Task<bool>> read, CancellationToken cancellationToken)
    {
        using var process = Process.Start(Start(arguments))!;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeMax);

        // Ending the process ends the reads too: cancelling a read of a pipe is not enough everywhere.
        await using var ending = deadline.Token.Register(() => Kill(process));
        try
        {
            var errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            var feeding = FeedAsync(process, input, deadline.Token);
            var isWithin = await read(process.StandardOutput.BaseStream, deadline.Token);
            if (!isWithin)
            {
                return ToolEnd.TooMuch;
            }

            await feeding;
            await errors;
            await process.WaitForExitAsync(deadline.Token);
            return deadline.IsCancellationRequested ? TooSlow(cancellationToken) : process.ExitCode == 0 ? ToolEnd.Done : ToolEnd.Failed;
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException && deadline.IsCancellationRequested)
        {
            return TooSlow(cancellationToken);
        }
        finally
        {
            Kill(process);
        }
    }

    private static ToolEnd TooSlow(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ToolEnd.TooSlow;
    }

    /// <summary>The shell sets the limits and becomes the tool; its text is ours, the arguments are given apart.</summary>
    private ProcessStartInfo Start(IReadOnlyList<string> arguments)
    {
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(path!, arguments)
            : new ProcessStartInfo("/bin/sh", ["-c", $"ulimit -v {MemoryKilobytesMax} -t {(int)TimeMax.TotalSeconds} -c 0; exec \"$@\"", "sh", path!, .. arguments]);
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        start.WorkingDirectory = Path.GetTempPath();
        if (!OperatingSystem.IsWindows())
        {
            start.Environment.Clear(); // secrets of the portal are none of its business
            start.Environment["LC_ALL"] = "C.UTF-8";
            start.Environment["PATH"] = "/usr/bin:/bin";
            start.Environment["OMP_THREAD_LIMIT"] = "1"; // tesseract takes all processors otherwise
        }

        return start;
    }

    private static async Task FeedAsync(Process process, Stream? input, CancellationToken cancellationToken)
    {
        try
        {
            await using var target = process.StandardInput.BaseStream;
            if (input is not null)
            {
                await input.CopyToAsync(target, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // It had read enough, or it was ended: its exit code says which.
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended already.
        }
    }
}
