using Resolve.Decisions;
using Resolve.Graph;
using Resolve.Persons;

namespace Resolve.Runtime.Local;

/// <summary>Facts in, state out: the function of DESIGN.md section 1, kept up to date fact by fact.</summary>
/// <remarks>No clock, no threads, no I/O: hosts bring those. One writer; snapshots are for all.</remarks>
internal sealed class ResolutionEngine
{
    private readonly Func<PersonModel?, PersonResolver> _makeResolver;
    private readonly LinkIndex _links = new();
    private readonly DecisionDesk _desk = new();
    private string? _adopted; // the decision whose model is in use, as id@version; null for the host's own

    public ResolutionEngine(Func<PersonModel?, PersonResolver> makeResolver)
    {
        _makeResolver = makeResolver;
        Persons = makeResolver(null);
    }

    /// <summary>Gets the resolver, for explanations between two facts.</summary>
    public PersonResolver Persons { get; private set; }

    public LinkIndex Links => _links;

    public IReadOnlyCollection<Decision> DecisionsInForce => _desk.InForce;

    /// <summary>Gets the decision whose model is in use; null for the host's own.</summary>
    public Decision? AdoptedModel => _desk.AdoptedModel();

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
    public void Apply(Decision decision) => _desk.Put(decision);

    /// <summary>Clusters what changed and fixes what readers see.</summary>
    public GraphSnapshot Publish(long position)
    {
        IReadOnlyList<(int Vertex, PersonRecord Record, bool IsThere)> changes = _links.TakeRecordChanges();
        if (!AdoptModel())
        {
            foreach ((int vertex, PersonRecord record, bool isThere) in changes)
            {
                if (isThere) Persons.Add(vertex, record);
                else Persons.Remove(vertex);
            }
        }
        foreach ((int vertex, PersonRecord _, bool isThere) in changes)
            if (!isThere) _links.LeavePerson(vertex);
        _desk.Settle(_links, Persons);
        foreach (int[] cluster in Persons.Settle()) _links.SetPerson(cluster);
        return _links.Publish(position);
    }

    public IReadOnlyCollection<int> TakeTouched() => _links.TakeTouched();

    /// <summary>Another model resolves all records anew; readers keep the last snapshot meanwhile.</summary>
    private bool AdoptModel()
    {
        Decision? adopted = _desk.AdoptedModel();
        string? name = adopted is null ? null : $"{adopted.Id}@{adopted.Version}";
        if (name == _adopted) return false;
        _adopted = name;
        Persons = _makeResolver(adopted is null ? null : DecisionDesk.ModelOf(adopted));
        _desk.Forget();
        foreach ((int vertex, PersonRecord record) in _links.Records()) Persons.Add(vertex, record);
        return true;
    }
}
