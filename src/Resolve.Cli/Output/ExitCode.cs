namespace Resolve.Cli.Output;

/// <summary>What the exit codes of <c>resolve</c> mean (docs/cli.md); scripts rely on them.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Ok = 0;

    /// <summary>It failed, or <c>verify</c> found a difference.</summary>
    public const int Failure = 1;

    /// <summary>The command line is wrong: an option, a value, or a key that names more than one entity.</summary>
    public const int Usage = 2;

    /// <summary>Done, but some of the input was refused: bad lines, or other bodies under versions that were taken.</summary>
    public const int InputRefused = 3;

    /// <summary>The data directory is missing, in use, not writable, full or damaged.</summary>
    public const int DataDirectory = 4;

    /// <summary>The server cannot be reached, or refused.</summary>
    public const int Server = 5;

    /// <summary>There is no such entity, ring, report or path.</summary>
    public const int NotFound = 6;

    /// <summary>Ended by Ctrl+C or a signal; what was acknowledged is kept.</summary>
    public const int Interrupted = 130;
}
