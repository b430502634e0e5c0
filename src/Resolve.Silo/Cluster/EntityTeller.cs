using System.Threading.Channels;
using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Reports;
using Resolve.Silo.Grains;
using Resolve.Silo.Hosting;

namespace Resolve.Silo.Cluster;

/// <summary>Brings what a round changed to the grains of the entities it concerns: local calls, behind the round.</summary>
/// <remarks>
/// When grains fall behind by more than a bounded number of news, the rest is left out: a grain that missed something makes
/// its row anew from the index when it is activated next.
/// </remarks>
internal sealed class EntityTeller(IGrainFactory grains, SiloOptions options, ILogger<EntityTeller> logger) : BackgroundService
{
    private const int WaitingMax = 50_000, AtOnce = 8;

    private static readonly Comparer<(string Token, byte Kind)> s_byNeighbour =
        Comparer<(string Token, byte Kind)>.Create(static (a, b) => string.CompareOrdinal(a.Token, b.Token) is not 0 and var order ? order : a.Kind.CompareTo(b.Kind));

    // An entity's news go through one lane, so that they keep their order.
    private readonly Channel<(string Token, EntityNews News)>[] _lanes =
    [
        .. Enumerable.Range(0, AtOnce).Select(_ => Channel.CreateBounded<(string, EntityNews)>(new BoundedChannelOptions(WaitingMax / AtOnce) { SingleReader = true })),
    ];

    private Dictionary<string, List<EvidenceLine>> _lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _same = new(StringComparer.Ordinal);
    private long _missed, _doubts;

    /// <summary>Gets the news that wait.</summary>
    public int QueueLength => _lanes.Sum(l => l.Reader.Count);

    /// <summary>Gets how often something happened that grains may not have heard of; one that has not looked since compares itself with the index.</summary>
    public long Doubts => Interlocked.Read(ref _doubts);

    /// <summary>Gets the news that were left out since the start.</summary>
    public long Missed => Interlocked.Read(ref _missed);

    /// <summary>Notes what a report tells of the entities of this silo.</summary>
    public void Told(ReportContent content, long position, ShareMap map, int slot)
    {
        if (!options.TellsEntityGrains) return;
        for (int i = 0; i < content.Mentions.Count; i++)
        {
            ContentMention mention = content.Mentions[i];
            if (!mention.NamesEntity || TokenOf(mention) is not { } token || map.Owners[Shares.OfToken(token)] != slot) continue;
            var neighbours = new SortedSet<(string, byte)>(s_byNeighbour);
            foreach (ContentLink link in content.Links)
            {
                if (link.From == i) neighbours.Add((TokenOf(content.Mentions[link.To])!, (byte)link.Kind));
                else if (link.To == i) neighbours.Add((TokenOf(content.Mentions[link.From])!, (byte)link.Kind));
            }
            LinesFor(token).Add(Line(position, false, content.Report.Key, content.Report.Version, mention.Ref, mention.Role, neighbours));
        }
    }

    /// <summary>Notes that a record belongs to another person than it did, or that the person has other records.</summary>
    public void SameAs(UInt128[] person, ShareGraph? before, ShareMap map, int slot)
    {
        if (!options.TellsEntityGrains) return;
        string[] same = [.. person.Select(Shares.Token)];
        foreach (string token in same)
        {
            if (map.Owners[Shares.OfToken(token)] != slot || (before is not null && SameAs(before, token).AsSpan().SequenceEqual(same))) continue;
            LinesFor(token);
            _same[token] = same;
        }
    }

    /// <summary>Notes that a report is out.</summary>
    public void Withdrawn(ShareGraph graph, int number, long position, ShareMap map, int slot)
    {
        if (!options.TellsEntityGrains || number < 0 || number >= graph.Graph.ReportCount || graph.Graph.ReportAt(number) is not { } report || report.Position != position) return;
        for (int i = 0; i < report.Mentions.Length; i++)
        {
            StoredMention mention = report.Mentions[i];
            string token = graph.TokenOf(mention.Vertex);
            if (map.Owners[Shares.OfToken(token)] != slot) continue;
            LinesFor(token).Add(Line(position, true, report.Key, report.Version, mention.Ref, mention.Role, NeighboursOf(graph, report, i)));
        }
    }

    /// <summary>Notes that persons were told anew without saying which changed: grains look at the index before they speak.</summary>
    public void Doubt() => Interlocked.Increment(ref _doubts);

    /// <summary>Sends what was noted.</summary>
    public void Flush(long position)
    {
        if (_lines.Count == 0) return;
        foreach ((string token, List<EvidenceLine> lines) in _lines)
            if (!_lanes[StableHash.Of64(token) % AtOnce].Writer.TryWrite((token, new EntityNews(position, [.. lines], _same.GetValueOrDefault(token))))) Miss();
        _lines = new(StringComparer.Ordinal);
        _same.Clear();
    }

    /// <summary>Lists all evidence on an entity from the index, by position and ref.</summary>
    public static EvidenceLine[] LinesOf(ShareGraph graph, string token)
    {
        if (!graph.TryFindVertex(token, out int vertex)) return [];
        var lines = new List<EvidenceLine>();
        foreach (MentionPlace place in graph.Graph.VertexAt(vertex).MentionSpan)
        {
            StoredReport report = graph.Graph.ReportAt(place.Report)!;
            StoredMention mention = report.Mentions[place.Ordinal];
            lines.Add(Line(report.Position, false, report.Key, report.Version, mention.Ref, mention.Role, NeighboursOf(graph, report, place.Ordinal)));
        }
        return [.. lines.OrderBy(l => l.Position).ThenBy(l => l.Ref, StringComparer.Ordinal)];
    }

    /// <summary>Lists the records of the person that a record belongs to, from the index; only itself for one alone, empty for what is no record.</summary>
    public static string[] SameAs(ShareGraph graph, string token) => graph.TryFindVertex(token, out int vertex) ? graph.PersonOf(vertex) : [];

    /// <summary>Gets the grain of an entity by its name among silos.</summary>
    public static IEntityGrain? GrainOf(IGrainFactory grains, string token)
    {
        if (Shares.TryReadToken(token, out _)) return grains.GetGrain<IPersonGrain>(token);
        if (!EntityKey.TryParse(token, null, out EntityKey key)) return null;
        return key.Kind switch
        {
            EntityKind.Phone => grains.GetGrain<IPhoneGrain>(token),
            EntityKind.Account => grains.GetGrain<IAccountGrain>(token),
            EntityKind.Device => grains.GetGrain<IDeviceGrain>(token),
            EntityKind.Online => grains.GetGrain<IOnlineGrain>(token),
            _ => null,
        };
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(_lanes.Select(lane => Task.Run(() => TellAsync(lane.Reader, stoppingToken), CancellationToken.None)));

    private async Task TellAsync(ChannelReader<(string Token, EntityNews News)> news, CancellationToken cancellationToken)
    {
        try
        {
            await foreach ((string token, EntityNews told) in news.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                try
                {
                    if (GrainOf(grains, token) is { } grain) await grain.NoteAsync(told).ConfigureAwait(false);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    Miss();
                    logger.EntityMissed(e.GetType().Name);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped: what waits is made up for from the index.
        }
    }

    private static string? TokenOf(ContentMention mention) =>
        mention.Record is { } record ? Shares.Token(record.Fingerprint) : mention.Key.IsDefault ? null : mention.Key.ToString();

    private static SortedSet<(string, byte)> NeighboursOf(ShareGraph graph, StoredReport report, int ordinal)
    {
        var neighbours = new SortedSet<(string, byte)>(s_byNeighbour);
        foreach (StoredLink link in report.Links)
        {
            byte kind = (byte)graph.Graph.LinkAt(link.Link).Kind;
            if (link.FromMention == ordinal) neighbours.Add((graph.TokenOf(report.Mentions[link.ToMention].Vertex), kind));
            else if (link.ToMention == ordinal) neighbours.Add((graph.TokenOf(report.Mentions[link.FromMention].Vertex), kind));
        }
        return neighbours;
    }

    private static EvidenceLine Line(long position, bool isOut, ReportKey key, int version, string mentionRef, MentionRole role, SortedSet<(string Token, byte Kind)> neighbours) => new(
        position,
        isOut,
        key.Source,
        key.Id,
        version,
        mentionRef,
        (byte)role,
        [.. neighbours.Take(EvidenceLine.NeighboursMax).Select(n => n.Token)],
        [.. neighbours.Take(EvidenceLine.NeighboursMax).Select(n => n.Kind)],
        neighbours.Count > EvidenceLine.NeighboursMax);

    private List<EvidenceLine> LinesFor(string token)
    {
        if (!_lines.TryGetValue(token, out List<EvidenceLine>? lines)) _lines.Add(token, lines = []);
        return lines;
    }

    private void Miss()
    {
        Interlocked.Increment(ref _missed);
        Doubt();
    }
}
