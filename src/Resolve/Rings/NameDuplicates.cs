using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Identifiers.Dates;
using Resolve.Identifiers.Documents;
using Resolve.Identifiers.Text;
using Resolve.Persons.Records;

namespace Resolve.Rings;

/// <summary>Counts a person of a ring once where papers name him again and again with less than a paper's number.</summary>
/// <remarks>
/// A name alone never merges persons; yet within one ring, the holder of its third account who bears the very name of its
/// account seller, and of whom nothing is known that speaks against it, is hardly another man. Such a one is no member of
/// his own: the member who bears the name lists him. Two birth dates that cannot be one day, two papers of one kind with
/// two numbers, or two sexes speak against it. The persons themselves stay as they are.
/// </remarks>
internal static class NameDuplicates
{
    /// <summary>Folds namesakes together.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="nodes">The nodes of a group, in the order of their keys.</param>
    /// <returns>For the place of each member the places of the namesakes that it stands for.</returns>
    public static SortedDictionary<int, List<int>> Fold(GraphSnapshot graph, int[] nodes)
    {
        var bearers = new SortedDictionary<int, List<int>>();
        var persons = new List<Known>();
        for (int i = 0; i < nodes.Length; i++)
        {
            bearers.Add(i, []);
            if (graph.KindOf(nodes[i]) == EntityKind.Person) persons.Add(new Known(i, graph, nodes[i]));
        }
        if (persons.Count < 2) return bearers;
        persons.Sort();
        var byName = new Dictionary<string, List<Known>>(StringComparer.Ordinal);
        foreach (Known person in persons)
        {
            if (person.Names.SelectMany(n => byName.GetValueOrDefault(n, [])).FirstOrDefault(b => b.MayBe(person)) is { } bearer)
            {
                bearer.Take(person);
                bearers[bearer.Place].Add(person.Place);
                bearers.Remove(person.Place);
                continue;
            }
            foreach (string name in person.Names)
            {
                if (!byName.TryGetValue(name, out List<Known>? named)) byName.Add(name, named = []);
                named.Add(person);
            }
        }
        foreach (List<int> namesakes in bearers.Values) namesakes.Sort();
        return bearers;
    }

    /// <summary>What is known of a person of the group, and then of all for whom he stands.</summary>
    private sealed class Known : IComparable<Known>
    {
        private readonly HashSet<IdentityDocument> _papers = [];
        private readonly HashSet<PartialDate> _births = [];
        private readonly HashSet<string> _sexes = new(StringComparer.Ordinal);
        private readonly int _rank, _mentionCount;

        public Known(int place, GraphSnapshot graph, int node)
        {
            Place = place;
            bool hasAddress = false;
            foreach (PersonRecord record in graph.RecordsOf(node))
            {
                if (record.Name is not null) Names.Add(TextFold.Fold(record.Name));
                _papers.UnionWith(record.Documents);
                if (record.BirthDate is { } birth) _births.Add(birth);
                if (record.Sex is { } sex) _sexes.Add(sex);
                hasAddress |= record.Addresses.Count > 0;
            }
            _rank = _papers.Count > 0 ? 3 : _births.Any(b => b.IsFull) ? 2 : _births.Count > 0 || hasAddress ? 1 : 0;
            foreach (int vertex in graph.VerticesOf(in node)) _mentionCount += graph.VertexAt(vertex).MentionCount;
        }

        public int Place { get; }

        public SortedSet<string> Names { get; } = new(StringComparer.Ordinal);

        // The person with papers is preferred, then the one mentioned most often.
        public int CompareTo(Known? other)
        {
            int order = other!._rank.CompareTo(_rank);
            if (order == 0) order = other._mentionCount.CompareTo(_mentionCount);
            return order != 0 ? order : Place.CompareTo(other.Place);
        }

        public bool MayBe(Known other) =>
            !_papers.Any(p => other._papers.Any(q => q.Type == p.Type && q.Country == p.Country && q.Number != p.Number) && !other._papers.Contains(p))
            && (_births.Count == 0 || other._births.Count == 0 || _births.Any(b => other._births.Any(c => AreOneDay(b, c))))
            && (_sexes.Count == 0 || other._sexes.Count == 0 || _sexes.Overlaps(other._sexes));

        public void Take(Known other)
        {
            _papers.UnionWith(other._papers);
            _births.UnionWith(other._births);
            _sexes.UnionWith(other._sexes);
        }

        private static bool AreOneDay(PartialDate a, PartialDate b) =>
            a.Year == b.Year && (a.Month == 0 || b.Month == 0 || a.Month == b.Month) && (a.Day == 0 || b.Day == 0 || a.Day == b.Day);
    }
}
