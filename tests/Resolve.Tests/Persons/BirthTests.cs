using Resolve.Graph;
using Resolve.Identifiers.Mentions;
using Resolve.Persons.Models;
using Resolve.Reports;

namespace Resolve.Tests.Persons;

/// <summary>Dates of birth that nobody living has are no evidence.</summary>
public class BirthTests
{
    [Theory]
    [InlineData("1900-01-01", null)]
    [InlineData("1753-01-01", null)]
    [InlineData("1899-12-30", null)]
    [InlineData("1899-12-31", null)]
    [InlineData("1111-11-11", null)]
    [InlineData("01/01/1900", null)]
    [InlineData("1601-01-01", null)]
    [InlineData("1904-01-01", null)]
    [InlineData("1800-01-01", null)]
    [InlineData("1900", null)]
    [InlineData("0001-01-01", null)]
    [InlineData("9999-12-31", null)]
    [InlineData("1900-01-01", "2026-03-12T08:00:00+07:00")]
    [InlineData("1915-06-07", "2026-03-12T08:00:00+07:00")]
    [InlineData("12/03/1850", "2026-03-12T08:00:00+07:00")]
    [InlineData("1916-03-11", "2026-03-12T08:00:00+07:00")]
    [InlineData("1790", "2026-03-12T08:00:00+07:00")]
    public void Two_reports_with_a_birth_of_nobody_are_two_persons(string birth, string? received)
    {
        (ContentMention one, ContentMention other) = (Person("1", birth, received), Person("2", birth, received));
        Assert.Null(one.Record!.BirthDate);
        var harness = new ResolverHarness(PersonModel.Default);
        harness.Add(one.Record);
        harness.Add(other.Record!);
        harness.Recluster();
        Assert.Single(harness.ClusterOf(one.Record));
    }

    [Theory]
    [InlineData("1900-01-01", "birth-of-nobody")]
    [InlineData("1893-05-06", "birth-of-nobody")]
    [InlineData("1987-03-21", null)]
    public void A_birth_of_nobody_gets_a_warning(string birth, string? reason) => Assert.Equal(reason, Person("1", birth, "2026-03-12T08:00:00+07:00").Reason);

    [Theory]
    [InlineData("1916-03-12", "2026-03-12T08:00:00+07:00")]
    [InlineData("1916", "2026-03-12T08:00:00+07:00")]
    [InlineData("1970-01-01", "2026-03-12T08:00:00+07:00")]
    [InlineData("1987-03-21", null)]
    [InlineData("1630-08-01", null)] // a register of history has no day of report
    [InlineData("1895-06-07", "1990-03-12T08:00:00+07:00")]
    public void A_birth_that_somebody_may_have_is_compared(string birth, string? received) => Assert.NotNull(Person("1", birth, received).Record!.BirthDate);

    private static ContentMention Person(string id, string birth, string? received)
    {
        var report = new Report
        {
            Key = new ReportKey("s", id),
            ReceivedAt = received is null ? null : DateTimeOffset.Parse(received, System.Globalization.CultureInfo.InvariantCulture),
            Mentions = [new Mention { Ref = "p", Kind = MentionKind.Person, Name = "Vương Khả Tiệp", BirthDate = birth }],
        };
        return Assert.Single(ReportExtractor.Extract(report).Mentions);
    }
}
