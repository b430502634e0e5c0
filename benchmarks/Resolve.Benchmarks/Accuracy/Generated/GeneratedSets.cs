using System.Text;
using Resolve.Tables;
using Resolve.Graph;
using Resolve.Persons.Records;

namespace Resolve.Benchmarks.Accuracy.Generated;

/// <summary>The invented sets, read as <c>resolve import</c> reads them.</summary>
internal static class GeneratedSets
{
    /// <summary>Makes all sets, each from its own seed.</summary>
    public static IEnumerable<GeneratedSet> All()
    {
        yield return HistoricalSet.Make(5_000, fullNames: false, 1_001);
        yield return HistoricalSet.Make(5_000, fullNames: true, 1_002);
        yield return CustomerSet.Make(15_000, 2_001);
        yield return NamesakeSet.Make(10_000, 3_001);
        yield return VietnameseSet.Make(4_000, 4_001);
        yield return PopulationSet.Make("households", 3_000, 6, 0, 5_001);
        yield return PopulationSet.Make("minority", 6_000, 2, 15, 5_002);
        yield return PopulationSet.NamesAndDates(10_000, 5_003);
    }

    /// <summary>Reads a set through the mapping, the reader and the extractor, as an import does.</summary>
    public static DataSet Read(GeneratedSet set)
    {
        CsvMapping mapping = CsvMappingReader.Read(Encoding.UTF8.GetBytes(set.Mapping));
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(set.ToCsv()));
        var rows = new List<(string, PersonRecord)>();
        foreach (CsvRow row in CsvReportReader.ReadAsync(stream, mapping).ToBlockingEnumerable())
        {
            if (row.Report is not { } report) continue; // into the quarantine
            if (ReportExtractor.Extract(report).Mentions.Select(m => m.Record)
                .FirstOrDefault(r => r is not null) is { } record) rows.Add((report.Key.Id, record));
        }
        var ids = rows.Select(r => r.Item1).ToHashSet(StringComparer.Ordinal);
        return new DataSet(set.Name, 0, rows, set.Truth.Where(t => ids.Contains(t.Key)).ToDictionary());
    }
}
