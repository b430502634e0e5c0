using Resolve.Decisions;
using Resolve.Graph;
using Resolve.Persons;
using Resolve.Persons.Models;
using Resolve.Runtime.Review;

namespace Resolve.Runtime.Local;

/// <summary>Facts in, state out: the pure function of docs/architecture.md, kept up to date fact by fact.</summary>
/// <remarks>No clock, no threads, no I/O: hosts bring those. One writer; snapshots are for all.</remarks>
internal sealed class ResolutionEngine(Func<PersonModel?, PersonResolver> makeResolver)
{
    private readonly LinkIndex _links = new();

    /// <summary>Gets who is one person by which decisions and model, for questions between two facts.</summary>
    public PersonResolution Persons { get; } = new(makeResolver);

    /// <summary>Gives the number of a report that is new.</summary>
    public int Reserve() => _links.Reserve();

    /// <summary>Lets an accepted version count: what the version before it contributed goes, its own comes.</summary>
    /// <param name="number">The report's number.</param>
    /// <param name="content">What the version contributes.</param>
    /// <param name="position">Its journal position.</param>
    public void Apply(int number, ReportContent content, long position)
    {
        _links.Take(number);
        if (!content.Report.Withdrawn) _links.Put(number, content, position);
    }

    /// <summary>Lets an accepted decision count.</summary>
    public void Apply(Decision decision) => Persons.Apply(decision);

    /// <summary>Clusters what changed and fixes what readers see.</summary>
    public GraphSnapshot Publish(long position)
    {
        Persons.CollectChanges(_links, _links.TakeRecordChanges());
        foreach (int[] cluster in Persons.Resolver.Recluster()) _links.SetPerson(cluster);
        return _links.Publish(position);
    }

    public IReadOnlyCollection<int> TakeTouched() => _links.TakeTouched();
}
