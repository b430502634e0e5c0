using System.Globalization;
using System.IO.Compression;

namespace Resolve.Cli.Output;

/// <summary>Writes a file whole or not at all: beside its place, flushed to the disk, then renamed over it.</summary>
internal static class AtomicFile
{
    /// <summary>The name that stands for a standard stream.</summary>
    public const string Standard = "-";

    /// <summary>Writes a file, or the standard output for <c>-</c>. A name that ends in <c>.gz</c> is compressed.</summary>
    /// <param name="path">The path.</param>
    /// <param name="io">Where <c>-</c> goes.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="cancellationToken">Ends the writing, and leaves what was there before.</param>
    /// <returns>A task.</returns>
    public static async Task WriteAsync(string path, CliIo io, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        if (path == Standard)
        {
            await io.Text.FlushAsync(cancellationToken).ConfigureAwait(false);
            var buffered = new BufferedStream(io.Out, 64 << 10);
            await write(buffered, cancellationToken).ConfigureAwait(false);
            await buffered.FlushAsync(cancellationToken).ConfigureAwait(false);
            return;
        }
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full)) throw new IOException($"{path} is a directory.");
        if (File.Exists(full) && File.ResolveLinkTarget(full, returnFinalTarget: true) is { } target) full = target.FullName;
        bool compress = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        if (full.StartsWith("/dev/", StringComparison.Ordinal))
        {
            await WriteThroughAsync(full, compress, write, cancellationToken).ConfigureAwait(false); // renaming would replace the device
            return;
        }
        string beside = Path.Combine(
            Path.GetDirectoryName(full)!, string.Create(CultureInfo.InvariantCulture, $".{Path.GetFileName(full)}.{Environment.ProcessId}.tmp"));
        try
        {
            await WriteThroughAsync(beside, compress, write, cancellationToken).ConfigureAwait(false);
            File.Move(beside, full, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    private static async Task WriteThroughAsync(string path, bool compress, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 256 << 10);
        await using (file.ConfigureAwait(false))
        {
            if (compress)
            {
                var compressed = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true);
                await using (compressed.ConfigureAwait(false)) await write(compressed, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await write(file, cancellationToken).ConfigureAwait(false);
            }
            if (file.CanSeek) file.Flush(flushToDisk: true);
        }
    }
}
