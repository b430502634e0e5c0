using Resolve.Runtime.Rings;

namespace Resolve.Runtime.Tests.Rings;

/// <summary>How long the computing of rings rests between rounds.</summary>
public sealed class RingPaceTests
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);
    private readonly StepClock _clock = new();

    [Theory]
    [InlineData(0, false, 100, 100)]          // a short round: the interval
    [InlineData(900, false, 100, 100)]
    [InlineData(1_400, false, 1_400, 1_400)]  // a long one: as long a rest
    [InlineData(9_000, false, 2_000, 2_000)]  // two seconds at most
    [InlineData(5, true, 100, 100)]      // a flood: nine rounds' time, and never less than the interval
    [InlineData(300, true, 100, 2_700)]
    [InlineData(1_400, true, 1_400, 12_600)]
    [InlineData(9_000, true, 2_000, 15_000)]
    public void The_rest_follows_the_round(int roundMilliseconds, bool isFlood, int least, int most) => Assert.Equal(
        (TimeSpan.FromMilliseconds(least), TimeSpan.FromMilliseconds(most)),
            RingPace.RestAfter(TimeSpan.FromMilliseconds(roundMilliseconds), isFlood, s_interval));

    [Fact]
    public void An_interval_of_zero_means_no_rest_and_a_longer_interval_stands()
    {
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), RingPace.RestAfter(TimeSpan.FromSeconds(5), true, TimeSpan.Zero));
        TimeSpan hour = TimeSpan.FromHours(1);
        Assert.Equal((hour, hour), RingPace.RestAfter(TimeSpan.FromSeconds(5), true, hour));
    }

    [Theory]
    [InlineData(1_400, 100, false)]     // few reports at once are no flood
    [InlineData(1_600, 100, true)]
    [InlineData(20_000, 5_000, true)]
    [InlineData(20_000, 10_000, false)] // many in a long time are a day's work
    public void A_flood_is_many_reports_in_a_short_time(int touched, int milliseconds, bool isFlood) =>
        Assert.Equal(isFlood, RingPace.IsFlood(touched, TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public async Task The_rest_of_a_flood_lasts_while_reports_come()
    {
        var pace = new RingPace(s_interval, _clock, static () => false);
        Task rest = await FloodAsync(pace);
        TimeSpan rested = await _clock.RunAsync(rest, pace.Posted);
        Assert.InRange(rested, TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(9.1));
    }

    [Fact]
    public async Task The_rest_of_a_flood_ends_when_no_report_comes_any_more()
    {
        var pace = new RingPace(s_interval, _clock, static () => false);
        Task rest = await FloodAsync(pace);
        Assert.InRange(await _clock.RunAsync(rest, static () => { }), TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(350));
    }

    [Fact]
    public async Task The_rest_of_a_flood_ends_when_a_question_waits_for_rings()
    {
        bool isAwaited = false;
        var pace = new RingPace(s_interval, _clock, () => isAwaited);
        Task rest = await FloodAsync(pace);
        TimeSpan asked = _clock.Elapsed + TimeSpan.FromSeconds(2);
        TimeSpan rested = await _clock.RunAsync(rest, () =>
        {
            pace.Posted();
            isAwaited = _clock.Elapsed >= asked;
        });
        Assert.InRange(rested, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2.1));
    }

    /// <summary>Rests after a first round, so that the pace knows for how long reports came, and begins the rest after a round of a flood.</summary>
    private async Task<Task> FloodAsync(RingPace pace)
    {
        await _clock.RunAsync(pace.RestAsync(TimeSpan.FromSeconds(1), 10, CancellationToken.None), static () => { });
        pace.Posted();
        return pace.RestAsync(TimeSpan.FromSeconds(1), 20_000, CancellationToken.None);
    }

    /// <summary>A clock that jumps from timer to timer.</summary>
    private sealed class StepClock : TimeProvider
    {
        private readonly List<StepTimer> _timers = [];

        public TimeSpan Elapsed { get; private set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Elapsed.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new StepTimer(() => callback(state), Elapsed + dueTime);
            lock (_timers) _timers.Add(timer);
            return timer;
        }

        /// <summary>Lets time pass until a task has ended.</summary>
        /// <param name="task">The task.</param>
        /// <param name="step">What happens at each step.</param>
        /// <returns>How long it took by this clock.</returns>
        public async Task<TimeSpan> RunAsync(Task task, Action step)
        {
            TimeSpan begun = Elapsed;
            while (!task.IsCompleted)
            {
                StepTimer? next;
                lock (_timers)
                {
                    next = _timers.MinBy(t => t.Due);
                    if (next is not null) _timers.Remove(next);
                }
                if (next is null)
                {
                    await Task.Yield(); // the task is about to rest again, or to end
                    continue;
                }
                if (next.Due > Elapsed) Elapsed = next.Due;
                step();
                next.Fire();
            }
            await task;
            return Elapsed - begun;
        }

        private sealed class StepTimer(Action fire, TimeSpan due) : ITimer
        {
            public TimeSpan Due { get; } = due;

            public Action Fire { get; } = fire;

            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
