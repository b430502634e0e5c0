using Resolve.Identifiers.Mentions;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;

namespace Resolve.Tests.Rings;

/// <summary>When a ring counts persons of one name once.</summary>
public class NamesakesTests
{
    [Theory]
    [InlineData("|", "|", 1)]
    [InlineData("1979|", "|", 1)]
    [InlineData("1979|", "1979-10-28|", 1)]
    [InlineData("1979-10-28|", "|001079123456", 1)]
    [InlineData("1979-10-28|", "1979-11-02|", 2)]       // two days
    [InlineData("1979|", "1985-11-02|", 2)]             // two years
    [InlineData("|001079123456", "|079085654321", 2)]   // two papers of one kind
    public async Task Persons_of_one_name_are_one_member_unless_what_is_known_speaks_against_it(string first, string second, int count)
    {
        Ring ring = await OnlyRingAsync([("TRAN VAN LOC", first), ("Trần Văn Lộc", second)]);
        RingMember[] persons = [.. ring.Members.Where(m => m.Key.Kind == Resolve.Identifiers.EntityKind.Person)];
        Assert.Equal(count, persons.Length);
        Assert.InRange(persons.Sum(p => p.Namesakes.Count), 0, 2 - count);
    }

    [Fact]
    public async Task Who_was_taken_for_one_of_two_speaks_against_a_third()
    {
        Ring ring = await OnlyRingAsync([("TRAN VAN LOC", "1979|"), ("TRAN VAN LOC", "1979-10-28|"), ("TRAN VAN LOC", "1985|")]);
        Assert.Equal(2, ring.Members.Count(m => m.Key.Kind == Resolve.Identifiers.EntityKind.Person));
    }

    [Fact]
    public async Task The_member_who_has_papers_bears_the_name()
    {
        Ring ring = await OnlyRingAsync([("TRAN VAN LOC", "|"), ("TRAN VAN LOC", "1979|001079123456"), ("TRAN VAN LOC", "1979|")]);
        RingMember bearer = Assert.Single(ring.Members, m => m.Key.Kind == Resolve.Identifiers.EntityKind.Person);
        Assert.Equal("person:" + StableHash.Key64("hanoi/pc02", "R1", "p")
            .ToString("x16", System.Globalization.CultureInfo.InvariantCulture), bearer.Key.ToString());
    }

    private static async Task<Ring> OnlyRingAsync((string Name, string Known)[] holders)
    {
        var reports = new List<Report>();
        for (int i = 0; i < holders.Length; i++)
        {
            string[] known = holders[i].Known.Split('|');
            reports.Add(new Report
            {
                Key = new ReportKey("hanoi/pc02", $"R{i}"),
                ReceivedAt = new DateTimeOffset(2026, 1, 1 + i, 8, 0, 0, TimeSpan.FromHours(7)),
                Mentions =
                [
                    new Mention { Ref = "t", Kind = MentionKind.Phone, Role = MentionRole.Suspect, Value = "0901234567" },
                    new Mention { Ref = "o", Kind = MentionKind.Online, Role = MentionRole.Suspect, Platform = "telegram", Value = "user_x" },
                    new Mention
                    {
                        Ref = "p", Kind = MentionKind.Person, Role = MentionRole.Suspect, Name = holders[i].Name,
                            BirthDate = known[0].Length > 0 ? known[0] : null,
                        Documents = known[1].Length > 0 ? [new DocumentMention("cccd", known[1])] : [],
                    },
                ],
                Links = [],
            });
        }
        await using LocalRuntime resolver = await LocalRuntime.OpenAsync(new InMemoryJournal(), new LocalRuntimeOptions { RingInterval = TimeSpan.Zero },
            null, CancellationToken.None);
        await resolver.SubmitAsync(reports, CancellationToken.None);
        await resolver.RingsAtAsync(resolver.Graph.Position, CancellationToken.None);
        return Assert.Single(resolver.Rings.All());
    }
}
