using Resolve.Graph;
using Resolve.Persons;
using Resolve.Ports;
using Resolve.Reports;

namespace Resolve.Embedded;

/// <summary>Facts in, state out: the function of DESIGN.md section 1, kept up to date fact by fact.</summary>
/// <remarks>No clock, no threads, no I/O: hosts bring those. One writer; snapshots are for all.</remarks>
internal sealed class ResolutionEngine(IPersonResolver persons)
{
    private readonly LinkIndex _links = new();

    public ReportLedger Ledger { get; } = new();

    /// <summary>Judges a report against what was taken. Nothing but the ledger changes.</summary>
    public (SubmissionOutcome Outcome, long Position, ReportLedger.Entry Entry) Offer(Report report, UInt128 hash, long position) =>
        Ledger.Offer(report, hash, position, _links.Reserve);

    /// <summary>Lets an accepted version count: what the version before it contributed goes, its own comes.</summary>
    public void Apply(ReportLedger.Entry entry, ReportContent content, long position)
    {
        _links.Take(entry.Number);
        if (!content.Report.Withdrawn) _links.Put(entry.Number, content, position);
    }

    /// <summary>Clusters what changed and fixes what readers see.</summary>
    public GraphSnapshot Publish(long position)
    {
        IReadOnlyList<(int Vertex, PersonRecord Record, bool IsThere)> changes = _links.TakeRecordChanges();
        foreach ((int vertex, PersonRecord record, bool isThere) in changes)
        {
            if (isThere)
            {
                persons.Add(vertex, record);
                continue;
            }
            persons.Remove(vertex);
            _links.LeavePerson(vertex);
        }
        foreach (int[] cluster in persons.Settle()) _links.SetPerson(cluster);
        return _links.Publish(position);
    }

    public IReadOnlyCollection<int> TakeTouched() => _links.TakeTouched();
}
