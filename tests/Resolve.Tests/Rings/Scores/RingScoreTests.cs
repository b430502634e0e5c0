using Resolve.Rings.Questions;
using Resolve.Graph.Questions;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Rings.Scores;
using Resolve.Runtime.Local;

namespace Resolve.Tests.Rings.Scores;

/// <summary>What a score is made of.</summary>
public class RingScoreTests
{
    [Fact]
    public async Task A_score_is_the_weighted_mean_of_its_parts_and_each_part_the_sum_of_its_reasons()
    {
        await using LocalRuntime resolver = await Ring().OpenAsync();
        RingScore score = (await resolver.AskAsync(new RingByIdQuestion(Assert.Single(resolver.Rings.All()).Id), 0, CancellationToken.None))!.Score!;
        Assert.Equal(["harm", "activity", "spread", "solvability"], score.Parts.Select(p => p.Word));
        Assert.Equal(100, score.Parts.Sum(p => p.WeightPercent));
        Assert.All(score.Parts, p => Assert.Equal(Math.Min(100, p.Reasons.Sum(r => r.Points)), p.Points));
        Assert.Equal(score.Parts.Sum(p => p.Points * p.WeightPercent) / 100, score.Total);
        Assert.InRange(score.Total, 1, 100);
        Assert.Contains(score.Parts[0].Reasons, r => r is { Word: "loss-vnd", Points: 30, Value: "300000000" });
    }

    [Fact]
    public async Task Activity_falls_with_the_days_between_the_last_report_and_the_time_asked_for()
    {
        await using LocalRuntime resolver = await Ring().OpenAsync();
        Ring ring = Assert.Single(resolver.Rings.All());
        int[] activity = [.. new[] { 0, 10, 40, 120, 400 }.Select(days => RingScores.Of(ring, ring.LastSeen!.Value.AddDays(days)).Parts[1].Points)];
        Assert.Equal([.. activity.Distinct().OrderDescending()], activity);
        Assert.Equal(0, activity[^1]);
        Assert.Equal(0, RingScores.Of(ring, null).Parts[1].Points);
    }

    [Fact]
    public async Task Rings_are_listed_by_score_and_only_those_above_the_least()
    {
        Cases cases = Ring().Add(300, "a8 t8 o8").Add(301, "a8 t8 o8");
        await using LocalRuntime resolver = await cases.OpenAsync();
        Page<Ring> byScore = await resolver.AskAsync(new RingListQuestion(new RingFilter { Order = RingOrder.Score }, 10, null), 0, CancellationToken.None);
        Assert.Equal(2, byScore.Items.Count);
        Assert.True(byScore.Items[0].Score!.Total >= byScore.Items[1].Score!.Total);
        int least = byScore.Items[0].Score!.Total;
        Assert.Single((await resolver.AskAsync(new RingListQuestion(new RingFilter { ScoreMin = least }, 10, null), 0, CancellationToken.None)).Items);
        // As of the first ring's own time its activity counts more.
        Page<Ring> then = await resolver.AskAsync(new RingListQuestion(new RingFilter { AsOf = Cases.Day(4) }, 10, null), 0, CancellationToken.None);
        Assert.True(then.Items[0].Score!.Total > byScore.Items.Single(r => r.Id == then.Items[0].Id).Score!.Total);
    }

    private static Cases Ring() => new Cases()
        .Add(1, "a1 t1 h1", ["h1 holds a1"], "01", new Money(100_000_000))
        .Add(2, "a1 t1 h1 v1", ["v1 transferred a1 200000000 0"], "87", new Money(200_000_000));
}
