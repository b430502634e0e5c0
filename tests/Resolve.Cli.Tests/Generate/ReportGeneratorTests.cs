using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Resolve.Cli.Generate;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.TestKit;

namespace Resolve.Cli.Tests.Generate;

public class ReportGeneratorTests
{
    private static GeneratorOptions Small(ulong seed, int reports = 600, int rings = 12) => new() { Reports = reports, Rings = rings, Seed = seed };

    private static (byte[] Reports, string Truth, string Roles) Bytes(GeneratorOptions options)
    {
        using var stream = new MemoryStream();
        using var truth = new StringWriter();
        using var roles = new StringWriter();
        GenerateRun.Write(options, stream, truth, roles);
        return (stream.ToArray(), truth.ToString(), roles.ToString());
    }

    private static (List<Report> Reports, List<TruthRow> Truth) Run(GeneratorOptions options)
    {
        var truth = new List<TruthRow>();
        return ([.. new ReportGenerator(options).Reports(truth.Add)], truth);
    }

    [Fact]
    public void The_same_options_give_the_same_bytes() =>
        Prop.ForAll(ArbMap.Default.GeneratorFor<uint>().ToArbitrary(), seed =>
        {
            var (first, second) = (Bytes(Small(seed, 120, 3)), Bytes(Small(seed, 120, 3)));
            return first.Reports.AsSpan().SequenceEqual(second.Reports) && first.Truth == second.Truth && first.Roles == second.Roles;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Another_seed_gives_another_feed() => Assert.NotEqual(Bytes(Small(1)).Truth, Bytes(Small(2)).Truth);

    [Fact]
    public void The_truth_of_a_seed_never_changes()
    {
        // Published figures name seeds. Amounts rest on the platform's pow, so the reports themselves are not pinned.
        string roles = Bytes(Small(42, 2_000, 40)).Roles;
        Assert.Equal("1fc65a6e001d7549d795d62aee14416b", StableHash.Of128(Encoding.UTF8.GetBytes(roles))
            .ToString("x32", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Every_report_reads_without_errors_and_comes_back_equal()
    {
        byte[] feed = Bytes(Small(3, 3_000, 60)).Reports;
        int count = 0, from = 0;
        var keys = new HashSet<ReportKey>();
        while (from < feed.Length)
        {
            int length = feed.AsSpan(from).IndexOf((byte)'\n');
            ReportReadResult read = ReportReader.Read(feed.AsMemory(from, length));
            Assert.Empty(read.Errors);
            Assert.NotNull(read.Report);
            Assert.Empty(read.Report.UnknownFields);
            Assert.True(ReportWriter.ToUtf8(read.Report).AsSpan().SequenceEqual(feed.AsSpan(from, length)));
            Assert.True(keys.Add(read.Report.Key), $"{read.Report.Key} came twice");
            from += length + 1;
            count++;
        }
        Assert.Equal(3_000, count);
    }

    [Fact]
    public void Every_ring_has_three_to_sixty_entities_one_leading_person_and_no_entity_of_another_ring()
    {
        (_, List<TruthRow> truth) = Run(Small(4, 6_000, 150));
        Assert.Equal(truth.Count, truth.Select(row => row.EntityKey).Distinct().Count());
        var rings = truth.GroupBy(row => row.RingId).ToList();
        Assert.Equal(150, rings.Count);
        Assert.All(rings, ring => Assert.InRange(ring.Count(), 3, 60));
        Assert.All(rings, ring => Assert.Single(ring, row => row.Role == "leader" && row.EntityKey.StartsWith("person:", StringComparison.Ordinal)));
        Assert.Contains(rings, ring => ring.Count() > 40);
        Assert.Equal(["account-seller", "caller", "cash-out", "collector", "leader", "mule-account", "recruiter", "sim-farm"], truth.Select(row => row.Role)
            .Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_engine_holds_every_entity_of_the_truth_under_its_key()
    {
        (List<Report> reports, List<TruthRow> truth) = Run(Small(5, 4_000, 80));
        await using var journal = new InMemoryJournal();
        await using LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions(), null, default);
        IReadOnlyList<Receipt> receipts = await resolver.SubmitAsync(reports, default);
        Assert.True(truth.Count(row => row.EntityKey.StartsWith("person:", StringComparison.Ordinal)) > 100);
        foreach (TruthRow row in truth)
        {
            EntityDetail? found = await resolver.AskAsync(new EntityQuestion(EntityKey.Parse(row.EntityKey)), receipts[^1].Position, default);
            Assert.True(found is not null && found.Summary.Key.ToString() == row.EntityKey, $"{row.Role} {row.EntityKey} of {row.RingId}");
        }
    }

    [Fact]
    public void Papers_and_handsets_are_valid()
    {
        (List<Report> reports, _) = Run(Small(6, 4_000, 80));
        var mentions = reports.SelectMany(report => report.Mentions).ToList();
        var handsets = mentions.Where(m => m.Kind == MentionKind.Device).Select(m => new string([.. m.Value!.Where(char.IsAsciiDigit)])).ToList();
        Assert.NotEmpty(handsets);
        Assert.All(handsets, digits => Assert.True(digits.Length == 16 || (digits.Length == 15 && Luhn(digits) == 0), digits));
        var people = mentions.Where(m => m.Documents.Any(d => d.Type == "cccd") && m.BirthDate is not null).ToList();
        Assert.True(people.Count > 200);
        Assert.All(people, m =>
        {
            string number = m.Documents[0].Number.Replace(" ", "", StringComparison.Ordinal);
            int year = int.Parse(m.BirthDate![..4], System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(12, number.Length);
            Assert.Equal(year % 100, int.Parse(number[4..6], System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(year >= 2000 ? 1 : 0, (number[3] - '0') / 2);
            if (m.Sex is not null) Assert.Equal(m.Sex == "Nữ" ? 1 : 0, (number[3] - '0') % 2);
        });
    }

    private static int Luhn(string digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            int d = digits[^(i + 1)] - '0';
            if (i % 2 == 1 && (d *= 2) > 9) d -= 9;
            sum += d;
        }
        return sum % 10;
    }

    [Fact]
    public void Reports_of_one_ring_come_from_several_provinces_and_their_own_times_are_not_sorted()
    {
        (List<Report> reports, _) = Run(Small(7, 300, 1) with { NoisePerMille = 0 });
        Assert.Equal(300, reports.Count);
        Assert.True(reports.Select(r => r.Key.Source).Distinct().Count() > 3);
        Assert.Contains(reports.Zip(reports.Skip(1)), pair => pair.Second.OwnTime < pair.First.OwnTime);
        Assert.All(reports, r => Assert.InRange(r.OwnTime.Year, 2024, 2026));
    }

    [Fact]
    public void Codes_of_the_63_provinces_end_with_june_2025()
    {
        (List<Report> reports, _) = Run(Small(8, 5_000, 50));
        var merged = new DateTimeOffset(2025, 7, 1, 0, 0, 0, TimeSpan.FromHours(7));
        Assert.Contains(reports, r => r.ReceivedAt < merged && r.Province == "Quảng Nam");
        Assert.DoesNotContain(reports, r => r.ReceivedAt >= merged
            && (r.Province is "Quảng Nam" or "49" || r.Key.Source.StartsWith("quangnam/", StringComparison.Ordinal)));
    }

    /// <summary>A process of its own whose heap is bounded, since the live memory of this one is also that of the tests beside it.</summary>
    [Fact]
    public async Task Memory_does_not_grow_with_the_reports()
    {
        using var directory = new TemporaryDirectory();
        string feed = directory.File("feed.jsonl");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "Resolve.Cli.dll"), "generate", "--reports", "200000", "--rings", "4000",
            "--seed", "9", "--out", feed];
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x3000000";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await output + await errors);
        Assert.Equal(200_000, File.ReadLines(feed).Count());
        Assert.True(new FileInfo(feed).Length > 3 * 0x3000000, "the feed must be larger than the heap that wrote it");
    }

    [Fact]
    public void Rings_that_do_not_fit_into_the_reports_are_refused_with_the_least_number_needed()
    {
        var error = Assert.Throws<ArgumentException>(() => new ReportGenerator(Small(1, 100, 100)));
        Assert.Matches(@"100 rings need at least \d+ reports; there are 100", error.Message);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-5, 0)]
    [InlineData(100, -1)]
    [InlineData(int.MaxValue, 1)]
    public void Counts_out_of_range_are_refused(int reports, int rings) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReportGenerator(Small(1, reports, rings)));

    [Fact]
    public void No_rings_and_no_noise_are_both_possible()
    {
        (List<Report> noise, List<TruthRow> none) = Run(Small(1, 50, 0));
        Assert.Equal(50, noise.Count);
        Assert.Empty(none);
        Assert.Equal(200, Run(Small(1, 200, 4) with { NoisePerMille = 0 }).Reports.Count);
    }

    [Fact]
    public void A_run_stops_when_canceled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => GenerateRun.Write(Small(1), Stream.Null, null, cancellationToken: source.Token));
    }
}
