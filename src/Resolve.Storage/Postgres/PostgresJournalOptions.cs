using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Resolve.Storage.Postgres;

/// <summary>Where a <see cref="PostgresJournal"/> lives in its database, and how it trades memory, latency and throughput.</summary>
public sealed partial class PostgresJournalOptions
{
    /// <summary>Gets or sets the schema that holds the journal's tables; two journals in one database need two.</summary>
    /// <value>Default <c>resolve</c>. A lower-case letter or underscore, then up to 39 of these and digits.</value>
    [Required]
    public string Schema { get; set; } = "resolve";

    /// <summary>Gets or sets whether opening makes the tables or brings them to the newest version.</summary>
    /// <value>Default true. False where the program's role may not change tables: run <see cref="PostgresJournal.MigrateAsync"/> with another.</value>
    public bool Migrate { get; set; } = true;

    /// <summary>Gets or sets how many appends may wait for their transaction before callers wait for a place.</summary>
    /// <value>Default 4,096 appends. Each holds its payloads in memory.</value>
    [Range(1, 1_000_000)]
    public int WaitingMax { get; set; } = 4_096;

    /// <summary>Gets or sets the entries of one transaction; one append is never split, so a larger one makes a larger transaction.</summary>
    /// <value>Default 8,192 entries. All processes wait for one another's transactions, so large ones delay the others.</value>
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

    /// <summary>Gets or sets the payload bytes which a reader tries to hold in memory at once.</summary>
    /// <value>Default 1 MiB. The size of the next page is guessed from the last, so a page can be larger where payloads suddenly are.</value>
    [Range(1, 1 << 28)]
    public int ReadPageBytes { get; set; } = 1 << 20;

    /// <summary>Gets or sets how long an append may search for its outcome when the connection breaks during its commit.</summary>
    /// <value>Default 60 seconds; 1 to 3,600. While it searches, its callers wait and so does everything behind it.</value>
    [Range(1, 3_600)]
    public int DoubtSecondsMax { get; set; } = 60;

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
        if (!SchemaName().IsMatch(Schema)) throw new ArgumentException($"Journal options: {nameof(Schema)} '{Schema}' is not a plain lower-case name.");
    }

    /// <summary>Gets the limits of the queue.</summary>
    /// <returns>The limits.</returns>
    internal GroupCommitLimits Limits() => new(WaitingMax, BatchEntriesMax, BatchBytesMax, EntryBytesMax);

    // So plain that it needs no quotes in any statement.
    [GeneratedRegex("^[a-z_][a-z0-9_]{0,39}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex SchemaName();
}
