using Resolve.Identifiers;
using Resolve.Identifiers.Documents;
using Resolve.Identifiers.Mentions;
using Resolve.Identifiers.Normalisation;
using Resolve.Identifiers.Text;
using Resolve.Persons.Records;

namespace Resolve.Graph.Questions;

/// <summary>Finds entities by what people type.</summary>
internal static class Search
{
    /// <summary>Reads the text as a key and as each kind of identifier, then looks for names and parts.</summary>
    public static IReadOnlyList<EntityHit> Find(GraphSnapshot graph, Func<EntityKey, string?> ringOf, string text, int limit,
        CancellationToken cancellationToken) =>
    [
        .. Hits(graph, text, static _ => true, cancellationToken)
            .Take(limit)
            .Select(h => new EntityHit(h.Summary, h.Match, ringOf(h.Summary.Key))),
    ];

    /// <summary>Finds the nodes that a host answers for, best first: the hits of all hosts, merged by rank, reports and key, are the answer.</summary>
    internal static IOrderedEnumerable<(int Rank, string Match, EntitySummary Summary)> Hits(
        GraphSnapshot graph, string text, Func<int, bool> which, CancellationToken cancellationToken)
    {
        text = text.Trim();
        var hits = new List<(int Rank, int Node, string Match)>();
        var seen = new HashSet<int>();
        void Hit(int rank, int node, string match)
        {
            if (which(node) && seen.Add(node)) hits.Add((rank, node, match));
        }
        if (EntityKey.TryParse(text, null, out EntityKey key) && graph.TryFind(key, out int exact)) Hit(0, exact, "identifier");
        foreach (MentionKind kind in MentionReaders.Kinds)
        {
            NormalisedIdentifier read = MentionNormaliser.Normalise(new Mention { Ref = "q", Kind = kind, Value = text }, null);
            if (!read.Key.IsDefault && graph.TryFind(read.Key, out int node)) Hit(1, node, "identifier");
            foreach (EntityKey candidate in read.Candidates ?? [])
                if (graph.TryFind(candidate, out int possible)) Hit(2, possible, "candidate");
        }
        string folded = TextFold.Fold(text);
        string part = text.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal);
        if (folded.Length >= 2) Scan(graph, folded, part, Hit, cancellationToken);
        return hits.Select(h => (h.Rank, h.Match, Summary: EntityReader.Summarise(graph, h.Node, GraphFilter.HubDegreeDefault)))
            .OrderBy(h => h.Rank).ThenByDescending(h => h.Summary.ReportCount).ThenBy(h => h.Summary.Key);
    }

    /// <summary>Looks at every entity: exact but for the length of the graph; an index of names comes with the person resolver.</summary>
    private static void Scan(GraphSnapshot graph, string folded, string part, Action<int, int, string> hit, CancellationToken cancellationToken)
    {
        string padded = $" {folded} ";
        string digits = part.All(c => char.IsAsciiDigit(c) || c is '.' or '-') ? string.Concat(part.Where(char.IsAsciiDigit)) : "";
        foreach (int node in graph.Nodes())
        {
            if ((node & 0xFFF) == 0) cancellationToken.ThrowIfCancellationRequested();
            if (graph.KindOf(node) != EntityKind.Person)
            {
                EntityKey key = graph.KeyOf(node);
                if (part.Length >= 4 && key.Value.Contains(part, StringComparison.OrdinalIgnoreCase)) hit(4, node, "part");
                else if (digits.Length >= 6 && UncertainKeys.Fits(key, digits)) hit(4, node, "candidate");
                continue;
            }
            foreach (PersonRecord record in graph.RecordsOf(node))
            {
                foreach (string name in record.Aliases.Prepend(record.Name ?? ""))
                {
                    string candidate = TextFold.Fold(name);
                    if (candidate == folded) hit(3, node, "name");
                    else if ($" {candidate} ".Contains(padded, StringComparison.Ordinal)) hit(5, node, "part");
                }
                foreach (IdentityDocument document in record.Documents)
                    if (string.Equals(document.Number, part, StringComparison.OrdinalIgnoreCase)) hit(1, node, "identifier");
            }
        }
    }
}
