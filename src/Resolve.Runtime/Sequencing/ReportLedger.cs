using Resolve.Runtime.Ports;
using Resolve.Reports;

namespace Resolve.Runtime.Sequencing;

/// <summary>Knows which versions of which reports were taken, and which one counts.</summary>
/// <remarks>One writer; <see cref="TryGet"/> may be called by any thread.</remarks>
internal sealed class ReportLedger
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<ReportKey, Entry> _entries = new();
    private readonly List<(Entry Entry, KnownVersion[] Before)> _undo = [];

    /// <summary>What is known of one report. Replaced whole, so that readers see one moment.</summary>
    internal sealed class Entry(int number)
    {
        public int Number { get; } = number;

        /// <summary>Gets the versions by version, highest last.</summary>
        public KnownVersion[] Versions { get; set; } = [];

        public KnownVersion Highest => Versions[^1];
    }

    public bool TryGet(ReportKey key, out Entry entry) => _entries.TryGetValue(key, out entry!) && entry.Versions.Length > 0;

    /// <summary>Judges a version and notes it if it is new; <see cref="Rollback"/> takes the notes back.</summary>
    public (SubmissionOutcome Outcome, long Position, Entry Entry) Offer(ReportKey key, int version, bool withdrawn, UInt128 hash, long position, Func<int> reserve)
    {
        if (!_entries.TryGetValue(key, out Entry? entry)) _entries.TryAdd(key, entry = new Entry(reserve()));
        foreach (KnownVersion known in entry.Versions)
            if (known.Version == version) return (known.Hash == hash ? SubmissionOutcome.Duplicate : SubmissionOutcome.Conflict, known.Position, entry);
        _undo.Add((entry, entry.Versions));
        bool superseded = entry.Versions.Length > 0 && entry.Highest.Version > version;
        KnownVersion[] versions = [.. entry.Versions, new KnownVersion(version, hash, position, withdrawn)];
        if (superseded) Array.Sort(versions, static (a, b) => a.Version.CompareTo(b.Version));
        entry.Versions = versions;
        return (superseded ? SubmissionOutcome.Superseded : SubmissionOutcome.Accepted, position, entry);
    }

    /// <summary>Forgets the way back: what was offered since the last call is durable.</summary>
    public void Commit() => _undo.Clear();

    /// <summary>Takes back what was offered since the last commit.</summary>
    public void Rollback()
    {
        for (int i = _undo.Count - 1; i >= 0; i--) _undo[i].Entry.Versions = _undo[i].Before;
        _undo.Clear();
    }
}
