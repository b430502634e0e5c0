using System.Globalization;

namespace Resolve.Client;

/// <summary>Keeps the number of the last alert that was worked on, so that a reader goes on behind it after a crash.</summary>
public interface IAlertCursor
{
    /// <summary>Gets the number.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The number that was saved last; null when none was.</returns>
    ValueTask<long?> LoadAsync(CancellationToken cancellationToken = default);

    /// <summary>Stores the number; it survives a crash when the call has returned.</summary>
    /// <param name="number">The number of the last alert on which all work is done.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that ends when it is stored.</returns>
    ValueTask SaveAsync(long number, CancellationToken cancellationToken = default);
}

/// <summary>Keeps the number in a file of its own, which is replaced in one piece.</summary>
/// <param name="path">The file. It is made when it is missing; its folder too.</param>
public sealed class FileAlertCursor(string path) : IAlertCursor
{
    private readonly string _path = Path.GetFullPath(path);

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The file holds no number.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async ValueTask<long?> LoadAsync(CancellationToken cancellationToken = default)
    {
        if (!File.Exists(_path)) return null;
        string text = await File.ReadAllTextAsync(_path, cancellationToken).ConfigureAwait(false);
        return long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new InvalidDataException($"The file {_path} holds no number of an alert.");
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public async ValueTask SaveAsync(long number, CancellationToken cancellationToken = default)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        string fresh = _path + ".new";
        var file = new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 64, useAsync: true);
        await using (file.ConfigureAwait(false))
        {
            await file.WriteAsync(System.Text.Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)), cancellationToken).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }
        File.Move(fresh, _path, overwrite: true);
    }
}
