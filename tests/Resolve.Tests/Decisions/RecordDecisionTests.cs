using Resolve.Persons.Clusters;

namespace Resolve.Tests.Decisions;

public class RecordDecisionTests
{
    private static readonly RecordDecision Base = new("d2", DateTimeOffset.UnixEpoch, RecordDecisionKind.Same, 1, 2);

    [Fact]
    public void A_later_decision_outranks_an_earlier_one_whatever_its_offset()
    {
        Assert.True(Base with { At = DateTimeOffset.UnixEpoch.AddMinutes(1) } > Base);
        Assert.Equal(0, Base.CompareTo(Base with { At = DateTimeOffset.UnixEpoch.ToOffset(TimeSpan.FromHours(7)) }));
    }

    [Fact]
    public void At_one_time_the_greater_id_counts_and_then_different_outranks_same()
    {
        Assert.True(Base with { Id = "d10" } < Base);
        Assert.True(Base with { Kind = RecordDecisionKind.Different } > Base);
        Assert.True(Base.CompareTo(null) > 0);
    }
}
