using Resolve.Silo.Answers;

namespace Resolve.Silo.Tests.Cluster;

/// <summary>Calls of a client when a silo is lost.</summary>
public sealed class GatewayLossTests
{
    private readonly GatewayLoss _loss = new();

    [Fact]
    public async Task A_call_that_never_ends_is_given_up_when_a_silo_is_lost()
    {
        Task<int> call = _loss.WatchAsync(() => new TaskCompletionSource<int>().Task, TimeProvider.System, CancellationToken.None);
        _loss.Note(1, 2);
        await Assert.ThrowsAsync<TimeoutException>(() => call);
    }

    [Fact]
    public async Task A_call_that_went_another_way_may_still_end()
    {
        var answer = new TaskCompletionSource<int>();
        Task<int> call = _loss.WatchAsync(() => answer.Task, TimeProvider.System, CancellationToken.None);
        _loss.Note(1, 2);
        answer.SetResult(7);
        Assert.Equal(7, await call);
    }

    [Fact]
    public async Task A_loss_from_before_the_call_and_a_silo_that_comes_change_nothing()
    {
        _loss.Note(1, 2);
        var answer = new TaskCompletionSource<int>();
        Task<int> call = _loss.WatchAsync(() => answer.Task, TimeProvider.System, CancellationToken.None);
        _loss.Note(2, 1);
        Assert.False(call.IsCompleted);
        answer.SetResult(7);
        Assert.Equal(7, await call);
    }

    [Fact]
    public async Task A_loss_while_the_call_begins_is_seen()
    {
        Task<int> call = _loss.WatchAsync(
            () =>
            {
                _loss.Note(0, 1);
                return new TaskCompletionSource<int>().Task;
            },
            TimeProvider.System,
            CancellationToken.None);
        await Assert.ThrowsAsync<TimeoutException>(() => call);
    }

    [Fact]
    public async Task What_the_call_throws_is_thrown() =>
        await Assert.ThrowsAsync<InvalidDataException>(() =>
            _loss.WatchAsync<int>(() => throw new InvalidDataException(), TimeProvider.System, CancellationToken.None));
}
