using System.Text.Encodings.Web;
using System.Text.Json;
using Resolve.Reports;

namespace Resolve.Agent.Folders;

/// <summary>The rows of one source that are no reports, a line of JSON each, with their reasons. The file is made with the first of them, readable by its
/// owner only.</summary>
internal sealed class Quarantine(string path, long length) : IDisposable
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private FileStream? _file;

    /// <summary>What the name of a quarantine ends in; such files are not read as feeds.</summary>
    public const string Suffix = ".bad.ndjson";

    /// <summary>Gets the length up to which the file is complete.</summary>
    public long Length => _file?.Position ?? length;

    /// <summary>Adds a row.</summary>
    public void Add(string place, long row, IReadOnlyList<FieldError> errors, string text)
    {
        _file ??= Open();
        using (var json = new Utf8JsonWriter(_file, s_options))
        {
            json.WriteStartObject();
            json.WriteString("file", place);
            json.WriteNumber("row", row);
            json.WriteStartArray("errors");
            foreach (FieldError error in errors)
            {
                json.WriteStartObject();
                json.WriteString("path", error.Path);
                json.WriteString("code", error.Code);
                json.WriteString("message", error.Message);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteString("text", text);
            json.WriteEndObject();
        }
        _file.WriteByte((byte)'\n');
    }

    /// <summary>Brings what was added to the disk.</summary>
    public void Flush() => _file?.Flush(flushToDisk: true);

    public void Dispose() => _file?.Dispose();

    /// <summary>Opens the file at the length that the outbox remembers: what a killed agent wrote behind it is written again.</summary>
    private FileStream Open()
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        file.SetLength(Math.Min(length, file.Length));
        file.Position = file.Length;
        return file;
    }
}
