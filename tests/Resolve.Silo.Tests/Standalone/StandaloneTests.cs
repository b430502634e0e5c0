using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Storage;
using Resolve.Client;
using Resolve.Client.Contracts;
using Resolve.Graph.Questions;
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
        foreach (RingData ring in (await client.ListRingsAsync(atLeast: position)).Items) rings.Add((await client.GetRingAsync(ring.Id))!); // a list leaves members out
        string[] keys = [.. rings.SelectMany(r => r.Members!).Select(m => m.Key).Distinct()];
        Assert.Equal(["account", "device", "online", "person", "phone"], keys.Select(k => k.Split(':')[0]).Distinct().Order(StringComparer.Ordinal));
        foreach (string key in keys)
        {
            IEntityGrain grain = GrainOf(server.Grains, key);
            EntityDetail? detail = await grain.DescribeAsync(position);
            Assert.Equal(JsonText.Of(await client.GetEntityAsync(key)), JsonText.Of(detail?.ToData()));
            Page<LinkView>? links = await grain.LinksAsync(position, new GraphFilter(), 100, null);
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
        var old = new GrainState<EntityDocument>();
        await using (SqliteStateStore store = SqliteStateStore.Open(directory.FullPath))
        {
            var storage = new SqliteGrainStorage(store, serializer);
            await storage.ReadStateAsync(StateNames.Phone, id, old);
            Assert.False(old.RecordExists);
            var state = new GrainState<EntityDocument>();
            await storage.ReadStateAsync(StateNames.Phone, id, state);
            state.State!.Position = 7;
            await storage.WriteStateAsync(StateNames.Phone, id, state);
            state.State!.Position = 8;
            await storage.WriteStateAsync(StateNames.Phone, id, state);
        }
        await using SqliteStateStore again = SqliteStateStore.Open(directory.FullPath);
        var after = new SqliteGrainStorage(again, serializer);
        var read = new GrainState<EntityDocument>();
        await after.ReadStateAsync(StateNames.Phone, id, read);
        Assert.Equal((true, 8L), (read.RecordExists, read.State!.Position));
        await Assert.ThrowsAsync<InconsistentStateException>(() => after.WriteStateAsync(StateNames.Phone, id, old));
        var neighbour = new GrainState<EntityDocument>();
        await after.ReadStateAsync(StateNames.Phone, other, neighbour);
        Assert.False(neighbour.RecordExists);
        await after.ClearStateAsync(StateNames.Phone, id, read);
        await after.ReadStateAsync(StateNames.Phone, id, read);
        Assert.Equal((false, 0L), (read.RecordExists, read.State!.Position));
        read.State!.Position = 9;
        await after.WriteStateAsync(StateNames.Phone, id, read);
        await after.ReadStateAsync(StateNames.Phone, id, read);
        Assert.Equal((true, 9L), (read.RecordExists, read.State!.Position));
    }

    private static IEntityGrain GrainOf(IGrainFactory grains, string key) => key.Split(':')[0] switch
    {
        "phone" => grains.GetGrain<IPhoneGrain>(key),
        "account" => grains.GetGrain<IAccountGrain>(key),
        "device" => grains.GetGrain<IDeviceGrain>(key),
        "online" => grains.GetGrain<IOnlineGrain>(key),
        _ => grains.GetGrain<IPersonGrain>(key),
    };
}
