using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Rings;

namespace Resolve.Benchmarks.Detect;

/// <summary>Prints what went wrong: who was left out of a planted ring and who was taken in.</summary>
internal static class Misses
{
    public static void Write(GraphSnapshot graph, IReadOnlyList<Ring> rings, Dictionary<string, string> truth, Dictionary<string, string> roles, int limit)
    {
        Dictionary<string, (Ring? Ring, double Jaccard)> best = DetectionScores.BestMatches(rings, truth);
        Dictionary<string, Ring> ringOf = rings.SelectMany(r => r.Members.Select(m => (Key: m.Key.ToString(), Ring: r))).DistinctBy(p => p.Key)
            .ToDictionary(p => p.Key, p => p.Ring, StringComparer.Ordinal);
        WriteTotals(rings, truth, roles, ringOf, best);
        foreach ((string planted, (Ring? ring, double jaccard)) in best.Where(b => b.Value.Jaccard < .8)
            .OrderBy(b => b.Key, StringComparer.Ordinal).Take(limit))
        {
            List<string> members = [.. truth.Where(t => t.Value == planted).Select(t => t.Key)];
            Console.WriteLine($"{planted}: {members.Count} entities, best {ring?.Id} of {ring?.Members.Count} members, Jaccard {jaccard:N2}");
            HashSet<string> inside = [.. ring?.Members.Select(m => m.Key.ToString()) ?? []];
            foreach (string key in members.Where(m => !inside.Contains(m))
                .Take(8)) Console.WriteLine($"   out {key} ({roles[key]}) {Describe(graph, key)} -> {ringOf.GetValueOrDefault(key)?.Id ?? "no ring"}");
            foreach (string key in inside.Where(m => truth.GetValueOrDefault(m) != planted)
                .Take(8)) Console.WriteLine($"   in  {key} ({truth.GetValueOrDefault(key)} {roles.GetValueOrDefault(key)}) {Describe(graph, key)}");
        }
        WriteLeaders(rings, truth, roles, best, limit);
        foreach (Ring ring in rings.Where(r => !r.Members.Any(m => truth.ContainsKey(m.Key.ToString()))).Take(limit))
            Console.WriteLine($"unplanted {ring.Id}: {string.Join(", ", ring.Members.Select(m => $"{m.Key} {Describe(graph, m.Key.ToString())}"))}");
    }

    private static void WriteLeaders(IReadOnlyList<Ring> rings, Dictionary<string, string> truth, Dictionary<string, string> roles,
        Dictionary<string, (Ring? Ring, double Jaccard)> best, int limit)
    {
        ILookup<string, string> planted = roles.Where(r => r.Value == "leader").ToLookup(r => truth[r.Key], r => r.Key);
        foreach (Ring ring in rings.Where(r => best.Any(b => b.Value.Ring == r && b.Value.Jaccard >= .8 && planted.Contains(b.Key)
            && !planted[b.Key].Intersect(DetectBenchmark.Leaders(r)).Any())).Take(limit))
        {
            Console.WriteLine($"leader of {ring.Id} ({ring.Members.Count} members, {ring.Reports.Count} reports): planted "
                + $"{string.Join(", ", best.Where(b => b.Value.Ring == ring).SelectMany(b => planted[b.Key]))}");
            foreach (RingMember m in ring.Members.Where(m => DetectBenchmark.Leaders(ring).Contains(m.Key.ToString())
                || roles.GetValueOrDefault(m.Key.ToString()) == "leader" || m.Namesakes.Any(n => roles.GetValueOrDefault(n.ToString()) == "leader")))
            {
                string found = string.Join("; ", m.Roles.Select(r => $"{r.Word} {r.Score}: {string.Join(" ", r.Reasons.Select(x => x.Word + x.Points))}"));
                string mark = roles.GetValueOrDefault(m.Key.ToString()) == "leader" ? " PLANTED" : "";
                Console.WriteLine($"   {m.Key} {m.Label} [{found}] +{m.Namesakes.Count} namesakes{mark}");
            }
        }
    }

    private static void WriteTotals(IReadOnlyList<Ring> rings, Dictionary<string, string> truth, Dictionary<string, string> roles,
        Dictionary<string, Ring> ringOf, Dictionary<string, (Ring? Ring, double Jaccard)> best)
    {
        Console.WriteLine("rings below .8 by planted size: "
            + string.Join(", ", best.Where(b => b.Value.Jaccard < .8).CountBy(b => truth.Values.Count(v => v == b.Key) / 5 * 5).OrderBy(c => c.Key)
            .Select(c => $"{c.Key}+: {c.Value}")));
        Console.WriteLine("planted but in another or no ring: "
            + string.Join(", ", truth.Where(t => !ringOf.TryGetValue(t.Key, out Ring? r) || r != best[t.Value].Ring)
            .CountBy(t => roles[t.Key] + (ringOf.ContainsKey(t.Key) ? "" : " (none)")).OrderByDescending(c => c.Value).Select(c => $"{c.Key} {c.Value}")));
        Dictionary<string, string> mainOf = rings.ToDictionary(r => r.Id, r => r.Members.Select(m => truth.GetValueOrDefault(m.Key.ToString()))
            .Where(t => t is not null).CountBy(t => t!).OrderByDescending(c => c.Value).FirstOrDefault().Key ?? "", StringComparer.Ordinal);
        Console.WriteLine("not of the ring they are in: "
            + string.Join(", ", rings.SelectMany(r => r.Members.Where(m => mainOf[r.Id] != truth.GetValueOrDefault(m.Key.ToString())))
            .CountBy(m => truth.ContainsKey(m.Key.ToString()) ? "planted elsewhere" : $"unplanted {m.Key.Kind}").OrderByDescending(c => c.Value)
                .Select(c => $"{c.Key} {c.Value}")));
    }

    private static string Describe(GraphSnapshot graph, string key)
    {
        if (!EntityKey.TryParse(key, null, out EntityKey parsed) || !graph.TryFind(parsed, out int node)) return "absent";
        int[] vertices = graph.VerticesOf(in node).ToArray();
        int mentions = vertices.Sum(v => graph.VertexAt(v).MentionCount);
        return $"[{mentions} mentions, ring links {graph.RingDegree(node)} of {graph.Degree(node)}, records {vertices.Length}]";
    }
}
