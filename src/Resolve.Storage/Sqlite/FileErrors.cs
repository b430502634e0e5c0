using Resolve.Runtime.Ports;

namespace Resolve.Storage.Sqlite;

/// <summary>What errors of the file system mean for the caller.</summary>
internal static class FileErrors
{
    // .NET puts the bare errno into HResult on Unix and an HRESULT on Windows.
    private const int ErrorIo = 5, TooManyFiles = 24, NoSpace = 28, AgainLinux = 11, AgainMac = 35, QuotaLinux = 122, QuotaMac = 69;
    private const int SharingWindows = unchecked((int)0x80070020), LockWindows = unchecked((int)0x80070021);
    private const int FullWindows = unchecked((int)0x80070070), HandleFullWindows = unchecked((int)0x80070027);

    /// <summary>Determines whether a file could not be opened because someone else holds it.</summary>
    /// <param name="error">The error of opening.</param>
    /// <returns>True when it is held.</returns>
    public static bool IsSharing(Exception error) => OperatingSystem.IsWindows()
        ? error.HResult is SharingWindows or LockWindows
        : error is IOException && error.HResult == (OperatingSystem.IsMacOS() ? AgainMac : AgainLinux);

    /// <summary>Makes the journal's exception of a file error.</summary>
    /// <param name="error">The error.</param>
    /// <param name="what">What could not be done, a sentence without its end.</param>
    /// <returns>The exception.</returns>
    public static JournalException Map(Exception error, string what)
    {
        bool storage = error is IOException && (OperatingSystem.IsWindows()
            ? error.HResult is FullWindows or HandleFullWindows
            : error.HResult is ErrorIo or TooManyFiles or NoSpace or QuotaLinux or QuotaMac);
        return new JournalException(storage ? JournalFailure.Storage : JournalFailure.ReadOnly, $"{what}: {error.Message}", error);
    }
}
