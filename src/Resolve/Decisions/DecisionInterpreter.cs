using System.Text;
using Resolve.Persons;
using Resolve.Persons.Clusters;
using Resolve.Persons.Models;
using Resolve.Persons.Records;

namespace Resolve.Decisions;

/// <summary>Holds the decisions that count, and says what they mean for the records that are there.</summary>
/// <remarks>The meaning is a function of the decisions and the mentions present; it is computed again whenever either changed.</remarks>
internal sealed class DecisionInterpreter
{
    private readonly SortedDictionary<string, Decision> _inForce = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RecordDecision> _applied = new(StringComparer.Ordinal);
    private HashSet<int> _excluded = [];

    public IReadOnlyCollection<Decision> InForce => _inForce.Values;

    public void Put(Decision decision)
    {
        if (decision.Withdrawn) _inForce.Remove(decision.Id);
        else _inForce[decision.Id] = decision;
    }

    /// <summary>The adopted model in force, or null for the host's own.</summary>
    public Decision? AdoptedModel() =>
        _inForce.Values.Where(d => d.Kind == DecisionKind.AdoptModel).OrderBy(d => d.At.UtcTicks).ThenBy(d => d.Id, StringComparer.Ordinal).LastOrDefault();

    public static PersonModel ModelOf(Decision decision) => PersonModel.Read(new MemoryStream(Encoding.UTF8.GetBytes(decision.Model!)));

    /// <summary>Forgets the decisions applied so far: the resolver is a new one.</summary>
    public void Forget() => _applied.Clear();

    /// <summary>Applies the current meaning of the decisions to the resolver and the graph.</summary>
    public void Interpret(IRecordTable links, PersonResolver persons)
    {
        if (_inForce.Count == 0 && _applied.Count == 0 && _excluded.Count == 0) return;
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
        foreach ((string id, RecordDecision before) in _applied.ToArray())
        {
            if (meant.TryGetValue(id, out RecordDecision? now) && now == before) continue;
            persons.Undo(id);
            _applied.Remove(id);
        }
        foreach ((string id, RecordDecision now) in meant)
            if (_applied.TryAdd(id, now)) persons.Decide(now);
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
