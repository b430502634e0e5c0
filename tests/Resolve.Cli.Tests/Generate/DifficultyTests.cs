using Resolve.Cli.Generate;
using Resolve.Identifiers.Mentions;
using Resolve.Identifiers.Text;
using Resolve.Reports;

namespace Resolve.Cli.Tests.Generate;

/// <summary>The planted rings must be neither trivial nor lost: plain components over co-mentions fall together, yet each ring hangs together by
/// itself.</summary>
public class DifficultyTests
{
    private readonly Dictionary<string, string> _ringOf = [];
    private readonly List<string[]> _groups = [];
    private readonly Dictionary<string, string> _parent = [];

    public DifficultyTests()
    {
        var options = new GeneratorOptions { Reports = 8_000, Rings = 160, Seed = 77 };
        foreach (Report report in new ReportGenerator(options).Reports(row => _ringOf.Add(row.EntityKey, row.RingId)))
            _groups.Add([.. report.Mentions.Where(m => m.Role is not (MentionRole.Victim or MentionRole.Witness))
                .Select(m => Name(report, m)).OfType<string>()]);
    }

    /// <summary>Names an entity by what people wrote, loosely; persons by their paper.</summary>
    private static string? Name(Report report, Mention mention)
    {
        if (mention.Kind == MentionKind.Person) return mention.Documents.Count > 0 ? "p"
            + mention.Documents[0].Number.Replace(" ", "", StringComparison.Ordinal) : $"{report.Key}#{mention.Ref}";
        if (mention.Kind == MentionKind.Account && mention.Bank is null && mention.Value![0] != 'T') return null;
        string text = TextFold.Fold(mention.Value!).Replace(" ", "", StringComparison.Ordinal);
        return mention.Kind switch { MentionKind.Phone => "t" + text[^7..], MentionKind.Device => "d" + text[..14], MentionKind.Account =>
            "a" + text, _ => "o" + text };
    }

    private string Find(string item)
    {
        while (_parent.TryGetValue(item, out string? up) && up != item) item = up;
        return item;
    }

    [Fact]
    public void Plain_components_fall_together()
    {
        foreach (string[] group in _groups)
            foreach (string other in group)
                if (Find(group[0]) is var a && Find(other) is var b && a != b) _parent[a] = b;
        var sizes = _groups.SelectMany(g => g).Distinct().GroupBy(Find).Select(c => (double)c.Count()).ToList();
        Assert.True(sizes.Max() > 0.5 * _ringOf.Count, $"The largest component holds {sizes.Max()} entities; {_ringOf.Count} are planted.");
    }

    [Fact]
    public void About_a_tenth_of_the_rings_and_some_bystanders_meet_in_hubs()
    {
        var neighbours = new Dictionary<string, HashSet<string>>();
        foreach (string[] group in _groups)
            foreach (string item in group)
            {
                if (!neighbours.TryGetValue(item, out HashSet<string>? set)) neighbours.Add(item, set = []);
                set.UnionWith(group);
            }
        int[] degrees = [.. neighbours.Values.Select(set => set.Count).OrderDescending()];
        Assert.True(degrees[0] > 3 * degrees[10], $"No hub stands out: {degrees[0]} against {degrees[10]}.");
    }
}
