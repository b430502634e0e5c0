using Resolve.Persons.Evaluation;

namespace Resolve.Tests.Persons;

public class ClusterEvaluationTests
{
    [Fact]
    public void Measures_match_a_count_by_hand()
    {
        var truth = new Dictionary<string, string> { ["a"] = "1", ["b"] = "1", ["c"] = "1", ["d"] = "2", ["e"] = "3" };
        var found = new Dictionary<string, string> { ["a"] = "x", ["b"] = "x", ["c"] = "y", ["d"] = "y", ["z"] = "y" };
        ClusterEvaluation e = ClusterEvaluation.Of(truth, found);
        Assert.Equal((1L, 1L, 2L), (e.TruePositiveCount, e.FalsePositiveCount, e.FalseNegativeCount));
        Assert.Equal(.5, e.Pairwise.Precision);
        Assert.Equal(1.0 / 3, e.Pairwise.Recall, 12);
        Assert.Equal(.4, e.Pairwise.F1, 12);
        Assert.Equal((1 + 1 + .5 + .5 + 1) / 5, e.BCubed.Precision, 12);
        Assert.Equal((2.0 / 3 + 2.0 / 3 + 1.0 / 3 + 1 + 1) / 5, e.BCubed.Recall, 12);
        Assert.Equal((3, 3, 1), (e.TrueClusterCount, e.FoundClusterCount, e.ExactClusterCount));
    }

    [Fact]
    public void Nothing_against_nothing_is_perfect() =>
        Assert.Equal(1, ClusterEvaluation.Of(new Dictionary<string, string>(), new Dictionary<string, string>()).Pairwise.F1);
}
