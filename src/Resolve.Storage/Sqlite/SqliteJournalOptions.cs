using System.ComponentModel.DataAnnotations;

namespace Resolve.Storage.Sqlite;

/// <summary>How a <see cref="SqliteJournal"/> trades memory, latency and throughput.</summary>
public sealed class SqliteJournalOptions
{
    /// <summary>Gets or sets how many appends may wait for their transaction before callers wait for a place.</summary>
    /// <value>Default 4,096 appends. Each holds its payloads in memory.</value>
    [Range(1, 1_000_000)]
    public int WaitingMax { get; set; } = 4_096;

    /// <summary>Gets or sets the entries of one transaction; one append is never split, so a larger one makes a larger transaction.</summary>
    /// <value>Default 8,192 entries. More means fewer waits for the disk under load, and a longer wait for those who came first.</value>
    [Range(1, 1_000_000)]
    public int BatchEntriesMax { get; set; } = 8_192;

    /// <summary>Gets or sets the payload bytes of one transaction; one append is never split.</summary>
    /// <value>Default 8 MiB.</value>
    [Range(1, 1 << 30)]
    public int BatchBytesMax { get; set; } = 8 << 20;

    /// <summary>Gets or sets the payload bytes of one entry; a larger one is refused with <see cref="ArgumentException"/>.</summary>
    /// <value>Default 16 MiB; a report is at most 1 MiB.</value>
    [Range(1, 256 << 20)]
    public int EntryBytesMax { get; set; } = 16 << 20;

    /// <summary>Gets or sets after how many payload bytes the write-ahead log is moved into the main file.</summary>
    /// <value>Default 16 MiB. Smaller makes opening after a crash faster and the log smaller; larger makes writing faster.</value>
    [Range(1 << 16, 1 << 30)]
    public int CheckpointBytes { get; set; } = 16 << 20;

    /// <summary>Gets or sets the payload bytes which a reader holds in memory at once; it reads one such page ahead.</summary>
    /// <value>Default 1 MiB.</value>
    [Range(1, 1 << 28)]
    public int ReadPageBytes { get; set; } = 1 << 20;

    /// <summary>Gets or sets the most pages of 4 KiB the main file may have; 0 for no limit. For tests of a full disk.</summary>
    internal int PagesMax { get; set; }

    /// <summary>Gets or sets what runs between the last insert and the commit. For tests of failing commits.</summary>
    internal Action? BeforeCommit { get; set; }

    /// <summary>Checks every value against its range.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    internal void Validate()
    {
        try
        {
            Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
        }
        catch (ValidationException wrong)
        {
            throw new ArgumentException($"Journal options: {wrong.Message}", wrong);
        }
    }

    /// <summary>Gets the limits of the queue.</summary>
    /// <returns>The limits.</returns>
    internal GroupCommitLimits Limits() => new(WaitingMax, BatchEntriesMax, BatchBytesMax, EntryBytesMax);
}
