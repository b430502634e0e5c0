using System.Globalization;
using System.Reflection;
using Npgsql;
using Resolve.Reports;
using Resolve.Silo.Cluster;
using Resolve.Silo.Grains;
using Resolve.Silo.Tests.Cluster;
using Resolve.TestKit.Facts;
using Resolve.TestKit.Postgres;

namespace Resolve.Silo.Tests.Grains;

/// <summary>Entity grains: what they keep, under which names, and that they heal.</summary>
public class GrainTests
{
    [Fact]
    public void Every_grain_class_has_a_state_name_of_its_own()
    {
        string[] names =
        [
            .. typeof(EntityGrain).Assembly.GetTypes().Where(t => typeof(Grain).IsAssignableFrom(t) && !t.IsAbstract)
                .SelectMany(t => t.GetConstructors()).SelectMany(c => c.GetParameters())
                .Select(p => p.GetCustomAttribute<PersistentStateAttribute>()?.StateName).OfType<string>(),
        ];
        Assert.Equal(7, names.Length);
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [InlineData("phone:+84912345678")]
    [InlineData("account:970436:0071000123456")]
    [InlineData("device:imei:356938035643809")]
    [InlineData("online:telegram:vip")]
    [InlineData("record:00000000000000000000000000000abc")]
    [InlineData("ring:00000000deadbeef")]
    [InlineData("conductor:all")]
    public void No_key_reads_as_a_number_or_a_guid(string key)
    {
        Assert.False(Guid.TryParse(key, out _));
        Assert.False(UInt128.TryParse(key, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out _));
        Assert.False(long.TryParse(key, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out _));
    }

    [Fact]
    public void A_document_stays_bounded_and_takes_news_once()
    {
        var document = new EntityDocument();
        var pages = new List<EvidenceLine[]>();
        for (int i = 1; i <= 1_000; i++)
        {
            var news = new EntityNews(i, [Line(i, isOut: false)]);
            pages.AddRange(document.Take(news));
            pages.AddRange(document.Take(news));
        }
        Assert.Equal(1_000, document.MentionCount);
        Assert.Equal(5, pages.Count);
        Assert.All(pages, p => Assert.Equal(EntityDocument.PageCountMax, p.Length));
        Assert.True(document.Lines.Count < EntityDocument.PageCountMax);
        for (int i = 1; i <= 1_000; i++) document.Take(new EntityNews(1_000 + i, [Line(i, isOut: true)]));
        Assert.Equal((0, 0UL), (document.MentionCount, document.Digest));
    }

    [PostgresFact]
    public async Task An_entity_keeps_its_evidence_in_its_row_and_finds_it_again()
    {
        await using TestCluster cluster = await TestCluster.StartAsync(2, change: o => o.GrainWriteDelay = TimeSpan.FromMilliseconds(100));
        Report Of(int i) => new()
        {
            Key = new ReportKey("s", $"{i}"),
            Mentions =
            [
                new Mention { Ref = "t", Kind = MentionKind.Phone, Role = MentionRole.Suspect, Value = "0912345678" },
                new Mention { Ref = "a", Kind = MentionKind.Account, Role = MentionRole.Suspect, Bank = "VCB", Value = $"00710001{i:000000}" },
            ],
        };
        long last = await cluster.FeedAsync(Enumerable.Range(0, 450).Select(Of), 50);
        IPhoneGrain phone = cluster.Orleans.Client.GetGrain<IPhoneGrain>("phone:+84912345678");
        EntityDocument document = await WaitAsync(phone, d => d.MentionCount == 450);
        Assert.Equal(2, document.PageCount);
        Assert.Equal(["account:970436:00710001000449"], document.Lines[^1].Neighbours);
        Assert.Equal(200, (await cluster.Orleans.Client.GetGrain<IEvidencePageGrain>("phone:+84912345678#0").GetAsync()).Length);

        for (long started = Environment.TickCount64; await RowsAsync(cluster, "phone") == 0;)
        {
            Assert.True(Environment.TickCount64 - started < 20_000, "The row was not written.");
            await Task.Delay(100);
        }
        await cluster.Resolver.WithdrawAsync(new ReportKey("s", "7"), null, CancellationToken.None);
        document = await WaitAsync(phone, d => d.MentionCount == 449);
        Assert.True(document.Lines[^1].IsOut);

        // A row that tells another story than the index is made anew.
        await cluster.Orleans.DeactivateAsync(phone);
        await ExecuteAsync(cluster, "DELETE FROM OrleansStorage WHERE GrainIdExtensionString = 'phone:+84912345678'");
        document = await WaitAsync(phone, d => d.MentionCount == 449);
        Assert.DoesNotContain(document.Lines, l => l.IsOut);
        Assert.Equal(449, (await phone.DescribeAsync(last + 1))!.Summary.ReportCount);
        Assert.Equal((449, document.PageCount), (document.Links.Count, document.MentionCount / EntityDocument.PageCountMax));
        Assert.Equal(449, (await EvidenceAsync(phone, document.PageCount)).Count);
    }

    [Fact]
    public void A_document_links_itself_and_lets_go_of_what_is_out_whatever_the_batches()
    {
        EvidenceLine[] lines = [.. Enumerable.Range(0, 60).Select(i => Line(i / 2, isOut: i % 6 == 5) with { Neighbours = ["a", "a", $"n{i % 7}"], Kinds = [1, 2, 3] })];
        var at_once = new EntityDocument { Position = -1 };
        at_once.Take(new EntityNews(99, lines));
        var one_by_one = new EntityDocument { Position = -1 };
        for (int i = 0; i < lines.Length; i++) one_by_one.Take(new EntityNews(i, [lines[i]]));
        Assert.Equal(at_once.Links, one_by_one.Links);
        Assert.Equal([("a", (byte)1, 40), ("a", (byte)2, 40)], at_once.Links.Take(2).Select(l => (l.Neighbour, l.Kind, l.ReportCount)));
        at_once.Take(new EntityNews(100, [.. lines.Select(l => l with { IsOut = !l.IsOut })]));
        Assert.Empty(at_once.Links);
        Assert.Equal((0, 0UL), (at_once.MentionCount, at_once.Digest));
    }

    [Fact]
    public void A_document_with_too_many_links_says_so_and_stays_small()
    {
        var document = new EntityDocument { Position = -1 };
        for (int i = 0; i <= EntityDocument.LinkCountMax; i++)
        {
            Assert.False(document.HasMoreLinks);
            document.Take(new EntityNews(i, [Line(i, isOut: false) with { Neighbours = [$"n{i:0000}"], Kinds = [1] }]));
        }
        Assert.True(document.HasMoreLinks);
        Assert.Empty(document.Links);
        var cut = new EntityDocument { Position = -1 };
        cut.Take(new EntityNews(1, [Line(1, isOut: false) with { Neighbours = ["n"], Kinds = [1], IsCut = true }], [.. Enumerable.Range(0, 300).Select(i => $"r{i}")]));
        Assert.True(cut.HasMoreLinks);
        Assert.Equal(EntityDocument.SameAsMax, cut.SameAs.Length);
        cut.Take(new EntityNews(2, [], ["r1"]));
        Assert.Empty(cut.SameAs);
    }

    [PostgresFact]
    public async Task Grains_know_their_links_and_persons_as_the_index_does()
    {
        await using TestCluster cluster = await TestCluster.StartAsync(2, new ClusterModel { Rings = new() { MemberCountMin = 2, ReportCountMin = 1 } });
        List<Report> facts = new RandomFacts(11).Make(120);
        long last = await cluster.FeedAsync(facts, 7);
        ShareView view = await cluster.Export.ViewAtAsync(last, CancellationToken.None);
        int linked = 0, same = 0;
        for (int silo = 0; silo < 2; silo++)
        {
            var host = cluster.Service<ShareHost>(silo);
            ShareGraph graph = host.GraphAt(view.Position);
            foreach (string token in Enumerable.Range(0, graph.Graph.VertexCount).Where(graph.Graph.IsThere).Select(graph.TokenOf).Where(host.Owns))
            {
                var expected = new EntityDocument { Position = -1 };
                EvidenceLine[] lines = EntityTeller.LinesOf(graph, token);
                expected.Take(new EntityNews(last, lines, EntityTeller.SameAs(graph, token)));
                IEntityGrain grain = EntityTeller.GrainOf(cluster.Orleans.Client, token)!;
                EntityDocument document = await WaitAsync(grain, d => d.MentionCount == lines.Length && d.Digest == expected.Digest && d.SameAs.AsSpan().SequenceEqual(expected.SameAs));
                Assert.Equal(expected.Links, document.Links);
                Assert.False(document.HasMoreLinks);
                linked += document.Links.Count;
                same += document.SameAs.Length;
            }
        }
        Assert.NotEqual((0, 0), (linked, same));
        Assert.Contains(facts, f => f.Withdrawn);
    }

    [PostgresFact]
    public async Task Idle_grains_leave_memory_and_come_back_from_their_rows()
    {
        await using TestCluster cluster = await TestCluster.StartAsync(1, change: o => o.GrainWriteDelay = TimeSpan.FromMilliseconds(100));
        long last = await cluster.FeedAsync(Enumerable.Range(0, 40).Select(i => new Report
        {
            Key = new ReportKey("s", $"{i}"),
            Mentions = [new Mention { Ref = "t", Kind = MentionKind.Phone, Role = MentionRole.Suspect, Value = $"09123456{i:00}" }, new Mention { Ref = "u", Kind = MentionKind.Phone, Role = MentionRole.Suspect, Value = $"09223456{i:00}" }],
        }), 10);
        IPhoneGrain phone = cluster.Orleans.Client.GetGrain<IPhoneGrain>("phone:+84912345607");
        EntityDocument before = await WaitAsync(phone, d => d.Links.Count == 1);
        IManagementGrain management = cluster.Orleans.Client.GetGrain<IManagementGrain>(0);
        Assert.True(await CountAsync(management) > 0);
        for (long started = Environment.TickCount64; await CountAsync(management) > 0; await Task.Delay(200))
        {
            await management.ForceActivationCollection(TimeSpan.FromMilliseconds(50));
            Assert.True(Environment.TickCount64 - started < 30_000, "Idle grains stay in memory.");
        }
        Assert.True(await RowsAsync(cluster, "phone") >= 80);
        EntityDocument after = await phone.GetDocumentAsync();
        Assert.Equal((before.Links[0], last), (Assert.Single(after.Links), after.Position));

        static async Task<int> CountAsync(IManagementGrain management) =>
            (await management.GetSimpleGrainStatistics()).Where(s => s.GrainType.Contains(nameof(PhoneGrain), StringComparison.Ordinal)).Sum(s => s.ActivationCount);
    }

    private static EvidenceLine Line(int position, bool isOut) => new(position, isOut, "s", $"{position}", 1, "m", 0, [], []);

    private static async Task<List<EvidenceLine>> EvidenceAsync(IEntityGrain grain, int lastPage)
    {
        var lines = new List<EvidenceLine>();
        for (int page = 0; page <= lastPage; page++) lines.AddRange(await grain.GetEvidenceAsync(page));
        return lines;
    }

    private static async Task<EntityDocument> WaitAsync(IEntityGrain grain, Func<EntityDocument, bool> until)
    {
        for (long started = Environment.TickCount64; ;)
        {
            EntityDocument document = await grain.GetDocumentAsync();
            if (until(document)) return document;
            Assert.True(Environment.TickCount64 - started < 30_000, $"The grain has {document.MentionCount} mentions.");
            await Task.Delay(50);
        }
    }

    private static async Task<long> RowsAsync(TestCluster cluster, string state)
    {
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(cluster.Options.ConnectionString);
        await using NpgsqlCommand command = source.CreateCommand($"SELECT count(*) FROM OrleansStorage WHERE GrainTypeString LIKE '%{state}%' AND PayloadBinary IS NOT NULL");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(TestCluster cluster, string sql)
    {
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(cluster.Options.ConnectionString);
        await using NpgsqlCommand command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
