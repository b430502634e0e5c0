using Resolve.Rings.Questions;
using System.Text;
using Resolve.Runtime.Ports;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Graph.Questions;

namespace Resolve.Server.Standalone;

/// <summary>Takes in the bundled feed and prints the rings found. Done again it changes nothing: every report is a duplicate then.</summary>
internal static class DemoRun
{
    private const string Feed = "Demo/demo-feed.ndjson";
    private const int RingsMax = 100;

    public static async Task RunAsync(IResolveService service, TextWriter output, CancellationToken cancellationToken)
    {
        IReadOnlyList<Receipt> receipts = await service.SubmitAsync(await ReadFeedAsync(cancellationToken), cancellationToken);
        int taken = receipts.Count(r => r.Outcome is SubmissionOutcome.Accepted or SubmissionOutcome.Superseded);
        int before = receipts.Count(r => r.Outcome == SubmissionOutcome.Duplicate);
        await output.WriteLineAsync($"Tin báo minh hoạ · Demo reports: {taken} mới / new, {before} đã có / there already");
        Page<Ring> rings = await service.AskAsync(new RingListQuestion(RingFilter.None, RingsMax, null), service.GetState().JournalPosition, cancellationToken);
        await RingTable.WriteAsync(rings, output);
    }

    private static async Task<List<Report>> ReadFeedAsync(CancellationToken cancellationToken)
    {
        using Stream stream = typeof(DemoRun).Assembly.GetManifestResourceStream(Feed)
            ?? throw new InvalidOperationException($"The assembly was built without {Feed}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var reports = new List<Report>();
        for (int line = 1; await reader.ReadLineAsync(cancellationToken) is { } text; line++)
        {
            if (string.IsNullOrWhiteSpace(text)) continue;
            ReportReadResult read = ReportReader.Read(Encoding.UTF8.GetBytes(text));
            reports.Add(read.Report ?? throw new InvalidDataException($"{Feed}, line {line}: {read.Errors[0]}"));
        }
        return reports;
    }
}
