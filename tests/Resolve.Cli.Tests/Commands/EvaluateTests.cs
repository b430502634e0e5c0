using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Resolve.Cli.Commands.Evaluation;
using Resolve.Cli.Output;
using Resolve.Persons.Evaluation;

namespace Resolve.Cli.Tests.Commands;

public sealed class EvaluateTests
{
    [Fact]
    public void Scores_equal_those_counted_pair_by_pair()
    {
        Gen<(int Truth, int Predicted)[]> ids = Gen.Zip(Gen.Choose(0, 5), Gen.Choose(0, 5)).Select(p => (p.Item1, p.Item2)).ArrayOf(12);
        Prop.ForAll(ids.ToArbitrary(), cells =>
        {
            // 0 stands for an id which that side does not know.
            var truth = new Clustering();
            var predicted = new Clustering();
            for (int i = 0; i < cells.Length; i++)
            {
                if (cells[i].Truth > 0) truth.TryAdd($"id{i}", $"t{cells[i].Truth}");
                if (cells[i].Predicted > 0) predicted.TryAdd($"id{i}", $"p{cells[i].Predicted}");
            }
            foreach (bool onlyTruth in (bool[])[false, true])
            {
                int[] known = [.. Enumerable.Range(0, cells.Length).Where(i => cells[i].Truth > 0 || (!onlyTruth && cells[i].Predicted > 0))];
                bool T(int i, int j) => i == j || (cells[i].Truth > 0 && cells[i].Truth == cells[j].Truth);
                bool P(int i, int j) => i == j || (cells[i].Predicted > 0 && cells[i].Predicted == cells[j].Predicted);
                EvaluateSummary summary = EvaluateCommand.Compare(truth, predicted);
                ClusterEvaluation scores = onlyTruth ? summary.TruthIds : summary.AllIds;
                var pairs = (from i in known from j in known where i < j select (T: T(i, j), P: P(i, j))).ToList();
                Assert.Equal(known.Length, scores.RecordCount);
                Assert.Equal(pairs.Count(p => p.T && p.P), scores.TruePositiveCount);
                Assert.Equal(pairs.Count(p => !p.T && p.P), scores.FalsePositiveCount);
                Assert.Equal(pairs.Count(p => p.T && !p.P), scores.FalseNegativeCount);
                double precision = known.Length == 0 ? 1 : known.Average(i => known.Count(j => T(i, j) && P(i, j)) / (double)known.Count(j => P(i, j)));
                double recall = known.Length == 0 ? 1 : known.Average(i => known.Count(j => T(i, j) && P(i, j)) / (double)known.Count(j => T(i, j)));
                Assert.Equal(precision, scores.BCubed.Precision, 9);
                Assert.Equal(recall, scores.BCubed.Recall, 9);
                int exact = known.Count(i => known.Where(j => T(i, j)).Min() == i && known.All(j => T(i, j) == P(i, j)));
                Assert.Equal(exact, scores.ExactClusterCount);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_perfect_answer_scores_one_and_all_in_one_cluster_does_not()
    {
        Clustering truth = Read("record_id,cluster_id\na,1\nb,1\nc,2\n");
        ClusterEvaluation perfect = EvaluateCommand.Compare(truth, Read("entity_key,ring_id,role\na,x,boss\nb,x,\nc,y,\n")).AllIds;
        Assert.Equal((1.0, 1.0, 2), (perfect.Pairwise.F1, perfect.BCubed.F1, perfect.ExactClusterCount));
        ClusterEvaluation lumped = EvaluateCommand.Compare(truth, Read("record_id,cluster_id\na,x\nb,x\nc,x\n")).AllIds;
        Assert.Equal((1.0 / 3, 1.0, 0.5), (lumped.Pairwise.Precision, lumped.Pairwise.Recall, lumped.Pairwise.F1));
        Assert.Equal(5.0 / 9, lumped.BCubed.Precision, 9);
    }

    [Theory]
    [InlineData("a,b\n1,2\n")]
    [InlineData("record_id,cluster_id\na\n")]
    [InlineData("record_id,cluster_id\na,1\na,2\n")]
    [InlineData("")]
    public void A_table_that_is_no_clustering_is_refused(string text) => Assert.Equal(2, Assert.Throws<CliException>(() => Read(text)).ExitCode);

    [Fact]
    public void Quoted_ids_are_read() => Assert.Equal("1", Read("record_id,cluster_id\n\"a,b\",1\n").ClusterOf["a,b"]);

    private static Clustering Read(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return Clustering.Read("t.csv", stream);
    }
}
