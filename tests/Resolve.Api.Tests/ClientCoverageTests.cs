using System.Reflection;
using System.Text;
using Resolve.Client;
using Resolve.Client.Contracts;

namespace Resolve.Api.Tests;

/// <summary>Every public method of the client, called against a running server.</summary>
public class ClientCoverageTests
{
    private static readonly Dictionary<string, Func<Scene, Task>> s_calls = new()
    {
        ["SubmitAsync(ReportData)"] = async s => Assert.Equal(OutcomeWords.Accepted,
            (await s.Client.SubmitAsync(AlertTests.Report("one", 4, "87/PC02", [7]))).Outcome),
        ["SubmitAsync(ReadOnlyMemory)"] = async s => Assert.Equal(OutcomeWords.Accepted, (await s.Client.SubmitAsync(Utf8("two"))).Outcome),
        ["SubmitBatchAsync(IAsyncEnumerable)"] = async s =>
            Assert.Equal(OutcomeWords.Accepted, (await s.Client.SubmitBatchAsync(Lines("three")).SingleAsync()).Outcome),
        ["SubmitBatchAsync(IAsyncEnumerable, Boolean)"] = async s =>
            Assert.Equal(OutcomeWords.Accepted, (await s.Client.SubmitBatchAsync(Lines("four"), quiet: true).SingleAsync()).Outcome),
        ["WithdrawAsync(String, String, Nullable)"] = async s => Assert.Equal(2, (await s.Client.WithdrawAsync("test", "out"))!.Version),
        ["GetReportAsync(String, String)"] = async s => Assert.NotNull(await s.Client.GetReportAsync("test", "C1")),
        ["GetEntityAsync(String, Int64)"] = async s => Assert.Equal("phone", (await s.Client.GetEntityAsync(s.Phone, s.Position))!.Entity.Kind),
        ["GetLinksAsync(String, GraphFilterData, Nullable, String, Int64)"] = async s => Assert.NotEmpty((await s.Client.GetLinksAsync(s.Phone))!.Items),
        ["ExpandAsync(ExpandRequest, Int64)"] = async s => Assert.NotEmpty((await s.Client.ExpandAsync(new ExpandRequest([s.Phone]))).Nodes),
        ["FindPathsAsync(PathsRequest, Int64)"] = async s => Assert.NotEmpty((await s.Client.FindPathsAsync(new PathsRequest(s.Phone, s.Account))).Paths),
        ["FindCommonAsync(CommonRequest, Int64)"] = async s => Assert.Empty((await s.Client.FindCommonAsync(new CommonRequest([s.Phone, s.Account]))).NotFound),
        ["GetNeighboursAsync(String, GraphFilterData, Nullable, String, Int64)"] = async s =>
            Assert.NotEmpty((await s.Client.GetNeighboursAsync(s.Phone, new GraphFilterData { WeightMillibitsMin = 1 }, 5))!.Items),
        ["GetSubgraphAsync(SubgraphRequest, Int64)"] = async s =>
            Assert.NotEmpty((await s.Client.GetSubgraphAsync(new SubgraphRequest([s.Phone, s.Account]))).Links),
        ["CountAsync(CountRequest, Int64)"] = async s => Assert.Equal([0, 1], (await s.Client.CountAsync(new CountRequest([s.Phone]))).Hops.Select(h => h.Hop)),
        ["GetTimelineAsync(TimelineRequest, Int64)"] = async s =>
            Assert.NotEmpty((await s.Client.GetTimelineAsync(new TimelineRequest([s.Phone, s.Account]) { Limit = 2 })).Events),
        ["ListRingsAsync(RingQuery, Int64)"] = async s => Assert.NotEmpty((await s.Client.ListRingsAsync(null, s.Position)).Items),
        ["GetRingAsync(String, Int64)"] = async s => Assert.Equal(s.Ring, (await s.Client.GetRingAsync(s.Ring))!.Id),
        ["GetRingHistoryAsync(String, Int64)"] = async s => Assert.NotEmpty((await s.Client.GetRingHistoryAsync(s.Ring))!.Events),
        ["GetMoneyTrailAsync(String, Int64)"] = async s => Assert.NotNull(await s.Client.GetMoneyTrailAsync(s.Ring)),
        ["GetRingReportAsync(String, String, Nullable, Int64)"] = async s =>
            Assert.Contains("<html", await s.Client.GetRingReportAsync(s.Ring), StringComparison.Ordinal),
        ["SearchAsync(String, Nullable, Int64)"] = async s => Assert.NotEmpty(await s.Client.SearchAsync("0912000111")),
        ["GetStateAsync()"] = async s => Assert.True((await s.Client.GetStateAsync()).Reports > 0),
        ["EnumerateLinksAsync(String, GraphFilterData, Int64)"] = async s => Assert.NotEmpty(await s.Client.EnumerateLinksAsync(s.Phone).ToListAsync()),
        ["EnumerateRingsAsync(RingQuery, Int64)"] = async s => Assert.NotEmpty(await s.Client.EnumerateRingsAsync(new RingQuery { Limit = 1 }).ToListAsync()),
        ["EnumerateAlertsAsync(AlertFilter)"] = async s => Assert.NotEmpty(await s.Client.EnumerateAlertsAsync().ToListAsync()),
        ["EnumerateReachedAsync(ExpandRequest, Int64)"] = EnumerateReached,
        ["DecideAsync(DecisionData)"] = async s =>
            Assert.Equal(OutcomeWords.Accepted, (await s.Client.DecideAsync(new DecisionData("different") { Persons = s.Persons })).Outcome),
        ["ListDecisionsAsync()"] = async s => Assert.NotEmpty(await s.Client.ListDecisionsAsync()),
        ["GetDecisionAsync(String)"] = async s => Assert.Equal("same", (await s.Client.GetDecisionAsync("D/1"))!.Kind),
        ["UndoDecisionAsync(String)"] = async s => Assert.NotNull(await s.Client.UndoDecisionAsync("D/2")),
        ["WhyAsync(String, String)"] = async s => Assert.NotNull(await s.Client.WhyAsync(s.Persons[0], s.Persons[1])),
        ["HowAsync(String)"] = async s => Assert.NotNull(await s.Client.HowAsync(s.Persons[0])),
        ["GetModelAsync()"] = async s => Assert.NotNull(await s.Client.GetModelAsync()),
        ["SearchPersonsAsync(PersonSearchRequest)"] = async s =>
            Assert.NotNull(await s.Client.SearchPersonsAsync(new PersonSearchRequest { Name = "Trần Văn Bê" })),
        ["ParseAsync(ParseRequestData)"] = async s =>
            Assert.Equal("phone:+84912000111", (await s.Client.ParseAsync(new ParseRequestData("phone", "0912 000 111"))).Key),
        ["ListAlertsAsync(AlertFilter, Nullable, String)"] = async s => Assert.NotEmpty((await s.Client.ListAlertsAsync()).Items),
        ["MarkAlertsReadAsync(AlertsReadRequest)"] = async s =>
            Assert.True(await s.Client.MarkAlertsReadAsync(new AlertsReadRequest("79") { UpTo = long.MaxValue }) >= 0),
        ["FollowAlertsAsync(AlertFilter, Nullable)"] = async s => Assert.True((await s.Client.FollowAlertsAsync(null, after: 0).FirstAsync()).Number > 0),
        ["FollowAlertsAsync(IAlertCursor, AlertFilter)"] = FollowWithCursor,
        ["SetWatchAsync(WatchRequest)"] = async s =>
            Assert.Equal(OutcomeWords.Accepted, (await s.Client.SetWatchAsync(new WatchRequest(s.Phone, "79/PC02"))).Outcome),
        ["ListWatchesAsync(String)"] = async s => Assert.Contains(await s.Client.ListWatchesAsync(), w => w.Id == "W/1"),
        ["RemoveWatchAsync(String)"] = async s => Assert.NotNull(await s.Client.RemoveWatchAsync("W/2")),
    };

    private static readonly TimeSpan s_hangs = TimeSpan.FromSeconds(20); // names the call that never answers

    private static string[] Methods => [.. typeof(ResolveClient).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(m => m.Name != nameof(ResolveClient.Dispose)).Select(NameOf)];

    [Fact]
    public async Task Each_method_works_on_a_running_server()
    {
        Assert.Equal(Methods.Order(StringComparer.Ordinal), s_calls.Keys.Order(StringComparer.Ordinal));
        await using ApiHost host = await ApiHost.StartAsync();
        Scene scene = await Scene.MakeAsync(host);
        foreach ((string name, Func<Scene, Task> call) in s_calls)
        {
            Exception? failure = await Record.ExceptionAsync(() => call(scene).WaitAsync(s_hangs));
            Assert.True(failure is null, $"{name}: {failure}");
        }
    }

    [Fact]
    public async Task A_watch_or_decision_that_is_sent_again_is_a_duplicate()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        Scene scene = await Scene.MakeAsync(host);
        WatchRequest watch = new WatchRequest(scene.Phone, "79/PC02").Identified();
        DecisionData decision = new DecisionData("exclude") { Persons = [scene.Persons[0]] }.Identified();
        foreach (string expected in new[] { OutcomeWords.Accepted, OutcomeWords.Duplicate })
        {
            Assert.Equal(expected, (await host.Client.SetWatchAsync(watch)).Outcome);
            Assert.Equal(expected, (await host.Client.DecideAsync(decision)).Outcome);
        }
    }

    private static string NameOf(MethodInfo method) => $"{method.Name}({string.Join(", ", method.GetParameters()
        .Where(p => p.ParameterType != typeof(CancellationToken)).Select(p => p.ParameterType.Name.Split('`')[0]))})";

    private static async Task EnumerateReached(Scene s)
    {
        ExpandData all = await s.Client.ExpandAsync(new ExpandRequest([s.Phone]) { Hops = 2 });
        List<ReachedData> pages = await s.Client.EnumerateReachedAsync(new ExpandRequest([s.Phone]) { Hops = 2, Limit = 2 }).ToListAsync();
        Assert.Equal(all.Nodes.Select(n => n.Entity.Key), pages.Select(n => n.Entity.Key));
    }

    private static async Task FollowWithCursor(Scene s)
    {
        using var directory = new TestKit.TemporaryDirectory();
        var cursor = new FileAlertCursor(Path.Combine(directory.FullPath, "a", "cursor"));
        AlertData first = await s.Client.FollowAlertsAsync(cursor).FirstAsync();
        Assert.Null(await cursor.LoadAsync());
        Assert.Equal(first.Number, (await s.Client.FollowAlertsAsync(cursor).FirstAsync()).Number); // the loop was left before the work was done
        await cursor.SaveAsync(first.Number);
        for (int i = 1; i <= 2; i++) await s.Client.SubmitAsync(AlertTests.Report($"later{i}", i, "87/PC02", [21, 22, 23])); // a new ring
        AlertData next = await s.Client.FollowAlertsAsync(cursor).FirstAsync();
        Assert.True(next.Number > first.Number);
    }

    private static ReadOnlyMemory<byte> Utf8(string id) => Encoding.UTF8.GetBytes(Samples.Phone(id, "0912000333"));

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Lines(string id)
    {
        await Task.CompletedTask;
        yield return Utf8(id);
    }

    /// <summary>A server that has something to answer to every question.</summary>
    private sealed record Scene(ResolveClient Client, string Phone, string Account, string Ring, string[] Persons, long Position)
    {
        public static async Task<Scene> MakeAsync(ApiHost host)
        {
            ResolveClient client = host.Client;
            await client.SubmitAsync(Encoding.UTF8.GetBytes(Samples.Person("P1", "Trần Văn Bê", "2026-03-01T08:00:00+07:00")));
            await client.SubmitAsync(Encoding.UTF8.GetBytes("""{"source":"test","id":"P2","mentions":[{"kind":"person","role":"suspect","name":"Lê Thị """
                + """Hoa","dob":"1990-05-06"}]}"""));
            await client.SubmitAsync(Encoding.UTF8.GetBytes(Samples.Phone("out", "0912000444")));
            for (int i = 1; i <= 3; i++) await client.SubmitAsync(AlertTests.Report($"r{i}", i, "87/PC02", [1, 2, 3]));
            long position = 0;
            for (int i = 1; i <= 3; i++) position = (await client.SubmitAsync(Encoding.UTF8.GetBytes(Samples.Case($"C{i}", "0912000111",
                "0071000123456")))).Position;
            string phone = "phone:+84912000111", account = "account:970436:0071000123456";
            string[] persons = [await Samples.KeyAsync(host, "Trần Văn Bê"), await Samples.KeyAsync(host, "Lê Thị Hoa")];
            foreach (string id in new[] { "D/1", "D/2" }) await client.DecideAsync(new DecisionData("same") { Id = id, Persons = persons });
            foreach (string id in new[] { "W/1", "W/2" }) await client.SetWatchAsync(new WatchRequest(phone, "79/PC02") { Id = id });
            string ring = (await client.ListRingsAsync(null, position)).Items[0].Id;
            return new Scene(client, phone, account, ring, persons, position);
        }
    }
}
