using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Resolve.Reports;

namespace Resolve.Cli.Commands.Import;

/// <summary>Keeps what an import refused, as NDJSON: the file, the line, the reasons by field, and the line as it came.</summary>
/// <remarks>It holds personal data as the feed does; on Unix only its owner can read it.</remarks>
internal sealed class Quarantine : IAsyncDisposable
{
    private readonly Stream? _file;
    private readonly Utf8JsonWriter? _json;

    private Quarantine(Stream? file)
    {
        _file = file;
        if (file is not null) _json = new Utf8JsonWriter(file, CanonicalJson.WriterOptions);
    }

    /// <summary>Opens a quarantine.</summary>
    /// <param name="path">The file, written anew; null keeps nothing.</param>
    /// <returns>The quarantine.</returns>
    public static Quarantine Open(string? path)
    {
        if (path is null) return new Quarantine(null);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 64 << 10 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new Quarantine(new FileStream(path, options));
    }

    /// <summary>Keeps a line.</summary>
    /// <param name="file">The name of the feed.</param>
    /// <param name="bad">The line.</param>
    public void Add(string file, BadLine bad)
    {
        if (_json is null) return;
        _json.WriteStartObject();
        _json.WriteString("file", file);
        _json.WriteNumber("line", bad.Line);
        _json.WriteStartArray("errors");
        foreach (FieldError error in bad.Errors)
        {
            _json.WriteStartObject();
            _json.WriteString("path", Whole(error.Path));
            _json.WriteString("code", error.Code);
            _json.WriteString("message", Whole(error.Message));
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
        _json.WriteNumber("bytes", bad.LengthWhole);
        if (Utf8.IsValid(bad.Text.Span)) _json.WriteString("text", bad.Text.Span);
        else _json.WriteBase64String("base64", bad.Text.Span);
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        _file!.WriteByte((byte)'\n');
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_json is not null) await _json.DisposeAsync().ConfigureAwait(false);
        if (_file is not null) await _file.DisposeAsync().ConfigureAwait(false);
    }

    // A name of an unknown field may hold a lone surrogate, which JSON in UTF-8 cannot.
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
