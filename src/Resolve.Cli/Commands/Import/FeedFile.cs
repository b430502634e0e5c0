using System.IO.Compression;
using Resolve.Cli.Output;

namespace Resolve.Cli.Commands.Import;

/// <summary>An opened feed: plain or gzip, a file or the standard input.</summary>
internal sealed class FeedFile : IAsyncDisposable
{
    private readonly Stream _raw;

    private FeedFile(string name, Stream raw, Stream content, long? length) => (Name, _raw, Content, Length) = (name, raw, content, length);

    /// <summary>Gets the name for messages.</summary>
    public string Name { get; }

    /// <summary>Gets the content, unpacked.</summary>
    public Stream Content { get; }

    /// <summary>Gets the length on the disk in bytes; null when it has none.</summary>
    public long? Length { get; }

    /// <summary>Gets the share that is read, from 0 to 1; null when the length is unknown.</summary>
    public double? ShareRead => Length is { } length and > 0 ? Math.Min(1, (double)_raw.Position / length) : null;

    /// <summary>Opens a feed. Gzip is recognised by its first two bytes (RFC 1952), not by the name.</summary>
    /// <param name="path">The path, or <c>-</c> for the standard input.</param>
    /// <param name="io">Where <c>-</c> comes from.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    /// <returns>The feed.</returns>
    public static async Task<FeedFile> OpenAsync(string path, CliIo io, CancellationToken cancellationToken)
    {
        bool standard = path == AtomicFile.Standard;
        Stream raw = standard
            ? io.In
            : new FileStream(path, new FileStreamOptions { Options = FileOptions.Asynchronous | FileOptions.SequentialScan, BufferSize = 0 });
        var head = new byte[2];
        int held = await raw.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        Stream content = new PrefixedStream(head.AsMemory(0, held), raw);
        if (held == 2 && head[0] == 0x1F && head[1] == 0x8B) content = new GZipStream(content, CompressionMode.Decompress);
        return new FeedFile(standard ? "stdin" : Path.GetFileName(path), raw, content, !standard && raw.CanSeek ? raw.Length : null);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Content.DisposeAsync().ConfigureAwait(false);
        await _raw.DisposeAsync().ConfigureAwait(false);
    }
}
