using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Runtime.Export;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.TestKit.Facts;

namespace Resolve.Tests.Rings;

/// <summary>Rings that are kept up to date are the rings that are computed from nothing, after every step and however little is described again.</summary>
public class RingIndexProperties
{
    private const int CaseCount = 40;

    [Theory]
    [InlineData(9, 2)]
    [InlineData(150, 3)]
    public void Rings_kept_up_to_date_are_those_computed_from_nothing(int hubDegreeMax, int memberCountMin)
    {
        var model = new RingModel { HubDegreeMax = hubDegreeMax, MemberCountMin = memberCountMin, ReportCountMin = 1 };
        var options = new LocalRuntimeOptions { RingInterval = TimeSpan.Zero, Rings = model, RememberedSizeMin = 2 };
        Prop.ForAll(
            ArbMap.Default.ArbFor<ulong>(),
            seed => CheckAsync(seed, options).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(CaseCount));
    }

    private static async Task CheckAsync(ulong seed, LocalRuntimeOptions options)
    {
        var random = new SplitMix(seed);
        await using var journal = new InMemoryJournal();
        await using LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, options, null, CancellationToken.None);
        foreach (Report[] batch in Worlds(seed, random).Chunk(1 + random.Below(4)))
        {
            await resolver.SubmitAsync(batch, CancellationToken.None);
            RingSnapshot kept = await resolver.RingsAtAsync(resolver.Graph.Position, CancellationToken.None);
            int[] all = [.. Enumerable.Range(0, kept.Graph.VertexCount)];
            RingSnapshot anew = new RingIndex(options.Rings, new PartitionDetector(), 1, int.MaxValue).Refresh(kept.Graph, all, CancellationToken.None);
            Assert.Equal(TextOf(anew), TextOf(kept));
            foreach (int node in kept.Graph.Nodes()) Assert.Equal(anew.RingOfNode(node)?.Id, kept.RingOfNode(node)?.Id);
        }
    }

    // Several small worlds that a few numbers join, so that a change reaches one part of a component and not the others.
    private static List<Report> Worlds(ulong seed, SplitMix random)
    {
        var facts = new List<Report>();
        for (int world = 0; world < 4; world++)
        {
            int number = world;
            foreach (Report report in new RandomFacts(seed + (ulong)world).Make(6))
            {
                facts.Add(report with
                {
                    Key = new ReportKey($"{report.Key.Source}/{number}", report.Key.Id),
                    Mentions = [.. report.Mentions.Select(m => m.Kind == MentionKind.Online && !random.Chance(20)
                        ? m with { Value = $"{m.Value}_{number}" } : m)],
                });
            }
        }
        return random.Shuffle(facts);
    }

    private static string TextOf(RingSnapshot rings) =>
        string.Join('\n', CanonicalExport.Rendered(CanonicalExport.Rings(rings.All())).Select(static l => Encoding.UTF8.GetString(l.Line.Span)));
}
