using System.Text.Json;
using Resolve.Cli.Generate.Demo;
using Resolve.Identifiers.Places;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;

namespace Resolve.Cli.Tests.Generate;

/// <summary>The demo's planted stories against the rings that the engine finds in its feed.</summary>
public class DemoRingTests
{
    private static readonly Lazy<Task<(JsonElement Stories, List<Ring> Rings)>> s_found = new(FindAsync);

    public static TheoryData<string> StoryIds()
    {
        using MemoryStream feed = new(), stories = new();
        DemoFeed.Write(feed, stories);
        using var document = JsonDocument.Parse(stories.ToArray());
        return [.. document.RootElement.GetProperty("stories").EnumerateArray().Select(s => s.GetProperty("id").GetString()!)];
    }

    [Theory]
    [MemberData(nameof(StoryIds))]
    public async Task A_story_comes_out_as_one_ring_with_its_members_leader_provinces_and_countries(string id)
    {
        (JsonElement truth, List<Ring> rings) = await s_found.Value;
        JsonElement story = truth.GetProperty("stories").EnumerateArray().Single(s => s.GetProperty("id").GetString() == id);
        HashSet<string> members = [.. story.GetProperty("members").EnumerateArray().Select(m => m.GetProperty("key").GetString()!)];
        Ring ring = rings.MaxBy(r => r.Members.Count(m => members.Contains(m.Key.ToString())))!;
        string[] found = [.. ring.Members.Select(m => m.Key.ToString())];
        double jaccard = (double)found.Count(members.Contains) / found.Union(members).Count();
        Assert.True(jaccard >= .9, $"Jaccard {jaccard:N2}; missing: {string.Join(' ', members.Except(found))}; strange: "
            + $"{string.Join(' ', found.Except(members))}");

        var leaders = ring.Members.Select(m => (Key: m.Key.ToString(), Role: m.Roles.FirstOrDefault(r => r.Word == "leader")))
            .Where(m => m.Role is not null).OrderByDescending(m => m.Role!.Score).ThenBy(m => m.Key, StringComparer.Ordinal).Take(2).ToList();
        Assert.Contains(story.GetProperty("leaderKey").GetString()!, leaders.Select(l => l.Key));
        Assert.All(ring.Members.SelectMany(m => m.Roles).SelectMany(r => r.Reasons), reason =>
            Assert.Subset(ring.Reports.ToHashSet(), reason.Reports.ToHashSet()));

        IEnumerable<string> provinces = story.GetProperty("provinces").EnumerateArray().Select(p => NameOf(p.GetString()!));
        Assert.Equal(provinces.Distinct().Order(StringComparer.Ordinal), ring.Provinces34.Order(StringComparer.Ordinal));
        IEnumerable<string> countries = story.GetProperty("countries").EnumerateArray().Select(c => c.GetString()!);
        Assert.Equal(countries.Order(StringComparer.Ordinal), ring.ForeignTies.Select(t => t.Country).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Hubs_are_in_no_ring()
    {
        (JsonElement truth, List<Ring> rings) = await s_found.Value;
        HashSet<string> hubs = [.. truth.GetProperty("hubs").EnumerateArray().Select(h => h.GetProperty("key").GetString()!)];
        Assert.Equal(3, hubs.Count);
        Assert.DoesNotContain(rings.SelectMany(r => r.Members), m => hubs.Contains(m.Key.ToString()));
    }

    [Fact]
    public async Task Nothing_but_the_stories_comes_out_as_a_ring()
    {
        (JsonElement truth, List<Ring> rings) = await s_found.Value;
        Assert.Equal(truth.GetProperty("stories").GetArrayLength(), rings.Count);
    }

    /// <summary>Stories name provinces by the codes of today.</summary>
    private static string NameOf(string code)
    {
        Assert.True(Province.TryParse(code, new DateOnly(2026, 6, 1), out ProvinceReading reading));
        return reading.New.Name;
    }

    private static async Task<(JsonElement Stories, List<Ring> Rings)> FindAsync()
    {
        using MemoryStream feed = new(), stories = new();
        DemoFeed.Write(feed, stories);
        List<Report> reports = [.. System.Text.Encoding.UTF8.GetString(feed.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => ReportReader.Read(System.Text.Encoding.UTF8.GetBytes(line)).Report!)];
        await using var journal = new InMemoryJournal();
        await using LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions { RingInterval = TimeSpan.Zero },
            null, CancellationToken.None);
        await resolver.SubmitAsync(reports, CancellationToken.None);
        RingSnapshot found = await resolver.RingsAtAsync(resolver.Graph.Position, CancellationToken.None);
        return (JsonDocument.Parse(stories.ToArray()).RootElement, [.. found.All()]);
    }
}
