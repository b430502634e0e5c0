using Resolve.Cli.Generate;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Identifiers.Normalisation;
using Resolve.Reports;

namespace Resolve.Cli.Tests.Generate;

public class NormaliserTests
{
    private static IEnumerable<(Mention Mention, NormalisedIdentifier Read)> Readings(IEnumerable<Report> reports) =>
        from report in reports
        from mention in report.Mentions
        where mention.Kind != MentionKind.Person
        select (mention, MentionNormaliser.Normalise(mention, DateOnly.FromDateTime(report.OwnTime.DateTime)));

    [Fact]
    public void The_engine_reads_every_planted_entity_under_the_key_of_the_truth()
    {
        var truth = new HashSet<string>(StringComparer.Ordinal);
        var generator = new ReportGenerator(new GeneratorOptions { Reports = 12_000, Rings = 250, Seed = 2026 });
        var read = Readings(generator.Reports(row => Assert.True(truth.Add(row.EntityKey)))).Select(r => r.Read.Key.ToString())
            .ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(truth, key => !key.StartsWith("person:", StringComparison.Ordinal) && !read.Contains(key));
    }

    [Fact]
    public void No_spelling_makes_a_second_entity_and_only_accounts_without_bank_and_hotlines_stay_unread()
    {
        var truth = new HashSet<string>(StringComparer.Ordinal);
        var options = new GeneratorOptions { Reports = 12_000, Rings = 250, Seed = 2027, NoisePerMille = 0, HubRingsPerMille = 0, SharedMuleRingsPerMille = 0,
            BridgeReportsPerMille = 0 };
        var readings = Readings(new ReportGenerator(options).Reports(row => truth.Add(row.EntityKey)))
            .Where(r => r.Mention.Role is not (MentionRole.Victim or MentionRole.Mentioned)).ToList();
        Assert.All(readings.Where(r => r.Read.Reason is null), r =>
            Assert.True(truth.Contains(r.Read.Key.ToString()), $"{r.Mention.Kind} {r.Mention.Value}: {r.Read.Key}"));
        Assert.All(readings.Where(r => r.Read.Reason is not null), r =>
            Assert.True(r.Mention is { Kind: MentionKind.Account, Bank: null }, $"{r.Mention.Kind} {r.Mention.Value}: {r.Read.Reason}"));
    }
}
