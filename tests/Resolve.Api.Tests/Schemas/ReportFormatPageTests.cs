using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Resolve.Reports;

namespace Resolve.Api.Tests.Schemas;

/// <summary>The pages about the report format name every member, code and limit that the reader knows.</summary>
public partial class ReportFormatPageTests
{
    public static TheoryData<string> Pages => new("docs/report-format.md", "docs/vi/report-format.md");

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_page_names_every_member_that_the_reader_asks_for(string page)
    {
        string text = File.ReadAllText(Repository.File(page));
        string[] members = Members();
        Assert.Contains("reference", members); // the members are found at all
        Assert.All(members, m => Assert.True(text.Contains($"`{m}`", StringComparison.Ordinal),
            $"{page} does not name the member '{m}' that ReportReader reads."));
    }

    [Fact]
    public void The_schema_names_every_member_that_the_reader_asks_for()
    {
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(Repository.File("src/Resolve.Api/Schemas/report.json")));
        var named = new HashSet<string>(StringComparer.Ordinal);
        Collect(schema.RootElement, named);
        Assert.All(Members(), m => Assert.True(named.Contains(m), $"report.json does not name the member '{m}' that ReportReader reads."));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_page_names_every_code(string page)
    {
        string text = File.ReadAllText(Repository.File(page));
        string[] errors = [.. typeof(FieldErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!)];
        Assert.NotEmpty(errors);
        string[] papers = ["cccd", "cmnd", "passport", "national-id", "driver-licence", "other"];
        IEnumerable<string> codes = [.. errors, .. WireNames.MentionKinds, .. WireNames.Roles, .. WireNames.LinkKinds, .. WireNames.Statuses,
            .. papers, .. Typologies()];
        Assert.All(codes, c => Assert.True(text.Contains($"`{c}`", StringComparison.Ordinal), $"{page} does not name the code '{c}'."));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_page_names_every_limit(string page)
    {
        string text = File.ReadAllText(Repository.File(page)).Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
        int[] limits =
        [
            ReportLimits.SizeBytesMax, ReportLimits.MentionCountMax, ReportLimits.LinkCountMax, ReportLimits.ListCountMax, ReportLimits.TextLengthMax,
            ReportLimits.NarrativeLengthMax, ReportLimits.YearMin, ReportLimits.YearMax, ReportLimits.ErrorCountMax, ReportKey.PartLengthMax,
        ];
        Assert.All(limits, l => Assert.Contains(l.ToString(CultureInfo.InvariantCulture), text, StringComparison.Ordinal));
    }

    private static string[] Members() =>
        [.. Asked().Matches(File.ReadAllText(Repository.File("src/Resolve/Reports/ReportReader.cs"))).Select(m => m.Groups[1].Value)
            .Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> Typologies() =>
        Typology().Matches(File.ReadAllText(Repository.File("src/Resolve/Rings/Dossiers/TypologyNames.cs"))).Select(m => m.Groups[1].Value);

    private static void Collect(JsonElement element, HashSet<string> names)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in element.EnumerateObject())
            {
                if (member.Name == "properties") names.UnionWith(member.Value.EnumerateObject().Select(p => p.Name));
                Collect(member.Value, names);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray()) Collect(item, names);
        }
    }

    [GeneratedRegex("\"([a-zA-Z]+)\"u8")]
    private static partial Regex Asked();

    [GeneratedRegex("new\\(\"([A-Z][0-9]{2})\"")]
    private static partial Regex Typology();
}
