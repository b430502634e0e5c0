using System.Net;
using Resolve.Client.Contracts;

namespace Resolve.Client.Tests;

public class AlertClientTests
{
    private const string Problem = """{"type":"/problems/journal-unavailable","title":"","status":503}""";

    [Fact]
    public async Task A_stream_that_breaks_goes_on_behind_the_last_alert_and_gives_none_twice()
    {
        int call = 0;
        using var server = new StubServer();
        server.Answer = _ => ++call switch
        {
            1 => Stream("retry: 2000\nid: 4\n: ready\n\n" + Event(5) + ": alive\n\n" + Event(7)),
            2 => StubServer.Make(HttpStatusCode.ServiceUnavailable, Problem, "application/problem+json"),
            3 => Stream(Event(7) + Event(9)),
            _ => throw new HttpRequestException("gone"),
        };
        var got = new List<long>();
        await foreach (AlertData alert in server.Client.FollowAlertsAsync(new AlertFilter { Unit = "87/PC02", Kinds = ["ring-new"] }))
        {
            got.Add(alert.Number);
            if (got.Count == 3) break;
        }
        Assert.Equal([5L, 7L, 9L], got);
        Assert.Equal("GET /base/v1/alerts/stream?unit=87%2FPC02&kinds=ring-new", server.Asked[0]);
        Assert.Equal("GET /base/v1/alerts/stream?unit=87%2FPC02&kinds=ring-new&after=7", server.Asked[2]);
    }

    [Fact]
    public async Task A_break_before_the_first_alert_goes_on_where_the_stream_began()
    {
        int call = 0;
        using var server = new StubServer();
        server.Answer = _ => ++call == 1 ? Stream("id: 4\n: ready\n\n") : Stream(Event(5));
        await foreach (AlertData alert in server.Client.FollowAlertsAsync())
        {
            Assert.Equal(5, alert.Number);
            break;
        }
        Assert.EndsWith("?after=4", server.Asked[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_refuses_ends_the_following()
    {
        using var server = new StubServer();
        server.Answer = _ => StubServer.Make(HttpStatusCode.NotImplemented, """{"type":"/problems/not-offered","title":"","status":501}""",
            "application/problem+json");
        await Assert.ThrowsAsync<ResolveException>(async () => await server.Client.FollowAlertsAsync().GetAsyncEnumerator().MoveNextAsync());
    }

    [Fact]
    public async Task Watches_and_marks_are_sent_as_they_are()
    {
        using var server = new StubServer();
        server.Answer = r => StubServer.Make(HttpStatusCode.OK, r.RequestUri!.AbsolutePath.EndsWith("read", StringComparison.Ordinal) ? """{"count":3}"""
            : """{"source":"decision","id":"w","version":1,"outcome":"accepted","position":1,"warnings":[]}""");
        await server.Client.SetWatchAsync(new WatchRequest("0901", "87/PC02") { Id = "W/1", At = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero),
            Until = new DateTimeOffset(2026, 12, 31, 0, 0, 0, TimeSpan.FromHours(7)) });
        Assert.Equal(3, await server.Client.MarkAlertsReadAsync(new AlertsReadRequest("87") { UpTo = 9 }));
        await server.Client.RemoveWatchAsync("a/b");
        Assert.Equal("""POST /base/v1/watches application/json """
            + """{"entity":"0901","unit":"87/PC02","id":"W/1","until":"2026-12-31T00:00:00+07:00","at":"2026-03-01T00:00:00+00:00"}""", server.Asked[0]);
        Assert.Equal("""POST /base/v1/alerts/read application/json {"unit":"87","upTo":9}""", server.Asked[1]);
        Assert.Equal("DELETE /base/v1/watches/a%2Fb", server.Asked[2]);
    }

    private static HttpResponseMessage Stream(string events) => StubServer.Make(HttpStatusCode.OK, events, "text/event-stream");

    private static string Event(long number) =>
        $$"""
        id: {{number}}
        event: alert
        data: {"number":{{number}},"id":"alert:0000000000000001","kind":"ring-new","at":"2026-11-01T00:00:00+00:00","units":[],"because":[],"position":1}


        """.ReplaceLineEndings("\n");
}
