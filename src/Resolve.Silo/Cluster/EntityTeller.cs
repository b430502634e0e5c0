using System.Threading.Channels;
using Resolve.Graph;
using Resolve.Identifiers;
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
    private const int WaitingMax = 50_000, AtOnce = 8, NeighboursMax = 32;

    // An entity's news go through one lane, so that they keep their order.
    private readonly Channel<(string Token, EntityNews News)>[] _lanes =
    [
        .. Enumerable.Range(0, AtOnce).Select(_ => Channel.CreateBounded<(string, EntityNews)>(new BoundedChannelOptions(WaitingMax / AtOnce) { SingleReader = true })),
    ];

    private Dictionary<string, List<EvidenceLine>> _lines = new(StringComparer.Ordinal);
    private long _missed;

    /// <summary>Gets the news that wait.</summary>
    public int QueueLength => _lanes.Sum(l => l.Reader.Count);

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
            var neighbours = new SortedSet<string>(StringComparer.Ordinal);
            foreach (ContentLink link in content.Links)
            {
                if (link.From == i) neighbours.Add(TokenOf(content.Mentions[link.To])!);
                else if (link.To == i) neighbours.Add(TokenOf(content.Mentions[link.From])!);
            }
            Add(token, new EvidenceLine(
                position, false, content.Report.Key.Source, content.Report.Key.Id, content.Report.Version, mention.Ref, (byte)mention.Role, [.. neighbours.Take(NeighboursMax)]));
        }
    }

    /// <summary>Notes that a report is out.</summary>
    public void Withdrawn(ShareGraph graph, int number, long position, ShareMap map, int slot)
    {
        if (!options.TellsEntityGrains || number < 0 || number >= graph.Graph.ReportCount || graph.Graph.ReportAt(number) is not { } report || report.Position != position) return;
        foreach (StoredMention mention in report.Mentions)
        {
            string token = graph.TokenOf(mention.Vertex);
            if (map.Owners[Shares.OfToken(token)] != slot) continue;
            Add(token, new EvidenceLine(position, true, report.Key.Source, report.Key.Id, report.Version, mention.Ref, (byte)mention.Role, []));
        }
    }

    /// <summary>Sends what was noted.</summary>
    public void Flush(long position)
    {
        if (_lines.Count == 0) return;
        foreach ((string token, List<EvidenceLine> lines) in _lines)
            if (!_lanes[StableHash.Of64(token) % AtOnce].Writer.TryWrite((token, new EntityNews(position, [.. lines])))) Interlocked.Increment(ref _missed);
        _lines = new(StringComparer.Ordinal);
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
            var neighbours = new SortedSet<string>(StringComparer.Ordinal);
            foreach (StoredLink link in report.Links)
            {
                if (link.FromMention == place.Ordinal) neighbours.Add(graph.TokenOf(report.Mentions[link.ToMention].Vertex));
                else if (link.ToMention == place.Ordinal) neighbours.Add(graph.TokenOf(report.Mentions[link.FromMention].Vertex));
            }
            lines.Add(new EvidenceLine(
                report.Position, false, report.Key.Source, report.Key.Id, report.Version, mention.Ref, (byte)mention.Role, [.. neighbours.Take(NeighboursMax)]));
        }
        return [.. lines.OrderBy(l => l.Position).ThenBy(l => l.Ref, StringComparer.Ordinal)];
    }

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
                    Interlocked.Increment(ref _missed);
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

    private void Add(string token, EvidenceLine line)
    {
        if (!_lines.TryGetValue(token, out List<EvidenceLine>? lines)) _lines.Add(token, lines = []);
        lines.Add(line);
    }
}
