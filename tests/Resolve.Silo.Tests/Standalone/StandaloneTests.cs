using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Storage;
using Resolve.Client;
using Resolve.Client.Contracts;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Mapping;
using Resolve.Server.Standalone;
using Resolve.Silo.Grains;
using Resolve.Silo.Tests.Cluster;
using Resolve.Storage.Sqlite;
using Resolve.TestKit;

namespace Resolve.Silo.Tests.Standalone;

/// <summary>The standalone server: one silo, whose grains answer from the replica that the HTTP interface answers from.</summary>
public sealed class StandaloneTests
{
    private static readonly Interest[] s_interests =
    [
        .. Enumerable.Range(0, 3).Select(i => new Interest("87/PC02", $"officer {i}", "c", "p", new DateTimeOffset(2026, 3, 2, 8, i, 0, TimeSpan.Zero))),
    ];

    [Fact]
    public async Task Entity_grains_answer_what_the_http_interface_answers()
    {
        using var directory = new TemporaryDirectory();
        await using StandaloneServer server = await StandaloneServer.StartAsync(
            new StandaloneSettings(directory.File("data"), "http://127.0.0.1:0", Demo: true), TextWriter.Null, CancellationToken.None);
        using var http = new HttpClient { BaseAddress = new Uri(server.Urls.First()) };
        var client = new ResolveClient(http);
        long position = (await client.GetStateAsync()).JournalPosition;
        var rings = new List<RingData>();
        // a list leaves members out
        foreach (RingData ring in (await client.ListRingsAsync(atLeast: position)).Items) rings.Add((await client.GetRingAsync(ring.Id))!);
        string[] keys = [.. rings.SelectMany(r => r.Members!).Select(m => m.Key).Distinct()];
        Assert.Equal(["account", "device", "online", "person", "phone"], keys.Select(k => k.Split(':')[0]).Distinct().Order(StringComparer.Ordinal));
        foreach (string key in keys)
        {
            IEntityGrain grain = EntityGrains.Of(server.Grains, EntityKey.Parse(key));
            EntityDetail? detail = await grain.DescribeAsync(position);
            Assert.Equal(JsonText.Of(await client.GetEntityAsync(key)), JsonText.Of(detail?.ToData()));
            Page<LinkView>? links = await grain.LinksAsync(new LinksRequest(position, new GraphFilter(), 100, null));
            PageData<LinkData>? expected = await client.GetLinksAsync(key);
            Assert.NotEmpty(expected!.Items);
            Assert.Equal(JsonText.Of(expected), JsonText.Of(links?.ToData(l => l.ToData())));
        }
        Assert.Null(await server.Grains.GetGrain<IPhoneGrain>("phone:+84999999999").DescribeAsync(position));
    }

    [Fact]
    public async Task A_grains_state_is_there_after_a_restart_and_an_older_one_is_not_written_over_it()
    {
        using var directory = new TemporaryDirectory();
        await using ServiceProvider services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        GrainId id = GrainId.Create("phone", "phone:+84391234567"), other = GrainId.Create("phone", "phone:+84391234568");
        var old = new GrainState<EntityRow>();
        await using (SqliteStateStore store = SqliteStateStore.Open(directory.FullPath))
        {
            var storage = new SqliteGrainStorage(store, serializer);
            await storage.ReadStateAsync("entity.phone", id, old);
            Assert.False(old.RecordExists);
            var state = new GrainState<EntityRow>();
            await storage.ReadStateAsync("entity.phone", id, state);
            state.State!.Add(s_interests[0]);
            await storage.WriteStateAsync("entity.phone", id, state);
            state.State!.Add(s_interests[1]);
            await storage.WriteStateAsync("entity.phone", id, state);
        }
        await using SqliteStateStore again = SqliteStateStore.Open(directory.FullPath);
        var after = new SqliteGrainStorage(again, serializer);
        var read = new GrainState<EntityRow>();
        await after.ReadStateAsync("entity.phone", id, read);
        Assert.True(read.RecordExists);
        Assert.Equal([s_interests[1], s_interests[0]], read.State!.Interests);
        await Assert.ThrowsAsync<InconsistentStateException>(() => after.WriteStateAsync("entity.phone", id, old));
        var neighbour = new GrainState<EntityRow>();
        await after.ReadStateAsync("entity.phone", other, neighbour);
        Assert.False(neighbour.RecordExists);
        await after.ClearStateAsync("entity.phone", id, read);
        await after.ReadStateAsync("entity.phone", id, read);
        Assert.False(read.RecordExists);
        Assert.Empty(read.State!.Interests);
        read.State!.Add(s_interests[2]);
        await after.WriteStateAsync("entity.phone", id, read);
        await after.ReadStateAsync("entity.phone", id, read);
        Assert.True(read.RecordExists);
        Assert.Equal([s_interests[2]], read.State!.Interests);
    }

    [Fact]
    public async Task Interests_are_there_after_a_restart_and_a_follower_is_notified_of_a_report_that_came()
    {
        using var directory = new TemporaryDirectory();
        var settings = new StandaloneSettings(directory.File("data"), "http://127.0.0.1:0", Demo: false);
        EntityKey key = EntityKey.Parse("phone:+84912345678");
        await using (StandaloneServer server = await StandaloneServer.StartAsync(settings, TextWriter.Null, CancellationToken.None))
            Assert.Empty(await EntityGrains.Of(server.Grains, key).AskAsync(s_interests[0]));
        await using StandaloneServer again = await StandaloneServer.StartAsync(settings, TextWriter.Null, CancellationToken.None);
        IEntityGrain grain = EntityGrains.Of(again.Grains, key);
        Assert.Equal([s_interests[0]], await grain.AskAsync(s_interests[1]));
        var follower = new Follower();
        await grain.SubscribeAsync(again.Grains.CreateObjectReference<IEntityObserver>(follower));
        using var http = new HttpClient { BaseAddress = new Uri(again.Urls.First()) };
        var client = new ResolveClient(http);
        await client.SubmitAsync(ReportOf("other", "0987654321"));
        ReceiptData receipt = await client.SubmitAsync(ReportOf("1", "0912345678"));
        EntityTouched touched = await follower.Touched.Task.WaitAsync(TestCluster.Patience);
        Assert.Equal((key.ToString(), receipt.Position), (touched.Key, touched.Position));
        Assert.Equal(["1"], touched.Reports.Select(r => r.Id));
    }

    private static byte[] ReportOf(string id, string phone) => System.Text.Encoding.UTF8.GetBytes(
        $$"""{"source":"s","id":"{{id}}","mentions":[{"ref":"p","kind":"phone","role":"suspect","value":"{{phone}}"}]}""");

    private sealed class Follower : IEntityObserver
    {
        public TaskCompletionSource<EntityTouched> Touched { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task TouchedAsync(EntityTouched touched)
        {
            Touched.TrySetResult(touched);
            return Task.CompletedTask;
        }
    }
}
