using System.Globalization;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;

namespace Resolve.Tests.Rings;

/// <summary>What a ring is, who its members are and which roles they have, by small cases, one per rule.</summary>
public class RingRuleTests
{
    private static readonly string[] s_groups = ["1", "2", "3"];

    [Fact]
    public async Task A_device_with_forty_numbers_is_one_ring_and_a_sim_farm()
    {
        var reports = new Reports();
        for (int i = 0; i < 40; i += 4)
        {
            string device = reports.Start().Device("356938035643809");
            for (int j = 0; j < 4; j++) reports.Link(reports.Phone(i + j), device, LinkKind.UsedIn);
        }
        Ring ring = Assert.Single(await reports.RingsAsync());
        Assert.Equal(41, ring.Members.Count);
        Assert.Equal("sim-farm", ring.Members.Single(m => m.Key.ToString().StartsWith("device:", StringComparison.Ordinal)).Roles[0].Word);
    }

    [Fact]
    public async Task An_account_that_unrelated_groups_pay_belongs_to_none_of_them()
    {
        var reports = new Reports();
        foreach (string group in s_groups)
        {
            for (int i = 0; i < 3; i++) reports.Group(group);
            for (int i = 0; i < 3; i++)
            {
                reports.Group(group);
                reports.Link("a", reports.Account("900000001"), LinkKind.Transferred);
            }
        }
        IReadOnlyList<Ring> rings = await reports.RingsAsync();
        Assert.Equal(3, rings.Count);
        Assert.All(rings, r => Assert.Equal(3, r.Members.Count));
        Assert.DoesNotContain(rings.SelectMany(r => r.Members), m => m.Label.Contains("900000001", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Numbers_chained_by_single_reports_are_one_ring()
    {
        var reports = new Reports();
        foreach (int[] numbers in (int[][])[[0, 1], [1, 2, 3], [3, 4]])
        {
            reports.Start();
            foreach (int number in numbers) reports.Phone(number);
        }
        Assert.Equal(5, Assert.Single(await reports.RingsAsync()).Members.Count);
    }

    [Fact]
    public async Task One_report_alone_shows_no_ring()
    {
        var reports = new Reports();
        reports.Group("1");
        reports.Start().Phone(1001); // the number of that group, in a case of its own
        Assert.Empty(await reports.RingsAsync());
    }

    [Fact]
    public async Task A_mention_in_passing_joins_no_rings_and_brings_no_report()
    {
        var reports = new Reports();
        for (int i = 0; i < 5; i++)
        {
            reports.Group("1");
            reports.Group("2");
        }
        reports.Group("1");
        reports.Account("200000002");
        IReadOnlyList<Ring> rings = await reports.RingsAsync();
        Assert.Equal([5, 6], rings.Select(r => r.Reports.Count).Order());
        Assert.All(rings, r => Assert.Equal(3, r.Members.Count));
    }

    [Fact]
    public async Task A_holder_known_by_name_only_is_counted_as_the_seller_of_that_name()
    {
        var reports = new Reports();
        for (int i = 0; i < 3; i++)
        {
            reports.Group("1");
            reports.Seller("TRAN VAN BINH", "079085001234");
            reports.Link("s", "a", LinkKind.Holds);
            reports.Account("500000005", "TRẦN VĂN BÌNH");
        }
        Ring ring = Assert.Single(await reports.RingsAsync());
        RingMember seller = Assert.Single(ring.Members, m => m.Key.ToString().StartsWith("person:", StringComparison.Ordinal)
            && m.Roles.Any(r => r.Word == "account-seller"));
        Assert.All(ring.Members.Where(m => m != seller), m => Assert.DoesNotContain("BINH", m.Label, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_loss_that_two_units_report_counts_once()
    {
        var reports = new Reports();
        foreach (int day in (int[])[1, 1, 2])
        {
            reports.Group("1");
            reports.Victim("079085001234", new Money(5_000_000), new DateTimeOffset(2026, 3, day, 9, 0, 0, TimeSpan.FromHours(7)));
        }
        Assert.Equal(10_000_000, Assert.Single(await reports.RingsAsync()).LossVnd);
    }

    /// <summary>Writes reports step by step.</summary>
    private sealed class Reports
    {
        private readonly List<(List<Mention> Mentions, List<ReportLink> Links)> _drafts = [];
        private readonly Dictionary<int, (Money Loss, DateTimeOffset At)> _harm = [];

        public Reports Start()
        {
            _drafts.Add(([], []));
            return this;
        }

        /// <summary>Starts a report of a group: an account "a", a number and an online identity.</summary>
        public void Group(string group)
        {
            Start();
            Add(new Mention { Ref = "a", Kind = MentionKind.Account, Role = MentionRole.Suspect, Bank = "VCB", Value = $"{group}00000002" });
            Phone(1000 + int.Parse(group, CultureInfo.InvariantCulture));
            Add(new Mention { Ref = "o", Kind = MentionKind.Online, Role = MentionRole.Suspect, Platform = "telegram", Value = $"group_{group}_x" });
        }

        public string Phone(int number) => Add(new Mention
        {
            Ref = $"t{number}", Kind = MentionKind.Phone, Role = MentionRole.Suspect,
                Value = string.Create(CultureInfo.InvariantCulture, $"09012{number:00000}"),
        });

        public string Device(string imei) => Add(new Mention { Ref = "d", Kind = MentionKind.Device, Role = MentionRole.Suspect, Type = "imei", Value = imei });

        public string Account(string number, string? holder = null) =>
            Add(new Mention { Ref = $"a{number}", Kind = MentionKind.Account, Role = MentionRole.Suspect, Bank = "VCB", Value = number, Holder = holder });

        public string Seller(string name, string document) => Add(new Mention
        {
            Ref = "s", Kind = MentionKind.Person, Role = MentionRole.Holder, Name = name, Documents = [new DocumentMention("cccd", document)],
        });

        public void Victim(string document, Money loss, DateTimeOffset at)
        {
            Add(new Mention { Ref = "v", Kind = MentionKind.Person, Role = MentionRole.Victim, Name = "LE THI HOA",
                Documents = [new DocumentMention("cccd", document)] });
            _harm[_drafts.Count - 1] = (loss, at);
        }

        public void Link(string from, string to, LinkKind kind) => _drafts[^1].Links.Add(new ReportLink(from, to, kind));

        public async Task<IReadOnlyList<Ring>> RingsAsync()
        {
            await using var journal = new InMemoryJournal();
            await using LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions { RingInterval = TimeSpan.Zero },
                null, CancellationToken.None);
            await resolver.SubmitAsync(
                [.. _drafts.Select((d, i) => new Report { Key = new ReportKey("hanoi/pc02", string.Create(CultureInfo.InvariantCulture, $"R{i:000}")),
                    Mentions = d.Mentions, Links = d.Links,
                    Loss = _harm.TryGetValue(i, out var harm) ? harm.Loss : null, OccurredAt = _harm.ContainsKey(i) ? harm.At : null })],
                CancellationToken.None);
            return [.. (await resolver.RingsAtAsync(resolver.Graph.Position, CancellationToken.None)).All()];
        }

        private string Add(Mention mention)
        {
            _drafts[^1].Mentions.Add(mention);
            return mention.Ref;
        }
    }
}
