namespace Resolve.Client.Durable.Outbox;

/// <summary>Holds an outbox for one feed: the operating system lets go of it when the process ends, however it ends.</summary>
/// <remarks>
/// A file beside the outbox is opened without sharing (on Unix an exclusive <c>flock</c>, which belongs to the open file, so that a second
/// opening in the same process is refused as well). It stays when it is released: removing it would let two processes lock two files of one name.
/// SQLite's exclusive locking mode refuses a second process too, also where the file system has no <c>flock</c>.
/// </remarks>
internal sealed class OutboxLock : IDisposable
{
    private const int UnixWouldBlock = 11, MacWouldBlock = 35;
    private const int WindowsSharing = unchecked((int)0x80070020), WindowsLocked = unchecked((int)0x80070021);

    private readonly FileStream _held;

    private OutboxLock(FileStream held) => _held = held;

    /// <summary>Takes the outbox, whose folder is made when it is not there, for this user alone.</summary>
    /// <exception cref="OutboxInUseException">Another feed holds it.</exception>
    /// <exception cref="OutboxException">The folder cannot be written.</exception>
    public static OutboxLock Take(string outboxPath)
    {
        try
        {
            string folder = Path.GetDirectoryName(outboxPath)!;
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return new OutboxLock(new FileStream(outboxPath + ".lock", options));
        }
        catch (Exception e) when (IsSharing(e))
        {
            throw new OutboxInUseException($"Another feed has the outbox {outboxPath} open.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutboxException($"The folder of the outbox {outboxPath} cannot be written.", e);
        }
    }

    public void Dispose() => _held.Dispose();

    private static bool IsSharing(Exception e) => e is IOException && e.HResult is UnixWouldBlock or MacWouldBlock or WindowsSharing or WindowsLocked;
}
