using System.Collections.Concurrent;
using Resolve.Reports;
using Resolve.Runtime.Ports;

namespace Resolve.Runtime.Sequencing;

/// <summary>Knows which versions of which facts were taken, and which one is current.</summary>
/// <remarks>
/// One writer. What it offers is kept apart until <see cref="Commit"/>: readers, in any thread, see only versions that are
/// durable, and <see cref="Abandon"/> leaves no trace of what failed.
/// </remarks>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<ReportKey, Entry> _entries = new();
    private readonly List<Entry> _offered = [];

    /// <summary>Finds the durable versions of a fact.</summary>
    /// <param name="key">The fact.</param>
    /// <param name="entry">What is known of it.</param>
    /// <returns>False when no version is durable.</returns>
    public bool TryGet(ReportKey key, out Entry entry) => _entries.TryGetValue(key, out entry!) && entry.Versions.Length > 0;

    /// <summary>Gets whether a version of a fact is on its way into the journal, so that what is durable is about to change.</summary>
    public bool IsInFlight(ReportKey key) => _entries.TryGetValue(key, out Entry? entry) && entry.Offered is not null;

    /// <summary>Judges a version against what is durable and what was offered before it.</summary>
    /// <param name="key">The fact.</param>
    /// <param name="version">The version, from 1.</param>
    /// <param name="withdrawn">Whether it withdraws the fact.</param>
    /// <param name="hash">The hash of its canonical JSON: another body under a taken version is a conflict.</param>
    /// <param name="position">The journal position that it gets when it is new.</param>
    /// <param name="reserve">Gives the number of a fact that is new here.</param>
    /// <returns>The verdict; the position is that of the version which was taken under this number.</returns>
    public Verdict Offer(ReportKey key, int version, bool withdrawn, UInt128 hash, long position, Func<int> reserve)
    {
        if (!_entries.TryGetValue(key, out Entry? entry)) _entries.TryAdd(key, entry = new Entry(reserve()));
        KnownVersion[] before = entry.Offered ?? entry.Versions;
        foreach (KnownVersion known in before)
            if (known.Version == version) return new Verdict(known.Hash == hash ? SubmissionOutcome.Duplicate
                : SubmissionOutcome.Conflict, known.Position, entry);
        if (entry.Offered is null) _offered.Add(entry);
        bool superseded = before.Length > 0 && before[^1].Version > version;
        KnownVersion[] versions = [.. before, new KnownVersion(version, hash, position, withdrawn)];
        if (superseded) Array.Sort(versions, static (a, b) => a.Version.CompareTo(b.Version));
        entry.Offered = versions;
        return new Verdict(superseded ? SubmissionOutcome.Superseded : SubmissionOutcome.Accepted, position, entry);
    }

    /// <summary>Makes what was offered known: it is durable.</summary>
    public void Commit()
    {
        foreach (Entry entry in _offered) entry.Commit();
        _offered.Clear();
    }

    /// <summary>Forgets what was offered: it is not durable, or nobody knows.</summary>
    public void Abandon()
    {
        foreach (Entry entry in _offered) entry.Offered = null;
        _offered.Clear();
    }

    /// <summary>What is known of one fact. Its lists are replaced whole, so that readers see one moment.</summary>
    internal sealed class Entry(int number)
    {
        private volatile KnownVersion[] _versions = [];
        private volatile KnownVersion[]? _offered;

        /// <summary>Gets the number by which the graph knows a report.</summary>
        public int Number { get; } = number;

        /// <summary>Gets the durable versions, highest last.</summary>
        public KnownVersion[] Versions => _versions;

        /// <summary>Gets the current durable version.</summary>
        public KnownVersion Highest => _versions[^1];

        /// <summary>Gets or sets the versions as they will be when what was offered is durable; null when nothing was.</summary>
        public KnownVersion[]? Offered { get => _offered; set => _offered = value; }

        public void Commit()
        {
            // Readers that find nothing offered any more find it among the versions.
            if (_offered is { } offered) _versions = offered;
            _offered = null;
        }
    }

    /// <summary>What the ledger says of a version that was offered.</summary>
    internal readonly record struct Verdict(SubmissionOutcome Outcome, long Position, Entry Entry)
    {
        /// <summary>Gets whether the version goes into the journal.</summary>
        public bool IsNew => Outcome is SubmissionOutcome.Accepted or SubmissionOutcome.Superseded;
    }
}
