using System.Globalization;
using System.Reflection;
using System.Threading.Channels;
using Npgsql;
using Resolve.Decisions;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;
using Resolve.Silo.Cluster;
using Resolve.Silo.Grains;
using Resolve.Silo.Hosting;
using Resolve.Silo.Tests.Cluster;
using Resolve.TestKit.Facts;
using Resolve.TestKit.Postgres;

namespace Resolve.Silo.Tests.Grains;

/// <summary>Entity grains: what their rows hold, under which names, and that they answer as the replica does.</summary>
public class GrainTests
{
    private static readonly DateTimeOffset s_time = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_grain_class_has_a_state_name_of_its_own()
    {
        string[] names =
        [
            .. typeof(EntityGrain).Assembly.GetTypes().Where(t => typeof(Grain).IsAssignableFrom(t) && !t.IsAbstract)
                .SelectMany(t => t.GetConstructors()).SelectMany(c => c.GetParameters())
                .Select(p => p.GetCustomAttribute<PersistentStateAttribute>()?.StateName).OfType<string>(),
        ];
        Assert.Equal(EntityKinds.All.Count, names.Length);
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Empty(names.Intersect(StateNames.Retired, StringComparer.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("plate:51F-12345")]
    [InlineData("phone:+84912345678")]
    [InlineData("account:970436:0071000123456")]
    [InlineData("device:imei:356938035643809")]
    [InlineData("online:telegram:vip")]
    [InlineData("person:0123456789abcdef")]
    [InlineData("leader:all")]
    public void No_key_reads_as_a_number_or_a_guid(string key)
    {
        Assert.False(Guid.TryParse(key, out _));
        Assert.False(UInt128.TryParse(key, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out _));
        Assert.False(long.TryParse(key, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out _));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_row_is_the_same_whatever_the_order_and_stays_bounded(ulong seed)
    {
        var random = new SplitMix(seed);
        Interest[] interests =
        [
            .. Enumerable.Range(0, 700).Select(_ => new Interest($"u{random.Below(5)}", $"o{random.Below(20)}", $"c{random.Below(4)}", "p",
                s_time.AddMinutes(random.Below(1_000)))),
        ];
        var row = new EntityRow();
        foreach (Interest interest in interests) row.Add(interest);
        foreach (Interest interest in interests) Assert.False(row.Add(interest));
        var turned = new EntityRow();
        foreach (Interest interest in interests.Reverse()) turned.Add(interest);
        Assert.Equal(row.Interests, turned.Interests);
        Assert.Equal(EntityRow.InterestCountMax, row.Interests.Count);
        Interest[] newest = [.. interests.GroupBy(i => (i.Unit, i.Officer, i.Case)).Select(g => g.MaxBy(i => i.At)!).OrderByDescending(i => i.At)
            .Take(EntityRow.InterestCountMax)];
        Assert.Equal(newest.Select(i => i.At), row.Interests.Select(i => i.At));
    }

    [Fact]
    public void Others_are_whoever_else_asked_within_the_window()
    {
        var row = new EntityRow();
        var mine = new Interest("u", "me", "c1", "p", s_time);
        row.Add(mine);
        row.Add(mine with { Case = "c2" });
        row.Add(new Interest("v", "near", "c", "p", s_time.AddDays(-9)));
        row.Add(new Interest("v", "later", "c", "p", s_time.AddDays(10)));
        row.Add(new Interest("v", "far", "c", "p", s_time.AddDays(-11)));
        row.Add(new Interest("u", "colleague", "c", "p", s_time));
        Assert.Equal(["later", "colleague", "near"], EntityRow.OthersThan([.. row.Interests], mine, TimeSpan.FromDays(10)).Select(i => i.Officer));
        Assert.Throws<ArgumentException>((mine with { Case = " " }).Check);
        Assert.Throws<ArgumentException>((mine with { Purpose = new string('x', Interest.TextLengthMax + 1) }).Check);
    }

    [PostgresFact]
    public async Task Grains_answer_as_the_replica_does_and_write_no_row()
    {
        await using TestCluster cluster = await TestCluster.StartAsync(2, new ClusterModel { Rings = new() { MemberCountMin = 2, ReportCountMin = 1 } });
        List<Report> facts = new RandomFacts(11).Make(120);
        long last = await cluster.FeedAsync(facts, 7);
        ClusterView view = await cluster.Service<PartitionReplica>().RingViewAtAsync(last, CancellationToken.None);
        var kinds = new HashSet<EntityKind>();
        for (int silo = 0; silo < 2; silo++)
        {
            var host = cluster.Service<PartitionReplica>(silo);
            ReplicaGraph graph = host.GraphAt(view.Moment);
            foreach (int node in graph.Graph.Nodes().Where(n => host.Answers(view, graph.PartitionOf(n))))
            {
                EntityKey key = graph.KeyOf(node);
                IEntityGrain grain = EntityGrains.Of(cluster.Orleans.Client, key);
                Assert.Equal(JsonText.Of(EntityReader.Describe(graph.Graph, node, GraphFilter.HubDegreeDefault)),
                    JsonText.Of((await grain.DescribeAsync(last))!));
                Page<LinkView> links = (await grain.LinksAsync(new LinksRequest(last, GraphFilter.None, 50, null)))!;
                Assert.Equal(JsonText.Of(GraphQuestions.Links(graph.Graph, key, GraphFilter.None, 50, null)!), JsonText.Of(links));
                kinds.Add(key.Kind);
            }
        }
        Assert.True(kinds.Count >= 3, string.Join(", ", kinds));
        Assert.Null(await EntityGrains.Of(cluster.Orleans.Client, EntityKey.Parse("phone:+84900000001")).DescribeAsync(last));
        Assert.Null(await EntityGrains.Of(cluster.Orleans.Client, EntityKey.Parse("person:0000000000000001")).DescribeAsync(last));
        Assert.Equal(0L, await ScalarAsync(cluster, "SELECT count(*) FROM OrleansStorage"));
    }

    [PostgresFact]
    public async Task Interests_are_durable_and_survive_the_activation()
    {
        await using TestCluster cluster = await TestCluster.StartAsync(2);
        await cluster.FeedAsync([Phones("1", "0912345678", "0987654321")], 1);
        IEntityGrain phone = EntityGrains.Of(cluster.Orleans.Client, EntityKey.Parse("phone:+84912345678"));
        var first = new Interest("87/PC02", "a", "c1", "p", s_time);
        Assert.Empty(await phone.AskAsync(first));
        Assert.Empty(await phone.AskAsync(first));
        Assert.Equal([first], await phone.AskAsync(new Interest("79/PC02", "b", "c2", "p", s_time.AddDays(1))));
        await cluster.Orleans.DeactivateAsync(phone);
        Assert.Equal(["b", "a"], (await phone.InterestsAsync()).Select(i => i.Officer));
        Assert.Equal(1L, await ScalarAsync(cluster,
            "SELECT count(*) FROM OrleansStorage WHERE GrainTypeString = 'entity.phone' AND PayloadBinary IS NOT NULL"));
        await Assert.ThrowsAsync<ArgumentException>(() => phone.AskAsync(first with { Unit = "" }));
        Assert.Empty(await EntityGrains.Of(cluster.Orleans.Client, EntityKey.Parse("phone:+84987654321")).InterestsAsync());
    }

    [PostgresFact]
    public async Task Who_asked_about_a_person_is_known_by_any_of_its_keys_and_a_merge_that_is_taken_back_takes_nothing_along()
    {
        await using TestCluster cluster = await TestCluster.StartAsync(2);
        long last = await cluster.FeedAsync([Person("1", "Nguyễn Văn Ổn", 1), Person("2", "Trần Thị Bưởi", 2)], 1);
        EntityKey[] keys = [.. (await cluster.Resolver.AskAsync(new SearchQuestion("Nguyễn Văn Ổn", 5), last, CancellationToken.None)).Concat(
            await cluster.Resolver.AskAsync(new SearchQuestion("Trần Thị Bưởi", 5), last, CancellationToken.None)).Select(h => h.Entity.Key)
                .Where(k => k.Kind == EntityKind.Person)];
        Assert.Equal(2, keys.Length);
        var asked = new List<Interest>();
        foreach (EntityKey key in keys)
        {
            asked.Add(new Interest("87/PC02", $"of {key}", "c", "p", s_time));
            Assert.Empty(await EntityGrains.Of(cluster.Orleans.Client, key).AskAsync(asked[^1]));
        }
        last = (await cluster.Resolver.DecideAsync(
            new Decision { Id = "d", At = s_time, Kind = DecisionKind.Same, Persons = [.. keys], By = "x", Reason = "y" }, CancellationToken.None)).Position;
        foreach (EntityKey key in keys)
        {
            IEntityGrain grain = EntityGrains.Of(cluster.Orleans.Client, key);
            Assert.Equal(keys[0], (await WhenReadyAsync(() => grain.DescribeAsync(last)))!.Summary.Key);
            Assert.Equal(asked.Select(i => i.Officer).Order(), (await WhenReadyAsync(grain.InterestsAsync)).Select(i => i.Officer).Order());
        }
        var late = new Interest("79/PC02", "late", "c", "p", s_time);
        Assert.Equal(asked.Select(i => i.Officer).Order(), (await EntityGrains.Of(cluster.Orleans.Client, keys[1]).AskAsync(late))
            .Select(i => i.Officer).Order());
        last = (await cluster.Resolver.UndoAsync("d", s_time.AddDays(1), CancellationToken.None))!.Position;
        for (int i = 0; i < keys.Length; i++)
        {
            IEntityGrain grain = EntityGrains.Of(cluster.Orleans.Client, keys[i]);
            Assert.Equal(keys[i], (await WhenReadyAsync(() => grain.DescribeAsync(last)))!.Summary.Key);
            string[] own = i == 1 ? ["late", asked[i].Officer] : [asked[i].Officer];
            Assert.Equal(own, (await WhenReadyAsync(grain.InterestsAsync)).Select(n => n.Officer).Order());
        }
        Assert.Equal(2L, await ScalarAsync(cluster,
            "SELECT count(*) FROM OrleansStorage WHERE GrainTypeString = 'entity.person' AND PayloadBinary IS NOT NULL"));
    }

    [PostgresFact]
    public async Task A_follower_is_notified_once_a_round_of_what_touches_the_entity()
    {
        await using TestCluster cluster = await TestCluster.StartAsync(2);
        await cluster.FeedAsync([Phones("1", "0912345678", "0987654321")], 1);
        IEntityGrain phone = EntityGrains.Of(cluster.Orleans.Client, EntityKey.Parse("phone:+84912345678"));
        var seen = new Follower();
        IEntityObserver reference = cluster.Orleans.Client.CreateObjectReference<IEntityObserver>(seen);
        await phone.SubscribeAsync(reference);
        await cluster.FeedAsync([Phones("other", "0911111111", "0922222222")], 1);
        await cluster.FeedAsync([Phones("2", "0912345678", "0933333333"), Phones("3", "0912345678", "0944444444")], 2);
        EntityTouched touched = await seen.NextAsync();
        Assert.Equal("phone:+84912345678", touched.Key);
        Assert.Equal(["2", "3"], touched.Reports.Select(r => r.Id).Order());
        await cluster.Resolver.WithdrawAsync(new ReportKey("s", "2"), null, CancellationToken.None);
        Assert.Empty((await seen.NextAsync()).Reports);
        await phone.UnsubscribeAsync(reference);
        long last = await cluster.FeedAsync([Phones("4", "0912345678", "0955555555")], 1);
        await phone.DescribeAsync(last);
        Assert.Equal(0, seen.Count);
    }

    [PostgresFact]
    public async Task Migrate_removes_the_rows_that_repeated_the_index_and_no_others()
    {
        await using TestCluster cluster = await TestCluster.StartAsync(1);
        await cluster.FeedAsync([Phones("1", "0912345678", "0987654321")], 1);
        await EntityGrains.Of(cluster.Orleans.Client, EntityKey.Parse("phone:+84912345678")).AskAsync(new Interest("u", "o", "c", "p", s_time));
        foreach (string name in StateNames.Retired)
        {
            await ExecuteAsync(cluster, $"""
                INSERT INTO OrleansStorage (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary,
                ModifiedOn, Version)
                VALUES (1, 0, 0, 1, '{name}', 'phone:+84912345678', '{cluster.Options.ServiceId}', '\x00', now(), 1)
                """);
        }
        await ClusterSchema.MigrateAsync(cluster.Options, CancellationToken.None);
        Assert.Equal(1L, await ScalarAsync(cluster, "SELECT count(*) FROM OrleansStorage"));
        Assert.Equal(1L, await ScalarAsync(cluster, "SELECT count(*) FROM OrleansStorage WHERE GrainTypeString = 'entity.phone'"));
    }

    private static Report Phones(string id, string one, string other) => new()
    {
        Key = new ReportKey("s", id),
        Mentions = [new Mention { Ref = "t", Kind = MentionKind.Phone, Role = MentionRole.Suspect, Value = one },
            new Mention { Ref = "u", Kind = MentionKind.Phone, Role = MentionRole.Suspect, Value = other }],
    };

    private static Report Person(string id, string name, int day) => new()
    {
        Key = new ReportKey("s", id),
        ReceivedAt = s_time.AddDays(day),
        Mentions = [new Mention { Ref = "p", Kind = MentionKind.Person, Role = MentionRole.Suspect, Name = name }],
    };

    /// <summary>Asks again while the partition moves, as callers do.</summary>
    private static async Task<T> WhenReadyAsync<T>(Func<Task<T>> ask)
    {
        for (int i = 0; ; i++)
        {
            try
            {
                return await ask();
            }
            catch (ReplicaNotReadyException) when (i < 100)
            {
                await Task.Delay(100);
            }
        }
    }

    private static async Task<long> ScalarAsync(TestCluster cluster, string sql)
    {
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(cluster.Options.ConnectionString);
        await using NpgsqlCommand command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(TestCluster cluster, string sql)
    {
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(cluster.Options.ConnectionString);
        await using NpgsqlCommand command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private sealed class Follower : IEntityObserver
    {
        private readonly Channel<EntityTouched> _seen = Channel.CreateUnbounded<EntityTouched>();

        public int Count => _seen.Reader.Count;

        public async Task TouchedAsync(EntityTouched touched) => await _seen.Writer.WriteAsync(touched);

        public Task<EntityTouched> NextAsync() => _seen.Reader.ReadAsync().AsTask().WaitAsync(TestCluster.Patience);
    }
}
