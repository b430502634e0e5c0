using Resolve.Runtime.Rings;

namespace Resolve.Runtime.Tests.Rings;

/// <summary>How long the computing of rings rests between rounds.</summary>
public sealed class RingPaceTests
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    [Theory]
    [InlineData(0, 10, 100)]          // a short round: the interval
    [InlineData(900, 10, 100)]
    [InlineData(1_400, 10, 1_400)]    // a long one: as long a rest
    [InlineData(9_000, 10, 2_000)]    // never longer than two seconds
    [InlineData(20, 20_000, 100)]     // a flood: three rounds' time, and never less than the interval
    [InlineData(300, 20_000, 900)]
    [InlineData(9_000, 20_000, 2_000)]
    public void The_rest_follows_the_round(int roundMilliseconds, int touched, int restMilliseconds) => Assert.Equal(
        TimeSpan.FromMilliseconds(restMilliseconds), RingPace.RestAfter(TimeSpan.FromMilliseconds(roundMilliseconds), touched, s_interval));

    [Fact]
    public void Whoever_wants_no_rest_has_none_and_a_longer_interval_stands()
    {
        Assert.Equal(TimeSpan.Zero, RingPace.RestAfter(TimeSpan.FromSeconds(5), 100_000, TimeSpan.Zero));
        Assert.Equal(TimeSpan.FromHours(1), RingPace.RestAfter(TimeSpan.FromSeconds(5), 100_000, TimeSpan.FromHours(1)));
    }
}
