using FsCheck;
using FsCheck.Fluent;
using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Persons.Records;
using Resolve.TestKit.Facts;

namespace Resolve.Tests.Graph;

/// <summary>The small parts that questions rest on, against their plainest form.</summary>
public class GraphPartTests
{
    [Fact]
    public void The_first_of_an_order_are_those_that_sorting_puts_first() => Prop.ForAll(ArbMap.Default.ArbFor<ulong>(), seed =>
    {
        var random = new SplitMix(seed);
        int[] items = [.. Enumerable.Range(0, random.Below(300)).Select(_ => random.Below(100))];
        int count = random.Below(320);
        Assert.Equal(items.Order().Take(count), Selection.First([.. items], count, new Ascending()).ToArray());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Codes_stand_in_the_order_of_keys() => Prop.ForAll(ArbMap.Default.ArbFor<ulong>(), seed =>
    {
        var random = new SplitMix(seed);
        (EntityKey Key, UInt128 Code) Any()
        {
            if (random.Chance(20))
            {
                ulong hash = random.Next();
                return (PersonKeys.ToKey(hash), KeyCode.OfPerson(hash));
            }
            EntityKind kind = random.Pick<EntityKind>([EntityKind.Phone, EntityKind.Account, EntityKind.Device, EntityKind.Online, EntityKind.Plate]);
            string alphabet = random.Chance(50) ? "01" : "09:+_azÁđ￿";
            IEnumerable<char> value = Enumerable.Range(0, 1 + random.Below(20)).Select(_ => alphabet[random.Below(alphabet.Length)]);
            EntityKey key = EntityKey.Create(kind, string.Concat(value));
            return (key, KeyCode.Of(key));
        }
        for (int i = 0; i < 20; i++)
        {
            ((EntityKey a, UInt128 codeA), (EntityKey b, UInt128 codeB)) = (Any(), Any());
            if (codeA != codeB) Assert.Equal(Math.Sign(a.CompareTo(b)), codeA.CompareTo(codeB));
            Assert.Equal(a.Kind, KeyCode.KindOf(codeA));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_persons_code_gives_its_hash_back() =>
        Prop.ForAll(ArbMap.Default.ArbFor<ulong>(), hash => KeyCode.PersonHash(KeyCode.OfPerson(hash)) == hash).QuickCheckThrowOnFailure();

    [Fact]
    public void Roles_are_counted_beyond_what_a_byte_holds()
    {
        var counts = default(RoleCounts);
        for (int i = 0; i < 300; i++)
        {
            counts.CountReport(+1);
            if (i % 2 == 0) counts.Count(MentionRole.Suspect, +1);
        }
        RoleCounts before = counts;
        for (int i = 0; i < 200; i++) counts.CountReport(-1);
        counts.Count(MentionRole.Witness, +1);
        Assert.Equal((300, 150, 0), (before.ReportCount, before[MentionRole.Suspect], before[MentionRole.Witness]));
        Assert.Equal((100, 150, 1), (counts.ReportCount, counts[MentionRole.Suspect], counts[MentionRole.Witness]));
    }

    [Fact]
    public void An_adjacency_that_was_read_stays_as_it_was() => Prop.ForAll(ArbMap.Default.ArbFor<ulong>(), seed =>
    {
        var random = new SplitMix(seed);
        var plain = new List<Edge>();
        var edges = default(Adjacency);
        var seen = new List<(Adjacency Edges, Edge[] Expected)>();
        for (int i = 0; i < 200; i++)
        {
            if (plain.Count == 0 || random.Chance(60))
            {
                var edge = new Edge(random.Below(10), i);
                plain.Add(edge);
                edges.Append(edge);
            }
            else
            {
                Edge edge = random.Pick(plain);
                plain.Remove(edge);
                edges.Remove(edge);
            }
            seen.Add((edges, [.. plain]));
        }
        foreach ((Adjacency at, Edge[] expected) in seen)
        {
            Assert.Equal(expected.Select(static e => e.Neighbour), at.Neighbours.ToArray());
            Assert.Equal(expected.Select(static e => e.Link), at.Links.ToArray());
        }
    }).QuickCheckThrowOnFailure();

    private readonly struct Ascending : IComparer<int>
    {
        public int Compare(int x, int y) => x.CompareTo(y);
    }
}
