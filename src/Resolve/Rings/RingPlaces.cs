using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Identifiers.Places;
using Resolve.Persons.Records;
using Resolve.Reports;

namespace Resolve.Rings;

/// <summary>Where a ring is: the provinces of its reports, victims, persons and accounts, in both eras.</summary>
internal sealed class RingPlaces
{
    private readonly SortedDictionary<(string Code, string Name), Counts> _old63 = [], _new34 = [];

    private enum Side
    {
        Report,
        Victim,
        Suspect,
        Account,
    }

    /// <summary>Gets the names of the provinces that reports name; text that names none stands as written behind them.</summary>
    /// <remarks>A merged name of today that could mean several of the 63 counts among the 34 only.</remarks>
    public (IReadOnlyList<string> Old63, IReadOnlyList<string> New34) Reported =>
        ([.. _old63.Where(p => p.Value.Reports > 0).Select(p => p.Key.Name)], [.. _new34.Where(p => p.Value.Reports > 0).Select(p => p.Key.Name)]);

    /// <summary>Gets what is where.</summary>
    public (IReadOnlyList<ProvinceShare> Old63, IReadOnlyList<ProvinceShare> New34) Shares => (PartitionsOf(_old63), PartitionsOf(_new34));

    /// <summary>Reads where a ring is.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="reports">Its reports.</param>
    /// <param name="members">Its nodes.</param>
    /// <returns>The places.</returns>
    public static RingPlaces Of(GraphSnapshot graph, IReadOnlyList<StoredReport> reports, IReadOnlyCollection<int> members)
    {
        var places = new RingPlaces();
        var victims = new Dictionary<int, ProvinceReading?>(); // by the first of its reports that names a province
        foreach (StoredReport report in reports)
        {
            ProvinceReading? reading = ReadingOf(report);
            if (reading is { } province) places.Count(province, Side.Report);
            else if (!string.IsNullOrWhiteSpace(report.Province)) places.CountUnread(report.Province.Trim());
            foreach (StoredMention mention in report.Mentions)
            {
                if (mention.Role != MentionRole.Victim) continue;
                int node = graph.NodeOf(mention.Vertex);
                if (graph.KindOf(node) == EntityKind.Person
                    && (!victims.TryGetValue(node, out ProvinceReading? known) || known is null)) victims[node] = reading;
            }
        }
        foreach ((int victim, ProvinceReading? reported) in victims)
        {
            ProvinceReading[] homes = [.. HomesOf(graph, victim)];
            foreach (ProvinceReading home in homes) places.Count(home, Side.Victim);
            if (homes.Length == 0 && reported is { } place) places.Count(place, Side.Victim);
        }
        foreach (int member in members)
        {
            EntityKind kind = graph.KindOf(member);
            if (kind == EntityKind.Person)
                foreach (ProvinceReading home in HomesOf(graph, member)) places.Count(home, Side.Suspect);
            else if (kind == EntityKind.Account)
                foreach (ProvinceReading home in HoldersOf(graph, member).SelectMany(h => HomesOf(graph, h))
                    .DistinctBy(h => (h.New.Code, h.Old?.Code))) places.Count(home, Side.Account);
        }
        return places;
    }

    /// <summary>The province of today that a report names; null when it names none.</summary>
    public static string? NewNameOf(StoredReport report) => ReadingOf(report)?.New.Name;

    private static ProvinceReading? ReadingOf(StoredReport report) =>
        !string.IsNullOrWhiteSpace(report.Province) && Province.TryParse(report.Province, DateOf(report), out ProvinceReading reading) ? reading : null;

    private static DateOnly? DateOf(StoredReport report) =>
        (report.OccurredAt ?? RingTime.OfReport(report)) is { } time ? DateOnly.FromDateTime(time.DateTime) : null;

    /// <summary>The provinces of a person's addresses: what stands behind the last comma, which is where people write it.</summary>
    private static IEnumerable<ProvinceReading> HomesOf(GraphSnapshot graph, int person)
    {
        var seen = new HashSet<(string, string?)>();
        foreach (PersonRecord record in graph.RecordsOf(person))
        {
            foreach (string address in record.Addresses)
            {
                if (Province.TryParse(address.AsSpan(address.LastIndexOf(',') + 1), null, out ProvinceReading reading)
                    && seen.Add((reading.New.Code, reading.Old?.Code)))
                    yield return reading;
            }
        }
    }

    private static IEnumerable<int> HoldersOf(GraphSnapshot graph, int account)
    {
        Adjacency at = graph.EdgesOf(account);
        var seen = new HashSet<int>();
        for (int i = 0; i < at.Count; i++)
        {
            int other = graph.NodeOf(at[i].Neighbour);
            bool holds = graph.LinkAt(at[i].Link).Kind is LinkKind.Holds or LinkKind.RegisteredTo;
            if (holds && graph.KindOf(other) == EntityKind.Person && seen.Add(other)) yield return other;
        }
    }

    private static IReadOnlyList<ProvinceShare> PartitionsOf(SortedDictionary<(string Code, string Name), Counts> provinces) =>
        [.. provinces.Select(p => new ProvinceShare(p.Key.Name, p.Value.Reports, p.Value.Victims, p.Value.Suspects, p.Value.Accounts))];

    private void Count(ProvinceReading reading, Side side)
    {
        At(_new34, (reading.New.Code, reading.New.Name)).Add(side);
        if (reading.Old is { } old) At(_old63, (old.Code, old.Name)).Add(side);
    }

    private void CountUnread(string text)
    {
        At(_old63, ("~", text)).Add(Side.Report); // behind all codes
        At(_new34, ("~", text)).Add(Side.Report);
    }

    private static Counts At(SortedDictionary<(string Code, string Name), Counts> provinces, (string Code, string Name) province)
    {
        if (!provinces.TryGetValue(province, out Counts? counts)) provinces.Add(province, counts = new Counts());
        return counts;
    }

    private sealed class Counts
    {
        public int Reports { get; private set; }

        public int Victims { get; private set; }

        public int Suspects { get; private set; }

        public int Accounts { get; private set; }

        public void Add(Side side)
        {
            switch (side)
            {
                case Side.Report: Reports++; break;
                case Side.Victim: Victims++; break;
                case Side.Suspect: Suspects++; break;
                default: Accounts++; break;
            }
        }
    }
}
