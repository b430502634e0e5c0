using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Resolve.Graph;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;
using Resolve.Runtime.Content;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.Silo.Cluster;

namespace Resolve.Silo.Tests.Cluster;

/// <summary>A silo's replica by itself: what it takes from batches, and what it reads again.</summary>
public class PartitionReplicaTests
{
    private static readonly SiloAddress s_self = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 1_001), 1);
    private static readonly SiloAddress s_other = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 1_002), 2);

    [Fact]
    public async Task The_home_of_a_ring_takes_the_whole_report_from_the_slice_of_the_same_round()
    {
        // The journal is empty: a replica that read the report there would find nothing, and fail.
        using var replica = new PartitionReplica(new InMemoryJournal(), new ClusterModel(), new FollowedEntities(), NullLogger<PartitionReplica>.Instance);
        replica.Start(s_self);
        PartitionMap map = PartitionMap.Assign(1, [s_self, s_other]);
        ReportContent whole = ReportExtractor.Extract(Report());
        await replica.AdvanceAsync(Batch(map, position: 1, wanted: 0, PackedReport.Of(whole, 1).Bytes.ToArray(), isOfRings: false));
        GraphMoment moment = new(1, map.Number);
        Assert.True(LinkCount(replica, moment) < whole.Links.Count, "The slice is the whole report: the test needs other numbers.");

        await replica.AdvanceAsync(Batch(map, position: 1, SliceCut.Whole.Records, [], isOfRings: true));

        Assert.Equal(whole.Links.Count, LinkCount(replica, moment));
        Assert.True(replica.GraphAt(moment).IsHome(0));
    }

    [Fact]
    public async Task A_report_of_an_earlier_round_that_comes_without_content_is_read_from_the_journal()
    {
        using var replica = new PartitionReplica(new InMemoryJournal(), new ClusterModel(), new FollowedEntities(), NullLogger<PartitionReplica>.Instance);
        replica.Start(s_self);
        PartitionMap map = PartitionMap.Assign(1, [s_self, s_other]);
        ReportContent whole = ReportExtractor.Extract(Report());
        await replica.AdvanceAsync(Batch(map, position: 1, wanted: 0, PackedReport.Of(whole, 1).Bytes.ToArray(), isOfRings: false));
        await replica.AdvanceAsync(new ReplicaBatch { Epoch = 1, Position = 2, Map = map, Publishes = true, ExtractorVersion = ReportExtractor.Version });

        // The journal of this test has no report.
        await Assert.ThrowsAsync<ReplicaNotReadyException>(() => replica.AdvanceAsync(Batch(map, position: 2, SliceCut.Whole.Records, [], isOfRings: true)));
    }

    private static ReplicaBatch Batch(PartitionMap map, long position, ulong wanted, byte[] content, bool isOfRings) => new()
    {
        Epoch = 1,
        Position = position,
        Map = map,
        Publishes = true,
        Adds = [1],
        Wanted = [wanted],
        Contents = [content],
        ExtractorVersion = ReportExtractor.Version,
        IsOfRings = isOfRings,
        Homes = isOfRings ? [1] : [],
    };

    private static int LinkCount(PartitionReplica replica, GraphMoment moment) => replica.GraphAt(moment).Graph.ReportAt(0)!.Links.Length;

    private static Report Report() => new()
    {
        Key = new ReportKey("a", "1"),
        ReceivedAt = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero),
        Mentions =
        [
            .. Enumerable.Range(0, 16).Select(i => new Mention { Ref = $"n{i}", Kind = MentionKind.Phone, Role = MentionRole.Suspect,
                Value = $"09{20_000_000 + (i * 7_919)}" }),
        ],
        Links = [],
    };
}
