using System.Globalization;
using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Persons.Records;
using Resolve.Reports;

namespace Resolve.Benchmarks.Walks;

/// <summary>A workload as the engine holds it: put in by reports of four links each, then published.</summary>
internal sealed class LoadedGraph
{
    private const int LinksPerReport = 4;
    private static readonly LinkKind[] s_kinds = [LinkKind.Holds, LinkKind.UsedIn, LinkKind.Related, LinkKind.Contacted, LinkKind.Transferred];
    private static readonly string[] s_families = ["Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Đặng"];
    private static readonly string[] s_middles = ["Văn", "Văn", "Thị", "Đức", "Minh", "Thị Thu"];
    private static readonly string[] s_given =
        ["An", "Anh", "Bình", "Châu", "Cường", "Dung", "Dũng", "Đạt", "Giang", "Hà", "Hải", "Hạnh", "Hiếu", "Hoà", "Hùng", "Hương", "Khánh", "Lan",
            "Linh", "Long", "Mai",
            "Nam", "Nga", "Ngọc", "Phúc", "Phương", "Quân", "Sơn", "Tâm", "Thảo", "Trang", "Tú", "Uyên", "Vinh", "Yến"];

    private static readonly MentionRole[] s_roles = [MentionRole.Mentioned, MentionRole.Suspect, MentionRole.Holder];

    private readonly GraphWorkload _workload;
    private readonly EntityKey[] _keys;
    private readonly PersonRecord?[] _records;

    public LoadedGraph(GraphWorkload workload)
    {
        _workload = workload;
        _keys = new EntityKey[workload.Types.Length];
        _records = new PersonRecord?[workload.Types.Length];
        for (int i = 0; i < _keys.Length; i++)
        {
            if (workload.Types[i] == 2) _records[i] = RecordOf(i);
            else _keys[i] = KeyOf(i, workload.Types[i]);
        }
        long before = GC.GetTotalMemory(forceFullCollection: true), started = ThreadClock.Nanoseconds;
        var index = new LinkIndex();
        for (int at = 0; at < workload.Links.Length; at += LinksPerReport)
            index.Put(index.Reserve(), ReportOf(at, Math.Min(LinksPerReport, workload.Links.Length - at)), at);
        Snapshot = index.Publish(workload.Links.Length);
        LoadNanoseconds = ThreadClock.Nanoseconds - started;
        Bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        foreach ((int vertex, PersonRecord record) in index.Records()) _keys[(int)record.Fingerprint] = Snapshot.KeyOf(vertex);
    }

    /// <summary>Gets what questions are asked of.</summary>
    public GraphSnapshot Snapshot { get; }

    /// <summary>Gets the thread's processor time from the first report to the publication, the making of the reports included.</summary>
    public long LoadNanoseconds { get; }

    /// <summary>Gets the bytes that the index and its snapshot hold; keys and person records, which the workload has made before, are not in it.</summary>
    public long Bytes { get; }

    /// <summary>Gets the bytes of them that the search index takes.</summary>
    public long SearchBytes => Snapshot.Search.Index.ByteCount() + (4L * Snapshot.VertexCount);

    /// <summary>Gets the name of a person, the number of anything else.</summary>
    public string TextOf(int entity) => _records[entity]?.Name ?? _keys[entity].Value.ToString();

    /// <summary>Gets the key of an entity.</summary>
    public EntityKey KeyOf(int entity) => _keys[entity];

    private static EntityKey KeyOf(int entity, byte type) => type switch
    {
        0 => EntityKey.Create(EntityKind.Phone, string.Create(CultureInfo.InvariantCulture, $"+84{900_000_000 + (entity * 7L % 99_999_989)}")),
        1 => EntityKey.Create(EntityKind.Account, string.Create(CultureInfo.InvariantCulture, $"970436:{1_000_000_000L + (entity * 7919L % 999_999_937)}")),
        _ => EntityKey.Create(EntityKind.Device, string.Create(CultureInfo.InvariantCulture, $"imei:{35_000_000_000_000L + (entity * 104_729L)}")),
    };

    private static PersonRecord RecordOf(int entity)
    {
        ulong chance = StableHash.Mix((ulong)entity);
        string Pick(string[] from, int shift) => from[(int)((chance >> shift) % (ulong)from.Length)];
        return new() { Name = $"{Pick(s_families, 0)} {Pick(s_middles, 16)} {Pick(s_given, 32)}", Fingerprint = (UInt128)entity };
    }

    private ReportContent ReportOf(int at, int count)
    {
        var mentions = new List<ContentMention>(2 * count);
        var places = new Dictionary<int, int>(2 * count);
        int Place(int entity)
        {
            if (places.TryGetValue(entity, out int place)) return place;
            places.Add(entity, mentions.Count);
            string name = string.Create(CultureInfo.InvariantCulture, $"m{mentions.Count + 1}");
            mentions.Add(new ContentMention(name, s_roles[entity % s_roles.Length], _keys[entity], _records[entity], [], null, false));
            return mentions.Count - 1;
        }
        var links = new ContentLink[count];
        for (int i = 0; i < count; i++)
        {
            WorkloadLink link = _workload.Links[at + i];
            links[i] = new ContentLink(Place(link.From), Place(link.To), s_kinds[link.Kind], null);
        }
        var head = new ReportHead
        {
            Key = new ReportKey("workload", string.Create(CultureInfo.InvariantCulture, $"W{at / LinksPerReport}")),
            Version = 1,
            ReceivedAt = DateTimeOffset.FromUnixTimeSeconds(_workload.Links[at].Time),
        };
        return new ReportContent(head, mentions, links);
    }
}
