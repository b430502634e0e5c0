using System.Text;
using Resolve.Persons;

namespace Resolve.Decisions;

/// <summary>The records that are there, by numbers of the host's own: what persons are resolved from and decisions act on.</summary>
internal interface IRecordTable
{
    /// <summary>Finds the record that a mention gives; -1 when no live report has the mention.</summary>
    int FindMention(Identifiers.EntityKey person);

    /// <summary>Gets a record.</summary>
    PersonRecord RecordAt(int vertex);

    /// <summary>Lists the records, in no order.</summary>
    IEnumerable<(int Vertex, PersonRecord Record)> Records();

    /// <summary>Takes a record that went out of its person.</summary>
    void LeavePerson(int vertex);

    /// <summary>Sets whether a record's person is excluded.</summary>
    void SetExcluded(int vertex, bool excluded);
}

/// <summary>Holds the decisions that count, and says what they mean for the records that are there.</summary>
/// <remarks>The meaning is a function of the decisions and the mentions present; it is worked out anew whenever either changed.</remarks>
internal sealed class DecisionInterpreter
{
    private readonly SortedDictionary<string, Decision> _inForce = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RecordDecision> _told = new(StringComparer.Ordinal);
    private HashSet<int> _excluded = [];

    public IReadOnlyCollection<Decision> InForce => _inForce.Values;

    public void Put(Decision decision)
    {
        if (decision.Withdrawn) _inForce.Remove(decision.Id);
        else _inForce[decision.Id] = decision;
    }

    /// <summary>The adopted model that counts, or null for the host's own.</summary>
    public Decision? AdoptedModel() =>
        _inForce.Values.Where(d => d.Kind == DecisionKind.AdoptModel).OrderBy(d => d.At.UtcTicks).ThenBy(d => d.Id, StringComparer.Ordinal).LastOrDefault();

    public static PersonModel ModelOf(Decision decision) => PersonModel.Read(new MemoryStream(Encoding.UTF8.GetBytes(decision.Model!)));

    /// <summary>Forgets what the resolver was told: it is a new one.</summary>
    public void Forget() => _told.Clear();

    /// <summary>Tells the resolver and the graph what the decisions mean now.</summary>
    public void Interpret(IRecordTable links, PersonResolver persons)
    {
        if (_inForce.Count == 0 && _told.Count == 0 && _excluded.Count == 0) return;
        var excluded = new HashSet<int>();
        var meant = new Dictionary<string, RecordDecision>(StringComparer.Ordinal);
        foreach (Decision decision in _inForce.Values)
        {
            if (decision.Kind == DecisionKind.Exclude)
            {
                if (links.FindMention(decision.Persons[0]) is >= 0 and var vertex) excluded.Add(vertex);
            }
            else if (Meaning(decision, links) is { } pair)
            {
                meant.Add(decision.Id, pair);
            }
        }
        foreach ((string id, RecordDecision told) in _told.ToArray())
        {
            if (meant.TryGetValue(id, out RecordDecision? now) && now == told) continue;
            persons.Undo(id);
            _told.Remove(id);
        }
        foreach ((string id, RecordDecision now) in meant)
            if (_told.TryAdd(id, now)) persons.Decide(now);
        foreach (int vertex in _excluded)
            if (!excluded.Contains(vertex)) links.SetExcluded(vertex, false);
        foreach (int vertex in excluded)
            if (!_excluded.Contains(vertex)) links.SetExcluded(vertex, true);
        _excluded = excluded;
    }

    private static RecordDecision? Meaning(Decision decision, IRecordTable links)
    {
        if (decision.Kind is not (DecisionKind.Same or DecisionKind.Different)) return null;
        int first = links.FindMention(decision.Persons[0]), second = links.FindMention(decision.Persons[1]);
        if (first < 0 || second < 0 || first == second) return null;
        RecordDecisionKind kind = decision.Kind == DecisionKind.Same ? RecordDecisionKind.Same : RecordDecisionKind.Different;
        return new RecordDecision(decision.Id, decision.At, kind, links.RecordAt(first).Fingerprint, links.RecordAt(second).Fingerprint);
    }
}
