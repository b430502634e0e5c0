using System.Globalization;

namespace Resolve.Benchmarks.Walks;

/// <summary>A graph to walk over: entities of four types, typed links with times, rings planted, hubs whose degrees follow a power law.</summary>
/// <param name="Types">The type of each entity: 0 phone, 1 account, 2 person, 3 device.</param>
/// <param name="Links">The links, in an order that carries no structure; no two join the same entities.</param>
/// <param name="Seeds">Where walks begin: entities with 1 to 1,000 links.</param>
/// <param name="Pairs">Ends of paths.</param>
internal sealed record GraphWorkload(byte[] Types, WorkloadLink[] Links, int[] Seeds, (int A, int B)[] Pairs)
{
    private const int QuestionCount = 200, HubDegree = 1_000;
    private static readonly string[] s_types = ["phone", "account", "person", "device"];
    private static readonly string[] s_kinds = ["owns", "uses_device", "shares_id", "call", "transfer"];

    /// <summary>Makes a workload: three links an entity, a ring of 5 to 60 for each fifty, a hub for each thousand.</summary>
    /// <param name="entityCount">The entities; the largest hub has a twentieth of them as neighbours.</param>
    /// <param name="seed">The seed of all chance.</param>
    public static GraphWorkload Make(int entityCount, ulong seed) => new Generator(entityCount, seed).Make();

    /// <summary>Reads nodes.csv (id, type), edges.csv (src, dst, type, ts), seeds.csv and pairs.csv.</summary>
    /// <param name="directory">The directory of the files.</param>
    public static GraphWorkload Read(string directory)
    {
        IEnumerable<string[]> Rows(string file) => File.ReadLines(Path.Combine(directory, file)).Skip(1).Select(static l => l.Split(','));
        static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
        byte[] types = [.. Rows("nodes.csv").Select(static r => (byte)Math.Max(0, Array.IndexOf(s_types, r[1])))];
        WorkloadLink[] links =
        [
            .. Rows("edges.csv").Select(static r => new WorkloadLink(Number(r[0]), Number(r[1]), (byte)Array.IndexOf(s_kinds, r[2]), Number(r[3]))),
        ];
        return new GraphWorkload(types, links, [.. Rows("seeds.csv").Select(static r => Number(r[0]))],
            [.. Rows("pairs.csv").Select(static r => (Number(r[0]), Number(r[1])))]);
    }

    private sealed class Generator(int entityCount, ulong seed)
    {
        private const int Begin = 1_735_689_600, End = 1_782_777_600; // 2025-01-01 to 2026-06-30
        private readonly int[] _order = new int[entityCount];
        private readonly HashSet<long> _known = [];
        private readonly List<WorkloadLink> _links = [];
        private ulong _state = seed;

        public GraphWorkload Make()
        {
            for (int i = 0; i < entityCount; i++) _order[i] = i;
            Shuffle(_order);
            byte[] types = new byte[entityCount];
            for (int i = 0; i < entityCount; i++) types[i] = Below(100) switch { < 40 => 0, < 70 => 1, < 90 => 2, _ => 3 };
            int ringEnd = AddRings(entityCount / 50), hubStart = entityCount - (entityCount / 1_000);
            AddHubs(hubStart);
            AddHouseholds(ringEnd, hubStart);
            while (_links.Count < 3 * entityCount)
                Add(_order[Below(hubStart)], _order[(int)(hubStart * Math.Pow(Share(), 1.6))], Weak(), Begin + Below(End - Begin));
            WorkloadLink[] links = [.. _links];
            Shuffle(links);
            int[] degrees = new int[entityCount];
            foreach (WorkloadLink link in links)
            {
                degrees[link.From]++;
                degrees[link.To]++;
            }
            int[] seeds = [.. Enumerable.Range(0, QuestionCount).Select(_ => Seed(degrees))];
            (int, int)[] pairs = [.. Enumerable.Range(0, QuestionCount).Select(_ => (Seed(degrees), Seed(degrees))).Where(static p => p.Item1 != p.Item2)];
            return new GraphWorkload(types, links, seeds, pairs);
        }

        private int AddRings(int ringCount)
        {
            int at = 0;
            for (int ring = 0; ring < ringCount; ring++)
            {
                int size = Math.Min(60, (int)(5 * Math.Exp(Share() * Math.Log(61 / 5.0))));
                int from = Begin + Below(End - Begin - (90 * 86_400)), window = (30 + Below(61)) * 86_400;
                for (int i = 1; i < size; i++) Add(_order[at + i], _order[at + Below(i)], Strong(), from + Below(window));
                int more = Math.Min(2 * size, (size * (size - 1) / 2) - (size - 1));
                for (int tries = more * 8; tries > 0 && more > 0; tries--)
                    if (Add(_order[at + Below(size)], _order[at + Below(size)], Below(100) < 40 ? Strong() : Weak(), from + Below(window))) more--;
                at += size;
            }
            return at;
        }

        private void AddHubs(int hubStart)
        {
            for (int rank = 1; hubStart + rank <= entityCount; rank++)
            {
                int degree = (int)(entityCount / 20.0 / Math.Pow(rank, .8));
                while (degree > 0)
                    if (Add(_order[hubStart + rank - 1], _order[Below(hubStart)], Weak(), Begin + Below(End - Begin))) degree--;
            }
        }

        private void AddHouseholds(int from, int to)
        {
            while (from < to)
            {
                int size = Math.Min(1 + Below(5), to - from);
                for (int i = 1; i < size; i++) Add(_order[from + i], _order[from + Below(i)], Strong(), Begin + Below(End - Begin));
                from += size;
            }
        }

        private bool Add(int a, int b, byte kind, int time)
        {
            if (a == b || !_known.Add(((long)Math.Min(a, b) << 32) | (uint)Math.Max(a, b))) return false;
            _links.Add(new WorkloadLink(a, b, kind, time));
            return true;
        }

        private int Seed(int[] degrees)
        {
            while (true)
            {
                int seed = Below(entityCount);
                if (degrees[seed] is > 0 and <= HubDegree) return seed;
            }
        }

        private byte Strong() => (byte)Below(3);

        private byte Weak() => (byte)(3 + Below(2));

        private void Shuffle<T>(T[] items)
        {
            for (int i = items.Length - 1; i > 0; i--)
            {
                int j = Below(i + 1);
                (items[i], items[j]) = (items[j], items[i]);
            }
        }

        private int Below(int bound) => (int)((Next() >> 33) % (ulong)bound);

        private double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

        // SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
        private ulong Next()
        {
            _state += 0x9E3779B97F4A7C15UL;
            ulong z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}

/// <summary>A link of a workload.</summary>
/// <param name="From">The entity it starts at.</param>
/// <param name="To">The entity it ends at.</param>
/// <param name="Kind">0 owns, 1 uses the device, 2 shares an identity, 3 calls, 4 transfers.</param>
/// <param name="Time">When, in Unix seconds.</param>
internal readonly record struct WorkloadLink(int From, int To, byte Kind, int Time);
