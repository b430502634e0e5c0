using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Resolve.Alerts;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Identifiers.Dates;
using Resolve.Identifiers.Documents;
using Resolve.Identifiers.Mentions;
using Resolve.Persons.Records;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Runtime.Ports;
using Resolve.Silo.Cluster;
using Resolve.Silo.Grains;
using Resolve.Silo.Tests.Cluster;

namespace Resolve.Silo.Tests.Serialization;

/// <summary>What crosses the wire or lies in rows: comes back as it was, and in the same bytes as ever.</summary>
public sealed class WireTests : IDisposable
{
    private static readonly DateTimeOffset s_time = new(2026, 3, 2, 8, 15, 0, TimeSpan.FromHours(7));

    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer(b => b.AddAssembly(typeof(EntityRow).Assembly)).BuildServiceProvider();

    public static TheoryData<string> Names => [.. Samples.Keys];

    private static Dictionary<string, object> Samples { get; } = new()
    {
        ["key"] = EntityKey.Parse("phone:+84912345678"),
        ["summary"] = new EntitySummary(EntityKey.Parse("person:0123456789abcdef"), EntityKind.Person, "Nguyễn Văn Ổn",
            [new RoleCount(MentionRole.Suspect, 3)], 4, 5, true),
        ["link"] = new LinkView(EntityKey.Parse("phone:+84912345678"), EntityKey.Parse("account:970436:1"), LinkKind.Transferred, 6_000, 2, true,
            s_time, null, [Evidence()]),
        ["filter"] = new GraphFilter { Kinds = [EntityKind.Phone], LinkKinds = [LinkKind.Holds], Roles = [MentionRole.Victim], From = s_time,
            WeightMillibitsMin = 7, HubDegreeMax = 9 },
        ["page"] = new Page<LinkView>(7, [], 3, "o2"),
        ["detail"] = new EntityDetail(new EntitySummary(EntityKey.Parse("online:telegram:vip"), EntityKind.Online, "vip", [], 1, 0, false), s_time, null, [],
            []),
        ["ring"] = SampleRing(),
        ["claims"] = new ClaimPage([2, 1], [3, 4, 7], [UInt128.MaxValue], [UInt128.One], -1),
        ["ring-page"] = new RingPage([new DescribedRing(SampleRing(), ["record:00000000000000000000000000000001"])], ["ring:0123456789abcdef"], true),
        ["interest"] = new Interest("87/PC02", "a", "c", "p", s_time),
        ["touched"] = new EntityTouched("phone:+84912345678", 7, [new ReportKey("s", "1")]),
        ["links-question"] = new LinksRequest(7, new GraphFilter { Kinds = [EntityKind.Phone] }, 5, "o2"),
        ["entity-row"] = new EntityRow { Interests = [new Interest("87/PC02", "a", "c", "p", s_time)] },
        ["record"] = SampleRecord(),
        ["block-batch"] = new BlockBatch { Epoch = 1, Number = 2, Reset = new BlockReset(3, [4], null, true), IsLast = true,
            Went = [5], Came = [SampleRecord()] },
        ["crossed"] = new CrossedKey(ulong.MaxValue, true, [UInt128.MaxValue]),
        ["weigh"] = new ScoreRequest(1, 2, [3], [4], [5]),
        ["match-edges"] = new MatchEdges([1], [2], [-3], true),
        ["hits"] = new BlockHits([1], [2], [2]),
        ["receipt"] = new Receipt(new ReportKey("decision", "d"), 2, SubmissionOutcome.Duplicate, 7, [new FieldError("a", "b", "c")]),
        ["walk"] = SampleWalk(),
        ["cut-walk"] = SampleWalk() with { Cuts = [new HopCut(1, 7, 2), new HopCut(2, 300, 2)], Nodes = [.. SampleWalk().Nodes.Select(static n =>
            n with { IsCut = true })] },
        ["neighbours-part"] = new NeighboursPart(9, [1, 2], [3], [4], [5], [6], [1], [7], [8]),
        ["neighbours-request"] = new NeighboursRequest(new GraphMoment(7, 3), [1], GraphFilter.None, 2, 3),
        ["timeline-request"] = new TimelineRequest(new GraphMoment(7, 3), [1], s_time, null, 3),
        ["neighbours"] = new Page<Neighbour>(7, [new Neighbour(new EntitySummary(EntityKey.Parse("phone:+84912345678"), EntityKind.Phone,
            "+84912345678", [], 1, 2, false),
            9_000, 2, [LinkKind.Holds], true, s_time, null)], 3, "o1"),
        ["subgraph"] = new SubgraphAnswer(7, [], [], [EntityKey.Parse("phone:+84912345678")]),
        ["counts"] = new CountAnswer(7, [new HopCount(1, 2, 1, [new KindCount(EntityKind.Phone, 2)])], []),
        ["timeline"] = new TimelineAnswer(7, [new TimelineEvent(s_time, "s", "1", 2, "87/PC02", "87", 5,
            [new TimelineMention(EntityKey.Parse("phone:+84912345678"), MentionRole.Suspect, "m")])], [], "o1"),
        ["delivered-alert"] = new DeliveredAlert(7, s_time.ToUniversalTime(),
            new Alert { Id = "alert:0123456789abcdef", Kind = AlertKind.WatchSeen, Watch = "W-1", Because = [new ReportKey("s", "1")],
            Units = ["87/PC02"], Position = 9 }, true),
        ["alert-counts"] = new AlertCounts(3, 2, 9),
        ["alert-query"] = new AlertQuery { Unit = "87", Kinds = [AlertKind.RingNew], Since = s_time, UnreadOnly = true, After = 3, Limit = 7 },
        ["ring-question"] = new RingQuestion(SampleRing(), [[EntityKey.Parse("phone:+84912345678")], []]),
        ["ring-evidence"] = new RingEvidenceSummary { Units = ["87/PC02"], Position = 4, Newest = [new ReportKey("s", "1")],
            Places = [new ReachedPlace("KH", true, ["imsi"], [EntityKey.Parse("device:imsi:456011234567890")], new ReportKey("s", "1"), true)],
            Bridges = [[new ReportKey("s", "1")], []] },
        ["sighting"] = new WatchSighting("W-1", new ReportKey("s", "1"), 5, EntityKey.Parse("person:0123456789abcdef"),
            "record:00000000000000000000000000000001"),
        ["suspended-links"] = new SuspendedLinks(new ReportKey("s", "1"), null,
            [new LaterReport(new ReportKey("s", "2"), 6, [new SharedEntity(EntityKey.Parse("phone:+84912345678"), null)])]),
        ["watch-question"] = new WatchQuestion("W-1", EntityKey.Parse("phone:+84912345678"), 3, s_time),
        ["report-batch"] = new ReportBatch([[1, 2]], [[3]]),
        ["partition-batch"] = new ReplicaBatch { Epoch = 1, Position = 2, Map = new PartitionMap { Number = 1, Silos = [], Owners = [] }, Removes = [3],
            Adds = [4, 5], Contents = [[6], []], Persons = [[7]], Excluded = [8] },
        ["partition-batch-of-slices"] = new ReplicaBatch
        {
            Epoch = 1, Position = 2, Map = new PartitionMap { Number = 1, Silos = [], Owners = [] }, Adds = [4, 5], Contents = [[6], []],
                Wanted = [3, ulong.MaxValue],
            Persons = [[7]], PersonKeys = [8], Narrows = [9], NarrowsWanted = [1], ExtractorVersion = 1,
        },
        ["held-reports"] = new HeldReports([3, 4], [ulong.MaxValue, 2], [ulong.MaxValue, 1]),
        ["rows-request"] = new RowsRequest(new GraphMoment(7, 3), [1, 2], new GraphFilter { Kinds = [EntityKind.Phone] }, PathRows.ToWalkThrough),
        ["rows-answer"] = new RowsAnswer(["phone:+84912345678"], [1], [2], [3, 4], [5]),
        ["between-request"] = new BetweenRequest(new GraphMoment(7, 3), [1], [2], GraphFilter.None),
        ["history-question"] = new RingHistoryRequest(
            SampleRing(), [], ["record:00000000000000000000000000000001"], ["ring:0123456789abcdef"],
            [new DecidedByKey(EntityKey.Parse("person:0123456789abcdef"), EntityKey.Parse("person:0123456789abcdee"), null, ["ring:0123456789abcdef"])]),
        ["failure"] = new JournalException(JournalFailure.Unavailable, "away"),
        ["refused"] = new FactRefusedException(JournalEntryKind.Decision, [new FieldError("at", "range", "m")]),
        ["highest"] = new NoHigherVersionException(JournalEntryKind.Decision),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_value_comes_back_as_it_was(string name)
    {
        Serializer serializer = _services.GetRequiredService<Serializer>();
        byte[] bytes = serializer.SerializeToArray<object>(Samples[name]);
        object back = serializer.Deserialize<object>(bytes)!;
        Assert.Equal(Samples[name].GetType(), back.GetType());
        if (back is FactRefusedException refused) Assert.Equal((JournalEntryKind.Decision, new FieldError("at", "range", "m")),
            (refused.Kind, Assert.Single(refused.Errors)));
        else if (back is NoHigherVersionException highest) Assert.Equal(JournalEntryKind.Decision, highest.Kind);
        else if (back is JournalException failure) Assert.Equal((JournalFailure.Unavailable, "away"), (failure.Failure, failure.Message));
        else Assert.Equal(JsonText.Of(Samples[name]), JsonText.Of(back));
    }

    /// <summary>The bytes are held by their hash: a change here breaks silos of two versions side by side, and rows that were written before. Documents
    /// (rings, details) may grow and are not held.</summary>
    [Theory]
    [InlineData("key", "65:3ff1f9c67d0169565b440bdcfb70ff0e")]
    [InlineData("summary", "113:97671ffcc9b2e53c84377cae2e6f80e1")]
    [InlineData("link", "215:8974dceed79c97c260da585d17d68263")]
    [InlineData("filter", "86:e28d20e0c26816eebee9c54412531635")]
    [InlineData("page", "100:dbccfaa6ab33825a463137c7a62f2daf")]
    [InlineData("record", "220:6966b6c20a8798b78b997871385e9367")]
    [InlineData("block-batch", "228:a6ce365d371e70c7272fb1241de1f8b0")]
    [InlineData("crossed", "61:1c23ed1f6a13782cbdc27f534f31d2c0")]
    [InlineData("weigh", "52:1f1172ca473ce3fe6e71614f2ce7d1e2")]
    [InlineData("match-edges", "47:b00aad64f324d3282d9054993c0ec20b")]
    [InlineData("hits", "42:4fcc96c13b8af73c2b03ad98c8462fef")]
    [InlineData("walk", "195:4b6b5d636c978a0f8ff64e1dd7742a1d")]
    [InlineData("delivered-alert", "189:84c068b05dbf9af09c2efbedb94288d2")]
    [InlineData("alert-counts", "63:3fa9e0c915f86eea3aaeaf04dad426a7")]
    [InlineData("watch-question", "80:8168bfb7217785ba16b87c20c05db5ea")]
    [InlineData("report-batch", "44:15f1c2d212cb6f373518f6b5e7b92c7f")]
    [InlineData("partition-batch", "106:9ff0c1e972301ab1b02b326a5e254e9c")]
    [InlineData("failure", "70:c2587f0a8ea45cb4f6342ee77426c841")]
    public void A_value_has_the_bytes_it_always_had(string name, string expected)
    {
        byte[] bytes = _services.GetRequiredService<Serializer>().SerializeToArray<object>(Samples[name]);
        Assert.Equal(expected, $"{bytes.Length}:{StableHash.Of128(bytes):x32}");
    }

    public void Dispose() => _services.Dispose();

    private static EvidenceView Evidence() =>
        new("dongthap/pc02", "TB-1", 1, "v", "a", MentionRole.Victim, MentionRole.Suspect, s_time, 250_000_000m, "VND", "FT1", "87/PC02", 12);

    private static PersonRecord SampleRecord() => new()
    {
        Fingerprint = UInt128.Parse("0123456789abcdef0123456789abcdef", System.Globalization.NumberStyles.HexNumber, null),
        Name = "Nguyễn Văn Ổn",
        Aliases = ["Tý"],
        BirthDate = new PartialDate(1987, 3, 0),
        Documents = [new IdentityDocument("cccd", "VN", "087187001234")],
        UncertainDocuments = [new IdentityDocument("passport", "KH", "N1")],
        Addresses = ["Đồng Tháp"],
        Sex = "F",
        Holds = [EntityKey.Parse("phone:+84912345678")],
        Contacts = ["12345"],
        Discriminator = "a/1#m",
    };

    private static ExpandAnswer SampleWalk()
    {
        var phone = new EntitySummary(EntityKey.Parse("phone:+84912345678"), EntityKind.Phone, "+84912345678",
            [new RoleCount(MentionRole.Suspect, 300)], 300, 2, false);
        var person = new EntitySummary(EntityKey.Parse("person:0123456789abcdef"), EntityKind.Person, "Nguyễn Văn Ổn", [], 1, 1, true);
        var link = new LinkView(phone.Key, person.Key, LinkKind.Holds, 8_000, 1, false, s_time.ToUniversalTime(), null, []);
        return new ExpandAnswer(1_000, [new ReachedEntity(0, phone, true), new ReachedEntity(1, person, false)], [link],
            [EntityKey.Parse("account:970436:1")], 7, "o2");
    }

    private static Ring SampleRing() => new()
    {
        Id = "ring:0123456789abcdef",
        Members = [new RingMember(EntityKey.Parse("phone:+84912345678"), "+84912345678", 2, 1)],
        Victims = [EntityKey.Parse("person:0123456789abcdef")],
        Reports = [new ReportKey("s", "1")],
        Loss = [new Money(250_000_000.50m)],
        Provinces63 = ["87"],
        Provinces34 = ["82"],
        ForeignTies = [new ForeignTie("KH", [new ForeignIndicator(EntityKey.Parse("phone:+85512345678"), "calling-code", SignStrength.Weak)])],
        Typologies = ["S05"],
        FirstSeen = s_time,
        LastSeen = null,
    };
}
