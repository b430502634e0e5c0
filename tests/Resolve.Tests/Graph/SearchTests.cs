using FsCheck;
using FsCheck.Fluent;
using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Identifiers.Normalisation;
using Resolve.Identifiers.Text;
using Resolve.Persons.Records;
using Resolve.Reports;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.TestKit.Facts;

namespace Resolve.Tests.Graph;

/// <summary>Search by the index finds what a look at every entity finds, in the same order, in each snapshot for ever.</summary>
public class SearchTests
{
    private static readonly string[] s_typed =
        ["nguyen", "Nguyễn Văn", "van nguyen", "an", "nguyen a", "Trần T", "hoa", "le hoa", "o brien", "sean", "y", "ty", "0907", "0910234", "8491",
            "vip_1", "VIP",
            "telegram:vip", "0071 0001", "00710001", "00710001.05", "970436", "+84", "356938", "0010840", "00108400003", "telegram", "phường", "zzzz",
                "0000", "phone:+84910234067",
            "0982345123", "098.2345.123", "9704360071", "00711234", "99 8877 6655", "x", "ngu", "dat duc pham", "pham duc dat", "pham dat"];

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public void The_index_finds_what_a_look_at_every_entity_finds() => Prop.ForAll(ArbMap.Default.ArbFor<ulong>(), seed =>
    {
        var random = new SplitMix(seed);
        GraphSnapshot[] graphs = GraphsAsync(seed).GetAwaiter().GetResult();
        int found = 0;
        for (int i = 0; i < 40; i++)
        {
            GraphSnapshot graph = random.Pick(graphs);
            string typed = Typed(random, graph);
            int limit = random.Pick<int>([1, 2, 3, 20, 1000]), part = random.Below(3);
            Func<int, bool> which = random.Chance(80) ? static _ => true : node => graph.KeyOf(node).GetHashCode() % 3 != part;
            (int Rank, string Match, EntityKey Key)[] expected = [.. Scan(graph, typed, which).Take(limit)];
            Assert.Equal(expected, Search.Hits(graph, typed, limit, which, None).Select(static h => (h.Rank, h.Match, h.Summary.Key)));
            found += expected.Length;
        }
        Assert.NotEqual(0, found);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void Lists_give_back_what_was_put_in_up_to_a_bound() => Prop.ForAll(ArbMap.Default.ArbFor<ulong>(), seed =>
    {
        var random = new SplitMix(seed);
        var lists = new PostingLists();
        var plain = new SortedSet<int>[200];
        for (int item = random.Below(3), i = 0; i < 500; i++, item += random.Pick<int>([0, 1, 1, 2, 127, 128, 20_000, 3_000_000]))
        {
            int list = random.Below(plain.Length);
            lists.Add(list, item);
            (plain[list] ??= []).Add(item);
            int at = random.Below(plain.Length), bound = random.Below(item + 2), from = random.Below(item + 2);
            int[] expected = [.. (plain[at] ?? []).Where(n => n < bound)];
            Assert.Equal(plain[at]?.Count ?? 0, lists.CountOf(at));
            PostingLists.Cursor all = lists.Read(at, bound), rest = all;
            var read = new List<int>();
            while (all.MoveNext()) read.Add(all.Current);
            Assert.Equal(expected, read);
            Assert.Equal(expected.Where(n => n >= from).Take(1), rest.MoveTo(from) ? [rest.Current] : []);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));

    /// <summary>Makes what people may type: parts of numbers and names that are there, or not.</summary>
    private static string Typed(SplitMix random, GraphSnapshot graph)
    {
        int[] nodes = [.. graph.Nodes()];
        if (nodes.Length == 0 || random.Chance(40)) return random.Pick(s_typed);
        int node = random.Pick(nodes);
        string text = graph.KindOf(node) != EntityKind.Person ? graph.KeyOf(node).Value.ToString() : random.Chance(20)
            ? graph.RecordsOf(node).SelectMany(static r => r.Documents).Select(static d => d.Number).FirstOrDefault("0010")
            : graph.RecordsOf(node).Select(static r => r.Name).LastOrDefault() ?? "an";
        int from = random.Chance(50) ? 0 : random.Below(text.Length), length = 1 + random.Below(text.Length - from);
        text = text.Substring(from, random.Chance(30) ? text.Length - from : length);
        return random.Chance(30) ? TextFold.Fold(text) : random.Chance(20) ? text.Replace("+84", "0", StringComparison.Ordinal) : text;
    }

    /// <summary>Looks at every entity.</summary>
    private static IEnumerable<(int Rank, string Match, EntityKey Key)> Scan(GraphSnapshot graph, string text, Func<int, bool> which)
    {
        text = text.Trim();
        var identifiers = new HashSet<EntityKey>();
        var candidates = new HashSet<EntityKey>();
        foreach (MentionKind kind in MentionReaders.Kinds)
        {
            NormalisedIdentifier read = MentionNormaliser.Normalise(new Mention { Ref = "q", Kind = kind, Value = text }, null);
            if (!read.Key.IsDefault) identifiers.Add(read.Key);
            candidates.UnionWith(read.Candidates ?? []);
        }
        EntityKey.TryParse(text, null, out EntityKey key);
        return graph.Nodes().Where(which).Select(n => (Node: n, Match: Match(n)))
            .Where(static h => h.Match is not null)
            .Select(h => (h.Match!.Value.Rank, h.Match.Value.Match, EntityReader.Summarise(graph, h.Node, GraphFilter.HubDegreeDefault)))
            .OrderBy(static h => h.Rank).ThenByDescending(static h => h.Item3.ReportCount).ThenBy(static h => h.Item3.Key)
            .Select(static h => (h.Rank, h.Match, h.Item3.Key));

        (int Rank, string Match)? Match(int node)
        {
            bool IsKeyOf(EntityKey asked) => graph.TryFind(asked, out int found) && found == node;
            if (IsKeyOf(key)) return (0, "identifier");
            string folded = TextFold.Fold(text), part = text.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal);
            bool isPerson = graph.KindOf(node) == EntityKind.Person, isTyped = folded.Length >= 2;
            PersonRecord[] records = isPerson ? [.. graph.RecordsOf(node)] : [];
            string[] papers = [.. records.SelectMany(static r => r.Documents).Select(static d => d.Number)];
            if (identifiers.Any(IsKeyOf)) return (1, "identifier");
            if (isTyped && papers.Contains(part, StringComparer.OrdinalIgnoreCase)) return (1, "identifier");
            if (candidates.Any(IsKeyOf)) return (2, "candidate");
            if (!isTyped) return null;
            string[][] names = Array.ConvertAll(records, static r => r.Aliases.Prepend(r.Name ?? "").Select(TextFold.Fold).ToArray());
            if (names.Any(r => r.Contains(folded))) return (3, "name");
            string digits = text.All(static c => char.IsAsciiDigit(c) || " .-+()".Contains(c, StringComparison.Ordinal))
                ? string.Concat(text.Where(char.IsAsciiDigit)) : "";
            foreach (string number in isPerson ? papers : [graph.KeyOf(node).Value.ToString()])
            {
                if (part.Length >= 4 && number.Contains(part, StringComparison.OrdinalIgnoreCase)) return (4, "part");
                if (digits.Length >= 4 && number.Contains(digits, StringComparison.Ordinal)) return (4, "part");
                if (digits.Length >= 4 && digits[0] == '0' && number.Contains("+84" + digits[1..], StringComparison.Ordinal)) return (4, "part");
            }
            if (!isPerson && digits.Length >= 6 && UncertainKeys.Fits(graph.KeyOf(node), digits)) return (4, "candidate");
            string[] words = folded.Split(' ');
            if (words.Length > 1 && names.Any(r => r.Any(n => $" {n} ".Contains($" {folded} ", StringComparison.Ordinal)))) return (5, "part");
            HashSet<string>[] wordsOf = Array.ConvertAll(names, static r => r.SelectMany(static n => n.Split(' ')).ToHashSet());
            if (wordsOf.Any(w => words.All(w.Contains))) return (6, "part");
            return wordsOf.Any(w => words[..^1].All(w.Contains) && w.Any(o => o.StartsWith(words[^1], StringComparison.Ordinal))) ? (7, "part") : null;
        }
    }

    /// <summary>Takes facts in bit by bit, withdrawals, new versions, merges and hidden digits among them, and keeps the snapshot after each bit.</summary>
    private static async Task<GraphSnapshot[]> GraphsAsync(ulong seed)
    {
        var random = new SplitMix(seed);
        await using var journal = new InMemoryJournal();
        await using LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions(), null, None);
        var graphs = new List<GraphSnapshot>();
        foreach (Report[] facts in new RandomFacts(seed).Make(24).Chunk(6))
        {
            await resolver.SubmitAsync([.. facts.Select(f => f.Withdrawn || random.Chance(60) ? f : f with { Mentions = [.. f.Mentions,
                Hidden(random)] })], None);
            graphs.Add(resolver.Graph);
        }
        return [.. graphs];
    }

    private static Mention Hidden(SplitMix random) => random.Below(3) switch
    {
        0 => new Mention { Ref = "hidden", Kind = MentionKind.Account, Role = MentionRole.Suspect, Value = random.Pick<string>(["0071****34",
            "99887766**", "****6655"]) },
        1 => new Mention { Ref = "hidden", Kind = MentionKind.Phone, Role = MentionRole.Suspect, Value = random.Pick<string>(["098xxxx123", "0982345xxx"]) },
        _ => new Mention { Ref = "hidden", Kind = MentionKind.Account, Role = MentionRole.Suspect, Bank = "VCB", Value = "0071****34" },
    };
}
