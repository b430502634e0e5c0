using System.Globalization;
using System.Text.Json;
using Resolve.Cli.Generate.Demo;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Identifiers.Normalisation;
using Resolve.Reports;

namespace Resolve.Cli.Tests.Generate;

public class DemoFeedTests
{
    private static readonly (byte[] Feed, byte[] Stories) s_written = Write();

    private static (byte[] Feed, byte[] Stories) Write()
    {
        using MemoryStream feed = new(), stories = new();
        DemoFeed.Write(feed, stories);
        return (feed.ToArray(), stories.ToArray());
    }

    private static string Folder()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Resolve.sln"))) at = at.Parent;
        return Path.Combine(at!.FullName, "src", "Resolve.Server", "Demo");
    }

    private static List<Report> Reports()
    {
        var reports = new List<Report>();
        foreach (string line in System.Text.Encoding.UTF8.GetString(s_written.Feed).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            ReportReadResult read = ReportReader.Read(System.Text.Encoding.UTF8.GetBytes(line));
            Assert.Empty(read.Errors);
            reports.Add(read.Report!);
        }
        return reports;
    }

    private static JsonElement Stories() => JsonDocument.Parse(s_written.Stories).RootElement;

    /// <summary>To write the files again after a change of the stories, run this test with RESOLVE_WRITE_DEMO=1.</summary>
    [Fact]
    public void The_committed_files_are_what_the_story_writer_writes()
    {
        string feed = Path.Combine(Folder(), "demo-feed.ndjson"), stories = Path.Combine(Folder(), "demo-stories.json");
        if (Environment.GetEnvironmentVariable("RESOLVE_WRITE_DEMO") == "1")
        {
            File.WriteAllBytes(feed, s_written.Feed);
            File.WriteAllBytes(stories, s_written.Stories);
        }
        Assert.Equal(File.ReadAllText(feed), System.Text.Encoding.UTF8.GetString(s_written.Feed));
        Assert.Equal(File.ReadAllText(stories), System.Text.Encoding.UTF8.GetString(s_written.Stories));
    }

    [Fact]
    public void Some_hundreds_of_reports_over_many_provinces_read_without_errors()
    {
        List<Report> reports = Reports();
        Assert.InRange(reports.Count, 300, 500);
        Assert.True(reports.Select(r => r.Key.Source).Distinct().Count() > 30);
        Assert.Equal(reports.Select(r => r.OwnTime.UtcTicks), reports.Select(r => r.OwnTime.UtcTicks).Order());
        Assert.Equal(2, reports.Count(r => r.Version == 2));
        Assert.Equal(reports.Count, reports.Select(r => (r.Key, r.Version)).Distinct().Count());
        Assert.All(reports, r => Assert.DoesNotContain('{', r.Narrative!));
    }

    [Fact]
    public void Every_story_has_one_leader_in_several_reports_and_no_entity_of_another_story()
    {
        JsonElement[] stories = [.. Stories().GetProperty("stories").EnumerateArray()];
        Assert.Equal(8, stories.Length);
        var keys = stories.SelectMany(s => s.GetProperty("members").EnumerateArray()).Select(m => m.GetProperty("key").GetString()!).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
        List<Report> reports = Reports();
        Assert.All(stories, story =>
        {
            Assert.Contains(story.GetProperty("members").EnumerateArray(), m => m.GetProperty("key").GetString() == story.GetProperty("leaderKey").GetString()
                && m.GetProperty("role").GetString() == "leader");
            string name = story.GetProperty("leaderName").GetString()!;
            Assert.True(reports.Count(r => r.Narrative!.Contains(name, StringComparison.Ordinal)) >= 3, name);
            Assert.True(story.GetProperty("provinces").GetArrayLength() >= 3);
        });
        Assert.Contains(stories, s => s.GetProperty("countries").EnumerateArray().Select(c => c.GetString()).SequenceEqual(["KH", "CN"]));
        Assert.Contains(stories, s => s.GetProperty("provinces").GetArrayLength() >= 8);
    }

    [Fact]
    public void One_handset_carries_many_numbers_and_victims_and_hubs_stand_between_stories()
    {
        List<Report> reports = Reports();
        var numbers = new Dictionary<string, HashSet<string>>();
        foreach (Report report in reports)
            foreach (ReportLink link in report.Links.Where(l => l.Kind == LinkKind.UsedIn))
            {
                string imei = Digits(report.Mentions.First(m => m.Ref == link.To).Value!)[..14];
                if (!numbers.TryGetValue(imei, out HashSet<string>? set)) numbers.Add(imei, set = []);
                set.Add(Digits(report.Mentions.First(m => m.Ref == link.From).Value!)[^6..]);
            }
        Assert.Contains(numbers.Values, set => set.Count >= 15);
        foreach (JsonElement victim in Stories().GetProperty("commonVictims").EnumerateArray())
        {
            string tail = victim.GetProperty("phoneKey").GetString()![^7..];
            Assert.Equal(2, reports.Where(r => r.Version == 1)
                .Count(r => r.Mentions.Any(m => m.Role == MentionRole.Victim && m.Kind == MentionKind.Phone && Digits(m.Value!)
                .EndsWith(tail, StringComparison.Ordinal))));
        }
        Assert.True(reports.Count(r => r.Mentions.Any(m => m.Kind == MentionKind.Phone && Digits(m.Value!)
            .EndsWith("2873000888", StringComparison.Ordinal))) >= 30);
    }

    [Fact]
    public void The_engine_reads_every_member_of_a_story_under_its_key()
    {
        var read = new HashSet<string>(StringComparer.Ordinal);
        foreach (Report report in Reports())
            foreach (Mention mention in report.Mentions.Where(m => m.Kind != MentionKind.Person))
            {
                NormalisedIdentifier identifier = MentionNormaliser.Normalise(mention, DateOnly.FromDateTime(report.OwnTime.DateTime));
                Assert.True(identifier.Reason is null || mention.Value == "1900 0000", $"{mention.Kind} {mention.Value}: {identifier.Reason}");
                read.Add(identifier.Key.ToString());
            }
        var keys = Stories().GetProperty("stories").EnumerateArray().SelectMany(s => s.GetProperty("members").EnumerateArray())
            .Select(m => m.GetProperty("key").GetString()!).ToList();
        Assert.DoesNotContain(keys, key => !key.StartsWith("person:", StringComparison.Ordinal) && !read.Contains(key));
        Assert.All(Stories().GetProperty("hubs").EnumerateArray(), hub => Assert.Contains(hub.GetProperty("key").GetString()!, read));
    }

    private static string Digits(string text) => new([.. text.Where(char.IsDigit).Select(c => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)))]);
}
