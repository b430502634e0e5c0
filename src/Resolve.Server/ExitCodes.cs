using Resolve.Runtime.Ports;

namespace Resolve.Server;

/// <summary>What the process ends with, so that whatever starts it can decide what to do. The numbers never change meaning.</summary>
internal static class ExitCodes
{
    /// <summary>Stopped when asked to.</summary>
    public const int Stopped = 0;

    /// <summary>An error that nobody foresaw.</summary>
    public const int Unexpected = 1;

    /// <summary>The command line or the configuration is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The address is in use or may not be listened on.</summary>
    public const int Address = 3;

    /// <summary>Another process holds the data directory.</summary>
    public const int InUse = 4;

    /// <summary>The data directory cannot be written.</summary>
    public const int ReadOnly = 5;

    /// <summary>The journal is damaged or of a newer program.</summary>
    public const int Damaged = 6;

    /// <summary>The disk is full or fails.</summary>
    public const int Storage = 7;

    /// <summary>Silos of another version of the protocol work in the cluster.</summary>
    public const int Version = 8;

    /// <summary>Gets the code of a journal's failure.</summary>
    /// <param name="failure">The failure.</param>
    /// <returns>The code.</returns>
    public static int Of(JournalFailure failure) => failure switch
    {
        JournalFailure.InUse => InUse,
        JournalFailure.ReadOnly => ReadOnly,
        JournalFailure.Damaged => Damaged,
        _ => Storage,
    };
}
