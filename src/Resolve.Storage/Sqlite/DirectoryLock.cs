using System.Globalization;
using Resolve.Runtime.Ports;

namespace Resolve.Storage.Sqlite;

/// <summary>Holds a data directory for one process: the operating system lets go of it when the process ends, however it ends.</summary>
/// <remarks>
/// <c>journal.lock</c> is opened without sharing (on Unix an exclusive <c>flock</c>, which belongs to the open file, so that a second opening in
/// the same process is refused as well). It stays when the lock is released: removing it would let two processes lock two files of one name.
/// <c>journal.owner</c> beside it says who holds it, for the message only.
/// </remarks>
internal sealed class DirectoryLock : IDisposable
{
    private const string LockName = "journal.lock";
    private const string OwnerName = "journal.owner";

    private readonly FileStream _lock;
    private readonly string _ownerPath;

    private DirectoryLock(FileStream held, string ownerPath) => (_lock, _ownerPath) = (held, ownerPath);

    /// <summary>Takes the directory, which is made when it is not there (for this user alone, as it will hold personal data).</summary>
    /// <param name="directory">The data directory, as a full path.</param>
    /// <returns>The lock.</returns>
    /// <exception cref="JournalException">Another process or another journal of this one holds it, or it cannot be written.</exception>
    public static DirectoryLock Take(string directory)
    {
        string path = Path.Combine(directory, LockName);
        string ownerPath = Path.Combine(directory, OwnerName);
        FileStream held;
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(directory);
            else Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.IsSharing(refused) ? InUse(directory, ownerPath, refused)
                : FileErrors.Map(refused, $"The data directory {directory} cannot be opened for writing");
        }
        try
        {
            string owner = string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}");
            File.WriteAllText(ownerPath, owner);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            held.Dispose();
            throw FileErrors.Map(refused, $"The data directory {directory} cannot be written");
        }
        return new DirectoryLock(held, ownerPath);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            File.Delete(_ownerPath);
        }
        catch (Exception kept) when (kept is IOException or UnauthorizedAccessException)
        {
            // It is only a hint for a message; the lock is what counts.
        }
        _lock.Dispose();
    }

    private static JournalException InUse(string directory, string ownerPath, Exception refused)
    {
        string owner = "another process";
        try
        {
            string written = File.ReadAllText(ownerPath);
            if (written.Length is > 0 and < 300) owner = written;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // Between the lock and the note, or of another user: the message goes without the number.
        }
        return new JournalException(
            JournalFailure.InUse, $"The data directory {directory} is in use by {owner}. End it, or choose another directory.", refused);
    }
}
