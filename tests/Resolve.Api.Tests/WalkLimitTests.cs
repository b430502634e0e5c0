using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Resolve.Api.Questions;
using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Reports;
using Resolve.Runtime.Ports;

namespace Resolve.Api.Tests;

/// <summary>Questions that may walk far take turns; looking things up does not wait for them.</summary>
public class WalkLimitTests
{
    private const string Expand = """{"from":["phone:+84912345678"]}""";

    [Fact]
    public async Task Walks_take_turns_what_is_too_much_is_refused_and_a_lookup_goes_past()
    {
        await using ApiHost host = await ApiHost.StartAsync(open: false, options: o => (o.WalksAtOnceMax, o.WalksWaitingMax) = (2, 1));
        using var service = new GatedService();
        host.Slot.Open(service);

        Task<HttpResponseMessage>[] running = [host.PostAsync("v1/graph/expand", Expand), host.PostAsync("v1/graph/expand", Expand)];
        await service.WaitForWalksAsync(2);
        Task<HttpResponseMessage> waiting = host.PostAsync("v1/graph/expand", Expand);
        for (int tries = 0; host.Services.GetRequiredService<WalkLimiter>().WaitingCount < 1 && tries < 1_500; tries++) await Task.Delay(20);
        using HttpResponseMessage refused = await host.PostAsync("v1/graph/expand", Expand);
        await refused.ProblemAsync(429, "too-many-questions");
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
        using HttpResponseMessage lookup = await host.GetAsync("v1/search?q=0912345678");
        Assert.Equal(HttpStatusCode.OK, lookup.StatusCode);
        Assert.Equal(2, service.Walks);
        Assert.False(waiting.IsCompleted);

        service.Release();
        foreach (HttpResponseMessage response in await Task.WhenAll([.. running, waiting]))
            using (response) Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, service.WalksAtOnceMax);
    }

    [Fact]
    public async Task Whoever_waits_for_a_position_takes_no_turn()
    {
        await using ApiHost host = await ApiHost.StartAsync(open: false, options: o => (o.WalksAtOnceMax, o.WalksWaitingMax) = (1, 0));
        using var service = new GatedService { Position = 5 };
        service.Release();
        host.Slot.Open(service);

        Task<HttpResponseMessage> early = host.PostAsync("v1/graph/expand?atLeast=6", Expand);
        await service.WaitForWaiterAsync();
        using HttpResponseMessage other = await host.PostAsync("v1/graph/expand", Expand);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.False(early.IsCompleted);

        service.Reach(6);
        using HttpResponseMessage answered = await early;
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
    }

    [Fact]
    public async Task One_that_waits_too_long_for_its_turn_is_asked_to_come_again()
    {
        await using ApiHost host =
            await ApiHost.StartAsync(open: false, options: o => (o.WalksAtOnceMax, o.WalksWaitingMax, o.QuestionSecondsMax) = (1, 5, .5));
        using var service = new GatedService { IgnoresCancellation = true };
        host.Slot.Open(service);
        Task<HttpResponseMessage> running = host.PostAsync("v1/graph/expand", Expand);
        await service.WaitForWalksAsync(1);

        using HttpResponseMessage late = await host.PostAsync("v1/graph/expand", Expand);

        await late.ProblemAsync(429, "too-many-questions");
        service.Release();
        using HttpResponseMessage answered = await running;
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
    }

    [Fact]
    public async Task Whoever_goes_away_leaves_the_queue()
    {
        await using ApiHost host = await ApiHost.StartAsync(open: false, options: o => (o.WalksAtOnceMax, o.WalksWaitingMax) = (1, 1));
        using var service = new GatedService();
        host.Slot.Open(service);
        Task<HttpResponseMessage> running = host.PostAsync("v1/graph/expand", Expand);
        await service.WaitForWalksAsync(1);
        var limiter = host.Services.GetRequiredService<WalkLimiter>();
        using var gone = new CancellationTokenSource();
        using var body = new StringContent(Expand, System.Text.Encoding.UTF8, "application/json");
        Task<HttpResponseMessage> waiting = host.Http.PostAsync(new Uri("v1/graph/expand", UriKind.Relative), body, gone.Token);
        for (int tries = 0; limiter.WaitingCount < 1 && tries < 1_500; tries++) await Task.Delay(20);
        Assert.Equal(1, limiter.WaitingCount);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        for (int tries = 0; limiter.WaitingCount > 0 && tries < 1_500; tries++) await Task.Delay(20);
        Assert.Equal(0, limiter.WaitingCount);
        service.Release();
        using HttpResponseMessage answered = await running;
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        Assert.Equal(1, service.Walks);
    }

    /// <summary>A service whose walks wait until they are let go.</summary>
    private sealed class GatedService : IResolveService, IDisposable
    {
        private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ConcurrentBag<TaskCompletionSource> _waiters = [];
        private readonly SemaphoreSlim _began = new(0), _waits = new(0);
        private int _walks, _now, _max;

        public long Position { get; set; }

        public bool IgnoresCancellation { get; init; }

        public int Walks => _walks;

        public int WalksAtOnceMax => _max;

        public void Dispose()
        {
            _began.Dispose();
            _waits.Dispose();
        }

        public void Release() => _gate.TrySetResult();

        public void Reach(long position)
        {
            Position = position;
            foreach (TaskCompletionSource waiter in _waiters) waiter.TrySetResult();
        }

        public async Task WaitForWalksAsync(int count)
        {
            for (int i = 0; i < count; i++) Assert.True(await _began.WaitAsync(TimeSpan.FromSeconds(30)));
        }

        public async Task WaitForWaiterAsync() => Assert.True(await _waits.WaitAsync(TimeSpan.FromSeconds(30)));

        public async ValueTask<TAnswer> AskAsync<TAnswer>(IQuestion<TAnswer> question, long atLeast, CancellationToken cancellationToken)
        {
            if (Position < atLeast)
            {
                var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _waiters.Add(waiter);
                _waits.Release();
                await waiter.Task.WaitAsync(cancellationToken);
            }
            if (question is SearchQuestion) return (TAnswer)(object)Array.Empty<EntityHit>();
            if (question is not ExpandQuestion) return default!;
            Interlocked.Increment(ref _walks);
            _max = Math.Max(_max, Interlocked.Increment(ref _now));
            _began.Release();
            await _gate.Task.WaitAsync(IgnoresCancellation ? CancellationToken.None : cancellationToken);
            Interlocked.Decrement(ref _now);
            return (TAnswer)(object)new ExpandAnswer(Position, [], [], [], 0, null);
        }

        public ServiceState GetState() => new(Position, Position, Position, new GraphCounts(), 0, 0, null);

        public Task<IReadOnlyList<Receipt>> SubmitAsync(IReadOnlyList<Report> reports, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<Receipt?> WithdrawAsync(ReportKey key, int? version, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<StoredReportView?> GetReportAsync(ReportKey key, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
