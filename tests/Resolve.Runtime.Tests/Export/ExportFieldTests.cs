using System.Text;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;
using Resolve.Runtime.Export;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.TestKit.Facts;

namespace Resolve.Runtime.Tests.Export;

/// <summary>No field of a CSV export is a formula, and each comes back as it was.</summary>
public class ExportFieldTests
{
    private const string Alphabet = "=+-@\t\r\n'\",;aZ9 ổ";

    [Fact]
    public void Every_field_comes_back_and_none_is_a_formula()
    {
        var random = new SplitMix(9);
        for (int round = 0; round < 20_000; round++)
        {
            string value = string.Concat(Enumerable.Range(0, random.Below(6)).Select(_ => Alphabet[random.Below(Alphabet.Length)]));
            string field = ExportField.Write(value);
            string unquoted = field.StartsWith('"') ? field[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : field;
            Assert.False(unquoted.Length > 0 && "=+-@\t\r\n".Contains(unquoted[0], StringComparison.Ordinal), $"'{value}' is written as a formula.");
            Assert.Equal(value, ExportField.Read(unquoted));
        }
    }

    [Fact]
    public async Task A_reports_id_that_is_a_formula_is_exported_as_text()
    {
        await using LocalRuntime runtime = await LocalRuntime.OpenAsync(new InMemoryJournal(), new LocalRuntimeOptions(), null, CancellationToken.None);
        var report = new Report
        {
            Key = new ReportKey("s", "=cmd|' /C calc'!A0"),
            Mentions = [new Mention { Ref = "a", Kind = MentionKind.Person, Role = MentionRole.Suspect, Name = "Nguyễn Văn An" }],
        };
        Receipt receipt = await runtime.SubmitAsync(report, CancellationToken.None);
        using var output = new MemoryStream();
        StateExport export = await runtime.ExportAtAsync(receipt.Position, CancellationToken.None);
        await export.WriteAsync(ExportKind.Persons, asCsv: true, output, null, CancellationToken.None);
        string[] lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n');
        Assert.Equal("record_id,cluster_id", lines[0]);
        Assert.StartsWith("'=cmd|", lines[1], StringComparison.Ordinal);
    }
}
