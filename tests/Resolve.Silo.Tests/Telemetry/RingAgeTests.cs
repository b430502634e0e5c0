using Resolve.Silo.Telemetry;

namespace Resolve.Silo.Tests.Telemetry;

public class RingAgeTests
{
    [Fact]
    public void The_age_is_that_of_the_oldest_fact_that_rings_do_not_show()
    {
        var clock = new Clock();
        var age = new RingAge(clock);
        Assert.Equal(TimeSpan.Zero, age.Now);
        age.Committed(10, -1);
        clock.Advance(TimeSpan.FromSeconds(2));
        age.Committed(20, -1);
        age.Committed(20, -1);
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.FromSeconds(5), age.Now);
        age.Committed(20, 10);
        Assert.Equal(TimeSpan.FromSeconds(3), age.Now);
        age.Committed(30, 20);
        Assert.Equal(TimeSpan.Zero, age.Now);
        age.Committed(30, 30);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, age.Now);
    }

    private sealed class Clock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan by) => _now += by.Ticks;
    }
}
