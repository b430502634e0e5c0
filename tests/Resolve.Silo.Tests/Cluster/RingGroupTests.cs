using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Resolve.Decisions;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Persons.Records;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Runtime.Export;
using Resolve.TestKit.Facts;

namespace Resolve.Silo.Tests.Cluster;

/// <summary>Rings that some silos compute, each those of its groups, are the rings that one process computes from nothing, after every step.</summary>
public class RingGroupTests
{
    private const int CaseCount = 40, TrialCount = 100;
    private const int ManySilos = 12; // so many that a group's home seldom owns what a report names

    [Theory]
    [InlineData(4, 2, 4)]
    [InlineData(9, 2, 4)]
    [InlineData(150, 3, 4)]
    [InlineData(6, 2, ManySilos)]
    public void The_rings_of_all_silos_are_those_of_one_process(int hubDegreeMax, int memberCountMin, int silosMax) =>
        Prop.ForAll(ArbMap.Default.ArbFor<ulong>(), seed => Assert.Null(DifferenceOf(seed, ModelOf(hubDegreeMax, memberCountMin), silosMax, Forgotten.Nothing)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(CaseCount));

    [Theory]
    [InlineData(Forgotten.Fringe)]
    [InlineData(Forgotten.Hubs)]
    [InlineData(Forgotten.Departures)]
    [InlineData(Forgotten.Unions)]
    [InlineData(Forgotten.Keys)]
    public void What_is_forgotten_shows(Forgotten forgotten) =>
        Assert.Contains(Enumerable.Range(1, TrialCount), seed => IsWrong((ulong)seed, forgotten));

    private static bool IsWrong(ulong seed, Forgotten forgotten)
    {
        try
        {
            return DifferenceOf(seed, ModelOf(4, 2), ManySilos, forgotten) is not null;
        }
        catch (ArgumentException)
        {
            return true; // two silos have the same ring
        }
    }

    private static RingModel ModelOf(int hubDegreeMax, int memberCountMin) =>
        new() { HubDegreeMax = hubDegreeMax, MemberCountMin = memberCountMin, ReportCountMin = 1 };

    /// <summary>Feeds random facts and compares.</summary>
    /// <returns>What differs first; null when nothing does.</returns>
    private static string? DifferenceOf(ulong seed, RingModel model, int silosMax, Forgotten forgotten)
    {
        var random = new SplitMix(seed);
        var cluster = new RingSimulation(model, forgotten);
        List<Report> facts = Worlds(seed, random);
        EntityKey[] persons =
            [.. facts.SelectMany(f => f.Mentions.Where(m => m.Kind == MentionKind.Person).Select(m => PersonKeys.ToKey(PersonKeys.Of(f.Key, m.Ref))))];
        int silos = 1 + random.Below(silosMax), decisions = 0;
        foreach (Report[] batch in facts.Chunk(1 + random.Below(6)))
        {
            foreach (Report fact in batch) cluster.Apply(fact);
            if (random.Chance(25)) cluster.Apply(Decide(random, persons, ref decisions));
            if (random.Chance(10)) silos = 1 + random.Below(silosMax);
            cluster.Round(silos, syncs: random.Chance(5), restarts: random.Chance(5));
            if (random.Chance(30)) continue; // rings lag behind rounds
            RingSnapshot whole = cluster.Whole(), parts = cluster.Rings();
            (string expected, string actual) = (TextOf(whole), TextOf(parts));
            if (expected != actual) return $"At {cluster.Position} with {silos} silos:\n{expected}\n{actual}";
            foreach ((string nodeKey, string? inWhole, string? inParts) in cluster.RingsOfNodes(whole))
                if (inWhole != inParts) return $"At {cluster.Position} {nodeKey} is in {inWhole}, and with {silos} silos in {inParts}.";
        }
        return null;
    }

    private static Decision Decide(SplitMix random, EntityKey[] persons, ref int count)
    {
        // Some ids come again: a later version replaces or withdraws the decision.
        int id = random.Below(6);
        DecisionKind kind = random.Pick<DecisionKind>([DecisionKind.Same, DecisionKind.Different, DecisionKind.Exclude]);
        return new Decision
        {
            Id = $"d{id}",
            Version = ++count,
            Withdrawn = random.Chance(25),
            At = new DateTimeOffset(2026, 6, 1, 0, random.Below(60), 0, TimeSpan.Zero),
            Kind = kind,
            Persons = kind == DecisionKind.Exclude ? [random.Pick(persons)] : [random.Pick(persons), random.Pick(persons)],
        };
    }

    // Several small worlds that a few numbers join, so that there are several groups, and some become one.
    private static List<Report> Worlds(ulong seed, SplitMix random)
    {
        var facts = new List<Report>();
        for (int world = 0; world < 5; world++)
        {
            int number = world;
            foreach (Report report in new RandomFacts(seed + (ulong)world).Make(7))
            {
                facts.Add(report with
                {
                    Key = new ReportKey($"{report.Key.Source}/{number}", report.Key.Id),
                    Narrative = null,
                    Mentions = [.. report.Mentions.Select(m => random.Chance(7) ? m : Own(m, number))],
                });
            }
        }
        return random.Shuffle(facts);
    }

    private static Mention Own(Mention mention, int world) => mention.Kind switch
    {
        MentionKind.Online => mention with { Value = $"{mention.Value}_{world}" },
        MentionKind.Phone => mention with { Value = $"{mention.Value![..^2]}{world}{mention.Value[^1]}" },
        MentionKind.Account => mention with
        {
            Value = $"{mention.Value}{world}",
            Holder = mention.Holder is null ? null : $"{mention.Holder} {(char)('A' + world)}anh",
        },
        MentionKind.Person => mention with
        {
            Name = $"{mention.Name} {(char)('A' + world)}anh",
            Documents = [.. mention.Documents.Select(d => d with { Number = $"{d.Number![..^1]}{world}" })],
        },
        _ => mention,
    };

    private static string TextOf(RingSnapshot rings) =>
        string.Join('\n', CanonicalExport.Rendered(CanonicalExport.Rings(rings.All())).Select(static l => Encoding.UTF8.GetString(l.Line.Span)));
}
