using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Identifiers.Normalisation;
using Resolve.Identifiers.Text;

namespace Resolve.Graph.Questions;

/// <summary>Finds entities by what people type, best first: by rank, then by how many reports mention them, then by key.</summary>
/// <remarks>
/// The ranks: a key; an identifier or the number of a paper in any spelling; what an ambiguous one may be; a whole name; a part of a number; words that
/// follow each other in a name; words of a person's names in any order; the same with the last word cut short. The index gives candidates; a
/// text is compared only where a candidate would be among the hits.
/// </remarks>
internal sealed class Search
{
    private const int Key = 0, Reading = 1, Candidate = 2, WholeName = 3, Part = 4, Phrase = 5, Words = 6, Prefix = 7;
    private const int DigitsOfMaskMin = 6, NameLengthMin = 2;

    private readonly GraphSnapshot _graph;
    private readonly SearchView _index;
    private readonly GraphScratch _scratch;
    private readonly BestNodes _best;
    private readonly CancellationToken _cancellation;

    private Search(GraphSnapshot graph, GraphScratch scratch, int limit, Func<int, bool> which, CancellationToken cancellationToken)
    {
        (_graph, _index, _scratch, _cancellation) = (graph, graph.Search, scratch, cancellationToken);
        _best = new BestNodes(graph, scratch, which, limit);
    }

    /// <summary>Searches a whole graph.</summary>
    public static IReadOnlyList<EntityHit> Find(GraphSnapshot graph, Func<EntityKey, string?> ringOf, string text, int limit,
        CancellationToken cancellationToken) =>
        [.. Hits(graph, text, limit, static _ => true, cancellationToken).Select(h => new EntityHit(h.Summary, h.Match, ringOf(h.Summary.Key)))];

    /// <summary>Finds the first nodes that a host answers for: the hits of all hosts, merged by rank, reports and key, are the answer.</summary>
    internal static IReadOnlyList<SearchHit> Hits(
        GraphSnapshot graph, string text, int limit, Func<int, bool> which, CancellationToken cancellationToken)
    {
        using var scratch = GraphScratch.Rent(graph.VertexCount);
        var search = new Search(graph, scratch, limit, which, cancellationToken);
        search.Run(text.Trim());
        return search._best.Hits;
    }

    private void Run(string text)
    {
        Readings(text);
        string folded = TextFold.Fold(text);
        if (folded.Length < NameLengthMin) return;
        string part = text.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal);
        foreach (int vertex in _index.InAll([SearchIndex.ListOfDocument(part)]))
            if (_best.MayTake(vertex) && HasDocument(vertex, part)) _best.Take(vertex, "identifier");
        _best.End(Reading);
        foreach (int vertex in _index.InAll([SearchIndex.ListOfName(folded)]))
            if (_best.MayTake(vertex) && NamesOf(vertex).Any(n => TextFold.Fold(n) == folded)) _best.Take(vertex, "name");
        _best.End(WholeName);
        Parts(part, DigitsOf(text));
        Names(folded.Split(' '));
    }

    /// <summary>Reads the text as a key and as each kind of identifier.</summary>
    private void Readings(string text)
    {
        if (EntityKey.TryParse(text, null, out EntityKey key)) Take(key, "identifier");
        _best.End(Key);
        var possible = new List<EntityKey>();
        foreach (MentionKind kind in MentionReaders.Kinds)
        {
            NormalisedIdentifier read = MentionNormaliser.Normalise(new Mention { Ref = "q", Kind = kind, Value = text }, null);
            if (!read.Key.IsDefault) Take(read.Key, "identifier");
            possible.AddRange(read.Candidates ?? []);
        }
        _best.End(Reading);
        foreach (EntityKey candidate in possible) Take(candidate, "candidate");
        _best.End(Candidate);
    }

    private void Take(EntityKey key, string match)
    {
        if (_graph.TryFind(key, out int node) && _best.MayTake(node)) _best.Take(node, match);
    }

    private void Parts(string part, string digits)
    {
        if (_best.IsFull) return;
        if (part.Length >= SearchIndex.GramLength) TakePart(part);
        if (digits.Length >= SearchIndex.GramLength && digits != part) TakePart(digits);
        if (digits.Length >= SearchIndex.GramLength && digits[0] == '0') TakePart("+84" + digits[1..]);
        if (digits.Length >= DigitsOfMaskMin)
        {
            Masks(digits, isPhone: false);
            Masks(UncertainKeys.SubscriberDigits(digits).ToString(), isPhone: true);
        }
        _best.End(Part);

        void TakePart(string sought)
        {
            bool isExact = SearchIndex.IsExact(sought);
            foreach (int vertex in Checked(_index.InAll(SearchIndex.ListsOfPart(sought))))
                if (_best.MayTake(vertex) && (isExact || HasPart(vertex, sought))) _best.Take(vertex, "part");
        }

        void Masks(string sought, bool isPhone)
        {
            foreach (SearchList list in SearchIndex.ListsOfMasks(sought, isPhone))
                foreach (int vertex in _index.InAll([list]))
                    if (_best.MayTake(vertex) && _graph.VertexAt(vertex) is { Record: null } found && UncertainKeys.Fits(found.Key, digits))
                        _best.Take(vertex, "candidate");
        }
    }

    private void Names(string[] words)
    {
        SearchList?[] known = Array.ConvertAll(words, _index.Index.ListOfWord);
        if (!_best.IsFull && Array.TrueForAll(known, static l => l is not null))
        {
            if (words.Length > 1)
            {
                SearchList[] pairs = [.. words.Zip(words.Skip(1), SearchIndex.ListOfPair).Distinct()];
                string phrase = $" {string.Join(' ', words)} ";
                foreach (int vertex in Checked(_index.InAll(pairs)))
                    if (_best.MayTake(vertex) && NamesOf(vertex).Any(n => $" {TextFold.Fold(n)} ".Contains(phrase, StringComparison.Ordinal)))
                        _best.Take(vertex, "part");
            }
            _best.End(Phrase);
            if (!_best.IsFull) TakeAll(_index.InAll([.. known.Select(static l => l!.Value).Distinct()]));
        }
        _best.End(Words);
        if (_best.IsFull || Array.Exists(known[..^1], static l => l is null)) return;
        Prefixes([.. known[..^1].Select(static l => l!.Value).Distinct()], _index.Index.ListsOfPrefix(words[^1]));
        _best.End(Prefix);
    }

    private void Prefixes(SearchList[] whole, List<SearchList> beginnings)
    {
        if (whole.Length == 0)
        {
            foreach (SearchList list in beginnings) TakeAll(_index.InAll([list]));
            return;
        }
        _scratch.NeedOtherMarks();
        int mark = _scratch.Begin(1) + 1;
        foreach (SearchList list in beginnings)
            foreach (int vertex in Checked(_index.InAll([list]))) _scratch.OtherMarks[vertex] = mark;
        TakeAll(_index.InAll(whole).Where(v => _scratch.OtherMarks[v] == mark));
    }

    private void TakeAll(IEnumerable<int> vertices)
    {
        foreach (int vertex in Checked(vertices))
            if (_best.MayTake(vertex)) _best.Take(vertex, "part");
    }

    private IEnumerable<int> Checked(IEnumerable<int> vertices)
    {
        int count = 0;
        foreach (int vertex in vertices)
        {
            if ((++count & 0xFFF) == 0) _cancellation.ThrowIfCancellationRequested();
            yield return vertex;
        }
    }

    private IEnumerable<string> NamesOf(int vertex)
    {
        if (_graph.VertexAt(vertex).Record is not { } record) return [];
        return record.Name is { } name ? record.Aliases.Prepend(name) : record.Aliases;
    }

    private bool HasDocument(int vertex, string number) =>
        _graph.VertexAt(vertex).Record is { } record && record.Documents.Any(d => string.Equals(d.Number, number, StringComparison.OrdinalIgnoreCase));

    private bool HasPart(int vertex, string part)
    {
        Vertex found = _graph.VertexAt(vertex);
        return found.Record is { } record ? record.Documents.Any(d => d.Number.Contains(part, StringComparison.OrdinalIgnoreCase))
            : found.Key.Value.Contains(part, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Returns the digits of a number as people group them; empty for any other text.</summary>
    private static string DigitsOf(string text) =>
        text.All(static c => char.IsAsciiDigit(c) || c is ' ' or '.' or '-' or '+' or '(' or ')') ? string.Concat(text.Where(char.IsAsciiDigit)) : "";
}

/// <summary>A node that a search found.</summary>
/// <param name="Rank">How good the match is; 0 is best.</param>
/// <param name="Match">Why it was found.</param>
/// <param name="Node">The node.</param>
/// <param name="Summary">What is shown of it.</param>
internal readonly record struct SearchHit(int Rank, string Match, int Node, EntitySummary Summary);
