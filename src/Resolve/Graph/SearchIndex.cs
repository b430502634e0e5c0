using Resolve.Identifiers;
using Resolve.Identifiers.Documents;
using Resolve.Identifiers.Normalisation;
using Resolve.Identifiers.Text;
using Resolve.Persons.Records;

namespace Resolve.Graph;

/// <summary>What finds vertices by what people type: any four characters of a number, the words of a name, whole names and numbers, hidden digits.</summary>
/// <remarks>
/// It only grows, as the vertices do: one writer, readers without locks. Each vertex is one entry, which a snapshot sees when it was made
/// before it (<see cref="EntryCount"/>); whether the vertex is there is the snapshot's to say. Lists of digits and of words are exact, all
/// others are shared by what has one hash, and what is found in them must be compared.
/// </remarks>
internal sealed class SearchIndex
{
    /// <summary>How many characters of a number stand together in a list: the shortest part that is found.</summary>
    public const int GramLength = 4;

    private const int DigitGramCount = 10_000, OtherGramCount = 1 << 14, WholeCount = 1 << 16;
    private const int OthersFrom = DigitGramCount, WholesFrom = OthersFrom + OtherGramCount;
    private const int InitialCount = 64;

    private readonly PostingLists _lists = new();
    private readonly PostingLists _byWord = new();
    private readonly PostingLists _byInitial = new(); // the words that begin with a letter
    private readonly AppendOnlyTable _wordTable = new();
    private string[] _words = [];
    private int[] _vertices = [];
    private int _wordCount;
    private int _count;

    /// <summary>Gets how many vertices are in.</summary>
    public int EntryCount => _count;

    /// <summary>Puts an identifier in.</summary>
    public void Add(int vertex, EntityKey key)
    {
        int entry = Enter(vertex);
        ReadOnlySpan<char> value = key.Value;
        for (int at = 0; at + GramLength <= value.Length; at++) _lists.Add(GramOf(value[at..]), entry);
        if (UncertainKeys.PatternOf(key, out bool isPhone) is { IsEmpty: false } pattern) _lists.Add(MaskOf(pattern, isPhone), entry);
    }

    /// <summary>Puts a person's record in.</summary>
    public void Add(int vertex, PersonRecord record)
    {
        int entry = Enter(vertex);
        if (record.Name is { } name) AddName(name, entry);
        foreach (string alias in record.Aliases) AddName(alias, entry);
        foreach (IdentityDocument document in record.Documents)
        {
            ReadOnlySpan<char> number = document.Number;
            _lists.Add(WholeOf('d', number), entry);
            for (int at = 0; at + GramLength <= number.Length; at++) _lists.Add(GramOf(number[at..]), entry);
        }
    }

    /// <summary>Gets the vertex of an entry.</summary>
    public int VertexOf(int entry) => Volatile.Read(ref _vertices)[entry];

    /// <summary>Gets how many entries a list has at least.</summary>
    public int CountOf(SearchList list) => (list.IsWord ? _byWord : _lists).CountOf(list.Number);

    /// <summary>Begins to read a list.</summary>
    /// <param name="list">The list.</param>
    /// <param name="entryCount">How many entries the reader's snapshot sees.</param>
    public PostingLists.Cursor Read(SearchList list, int entryCount) => (list.IsWord ? _byWord : _lists).Read(list.Number, entryCount);

    /// <summary>Returns the lists of all parts of a number; what is in each of them may hold it.</summary>
    /// <param name="part">At least <see cref="GramLength"/> characters.</param>
    public static SearchList[] ListsOfPart(ReadOnlySpan<char> part)
    {
        var lists = new HashSet<int>();
        for (int at = 0; at + GramLength <= part.Length; at++) lists.Add(GramOf(part[at..]));
        return [.. lists.Select(static l => new SearchList(l, false))];
    }

    /// <summary>Returns whether the lists of a part name nothing but entries that contain it.</summary>
    public static bool IsExact(string part) => part.Length == GramLength && part.All(char.IsAsciiDigit);

    /// <summary>Returns the list of what has a paper of a number.</summary>
    public static SearchList ListOfDocument(string number) => new(WholeOf('d', number), false);

    /// <summary>Returns the list of what has a name as a whole.</summary>
    public static SearchList ListOfName(string folded) => new(WholeOf('n', folded), false);

    /// <summary>Returns the list of names in which two words follow each other.</summary>
    public static SearchList ListOfPair(string first, string second) => new(PairOf(first, second), false);

    /// <summary>Returns the lists of keys with hidden digits that some digits may fit.</summary>
    public static IEnumerable<SearchList> ListsOfMasks(string digits, bool isPhone)
    {
        var lists = new HashSet<int> { MaskOf(isPhone, digits.Length, -1, "") };
        for (int at = 0; at + MaskWindow <= digits.Length; at++) lists.Add(MaskOf(isPhone, digits.Length, at, digits.AsSpan(at, MaskWindow)));
        return lists.Select(static l => new SearchList(l, false));
    }

    /// <summary>Finds the list of a word; null where no name has it.</summary>
    public SearchList? ListOfWord(string word) => FindWord(word) is >= 0 and var number ? new SearchList(number, true) : null;

    /// <summary>Finds the lists of the words that begin so.</summary>
    public List<SearchList> ListsOfPrefix(string prefix)
    {
        var found = new List<SearchList>();
        PostingLists.Cursor words = _byInitial.Read(InitialOf(prefix), int.MaxValue);
        while (words.MoveNext())
            if (Volatile.Read(ref _words)[words.Current].StartsWith(prefix, StringComparison.Ordinal)) found.Add(new SearchList(words.Current, true));
        return found;
    }

    /// <summary>Counts the bytes of the index.</summary>
    public long ByteCount() => _lists.ByteCount() + _byWord.ByteCount() + _byInitial.ByteCount() + (4L * _vertices.Length)
        + (8L * _words.Length) + _words.Take(_wordCount).Sum(static w => 24L + (2 * w.Length)) + _wordTable.ByteCount;

    private int Enter(int vertex)
    {
        if (_count == _vertices.Length)
        {
            int[] larger = new int[Math.Max(16, _count + (_count >> 1))];
            _vertices.CopyTo(larger, 0);
            Volatile.Write(ref _vertices, larger);
        }
        _vertices[_count] = vertex;
        return _count++;
    }

    private void AddName(string name, int entry)
    {
        string folded = TextFold.Fold(name);
        if (folded.Length == 0) return;
        _lists.Add(WholeOf('n', folded), entry);
        string? before = null;
        foreach (Range range in folded.AsSpan().Split(' '))
        {
            string word = folded[range];
            int number = FindWord(word);
            if (number < 0) number = AddWord(word);
            _byWord.Add(number, entry);
            if (before is not null) _lists.Add(PairOf(before, word), entry);
            before = _words[number];
        }
    }

    private int FindWord(string word)
    {
        foreach (int number in _wordTable.Find(StableHash.Of64(word)))
            if (string.Equals(Volatile.Read(ref _words)[number], word, StringComparison.Ordinal)) return number;
        return -1;
    }

    private int AddWord(string word)
    {
        if (_wordCount == _words.Length)
        {
            string[] larger = new string[Math.Max(16, _wordCount + (_wordCount >> 1))];
            _words.CopyTo(larger, 0);
            Volatile.Write(ref _words, larger);
        }
        _words[_wordCount] = word;
        _wordTable.Add(StableHash.Of64(word), _wordCount);
        _byInitial.Add(InitialOf(word), _wordCount);
        return _wordCount++;
    }

    private static int InitialOf(string word) => word[0] % InitialCount;

    /// <summary>Returns the list of the four characters that a text begins with.</summary>
    private static int GramOf(ReadOnlySpan<char> text)
    {
        int digits = 0;
        ulong code = 0;
        bool areDigits = true;
        foreach (char c in text[..GramLength])
        {
            areDigits &= char.IsAsciiDigit(c);
            digits = (10 * digits) + (c - '0');
            // Beyond the basic plane cases are of pairs: all halves are alike here.
            code = (code << 16) | (char.IsSurrogate(c) ? '\uD800' : char.ToUpperInvariant(c));
        }
        return areDigits ? digits : OthersFrom + (int)(StableHash.Mix(code) & (OtherGramCount - 1));
    }

    private static int WholeOf(char kind, ReadOnlySpan<char> text)
    {
        Span<char> upper = stackalloc char[Math.Min(text.Length, 128)];
        for (int i = 0; i < upper.Length; i++) upper[i] = char.IsSurrogate(text[i]) ? '\uD800' : char.ToUpperInvariant(text[i]);
        return Whole(StableHash.Of64(upper) + kind);
    }

    private static int PairOf(string first, string second) => Whole(StableHash.Of64(first) + (31 * StableHash.Of64(second)));

    private static int MaskOf(ReadOnlySpan<char> pattern, bool isPhone)
    {
        for (int at = 0; at + MaskWindow <= pattern.Length; at++)
        {
            ReadOnlySpan<char> window = pattern.Slice(at, MaskWindow);
            if (!window.ContainsAnyExceptInRange('0', '9')) return MaskOf(isPhone, pattern.Length, at, window);
        }
        return MaskOf(isPhone, pattern.Length, -1, "");
    }

    private const int MaskWindow = 3;

    private static int MaskOf(bool isPhone, int length, int at, ReadOnlySpan<char> window) =>
        Whole(StableHash.Of64(window) + (ulong)((isPhone ? 1_000_000 : 0) + (1_000 * length) + at));

    private static int Whole(ulong hash) => WholesFrom + (int)(StableHash.Mix(hash) & (WholeCount - 1));
}

/// <summary>A list of the search index.</summary>
/// <param name="Number">Its number.</param>
/// <param name="IsWord">Whether it is of a word.</param>
internal readonly record struct SearchList(int Number, bool IsWord);

/// <summary>The search index as a snapshot sees it.</summary>
/// <param name="Index">The index, which may have grown since.</param>
/// <param name="EntryCount">How many entries the snapshot sees.</param>
internal readonly record struct SearchView(SearchIndex Index, int EntryCount)
{
    /// <summary>Lists the vertices that are in every one of some lists, ascending by entry.</summary>
    public IEnumerable<int> InAll(IReadOnlyList<SearchList> lists)
    {
        (SearchIndex index, int entryCount) = this;
        SearchList[] sorted = [.. lists.OrderBy(index.CountOf)];
        if (sorted.Length == 0) yield break;
        var cursors = new PostingLists.Cursor[sorted.Length];
        for (int i = 0; i < cursors.Length; i++) cursors[i] = index.Read(sorted[i], entryCount);
        while (cursors[0].MoveNext())
        {
            int entry = cursors[0].Current;
            bool isInAll = true;
            for (int i = 1; isInAll && i < cursors.Length; i++)
            {
                if (!cursors[i].MoveTo(entry)) yield break;
                isInAll = cursors[i].Current == entry;
            }
            if (isInAll) yield return index.VertexOf(entry);
        }
    }
}
