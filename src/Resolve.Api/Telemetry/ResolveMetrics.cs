using System.Diagnostics.Metrics;
using Resolve.Api.Hosting;
using Resolve.Runtime.Ports;

namespace Resolve.Api.Telemetry;

/// <summary>The measures of the interface: one meter, standard units, tags with few values and nothing personal.</summary>
public sealed class ResolveMetrics : IDisposable
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "Resolve";

    private static readonly InstrumentAdvice<double> s_seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private readonly Meter _meter;
    private readonly Counter<long> _reports;
    private readonly Counter<long> _decisions;
    private readonly UpDownCounter<long> _intakeBytes;
    private readonly Counter<long> _intakeRefused;
    private readonly Counter<long> _questionRefused;
    private readonly Histogram<double> _ingest;
    private readonly Histogram<double> _question;

    /// <summary>Makes the measures.</summary>
    /// <param name="meters">Makes the meter.</param>
    /// <param name="slot">Where the engine is, once it is open.</param>
    public ResolveMetrics(IMeterFactory meters, ResolveServiceSlot slot)
    {
        ArgumentNullException.ThrowIfNull(meters);
        ArgumentNullException.ThrowIfNull(slot);
        _meter = meters.Create(Name);
        _reports = _meter.CreateCounter<long>("resolve.reports", "{report}", "Reports judged, by outcome.");
        _decisions = _meter.CreateCounter<long>("resolve.decisions", "{decision}", "Analysts' decisions judged, by kind and outcome.");
        _intakeBytes = _meter.CreateUpDownCounter<long>("resolve.intake.bytes", "By", "Bytes of reports and decisions in flight.");
        _intakeRefused = _meter.CreateCounter<long>("resolve.intake.refused", "{request}",
            "Reports and decisions answered 429, since intake had more in hand than it may.");
        _questionRefused = _meter.CreateCounter<long>("resolve.question.refused", "{request}",
            "Questions answered 429, since too many that may walk far were asked at once.");
        _ingest = _meter.CreateHistogram("resolve.ingest.duration", "s", "From a report or batch read to its facts on disk.", advice: s_seconds);
        _question = _meter.CreateHistogram("resolve.question.duration", "s", "From a request to its answer, by route template and status.", advice: s_seconds);
        Observe("resolve.journal.position", "{entry}", "The newest durable fact.", slot, s => s.JournalPosition);
        Observe("resolve.graph.lag", "{entry}", "Durable facts that questions do not see yet.", slot, s => s.JournalPosition - s.GraphPosition);
        Observe("resolve.rings.lag", "{entry}", "Durable facts that rings are not computed from yet.", slot, s => s.JournalPosition - s.RingPosition);
        Observe("resolve.rings", "{ring}", "Rings.", slot, s => s.RingCount);
        Observe("resolve.queue.length", "{submission}", "Submissions waiting for the journal.", slot, s => s.QueueLength);
    }

    /// <summary>Counts a report.</summary>
    /// <param name="outcome">The outcome word.</param>
    public void ReportJudged(string outcome) => _reports.Add(1, new KeyValuePair<string, object?>("resolve.outcome", outcome));

    /// <summary>Counts a decision.</summary>
    /// <param name="kind">The word of its kind; <c>undo</c>, or <c>none</c> for what is no decision.</param>
    /// <param name="outcome">The outcome word.</param>
    public void DecisionJudged(string kind, string outcome) => _decisions.Add(
        1, new KeyValuePair<string, object?>("resolve.decision", kind), new KeyValuePair<string, object?>("resolve.outcome", outcome));

    /// <summary>Counts bytes that came into intake, or left it.</summary>
    /// <param name="bytes">How many; negative for those that left.</param>
    public void IntakeBytes(long bytes) => _intakeBytes.Add(bytes);

    /// <summary>Counts a request that was refused because intake had more in hand than it may.</summary>
    public void IntakeRefused() => _intakeRefused.Add(1);

    /// <summary>Counts a question that was refused because too many wait.</summary>
    public void QuestionRefused() => _questionRefused.Add(1);

    /// <summary>Records how long a report or a batch took.</summary>
    /// <param name="kind"><c>single</c> or <c>batch</c>.</param>
    /// <param name="elapsed">How long.</param>
    public void Ingested(string kind, TimeSpan elapsed) => _ingest.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("resolve.kind", kind));

    /// <summary>Records how long a request took.</summary>
    /// <param name="route">The route template, never the path.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="elapsed">How long.</param>
    public void Answered(string route, int status, TimeSpan elapsed) => _question.Record(
        elapsed.TotalSeconds,
        new KeyValuePair<string, object?>("http.route", route),
        new KeyValuePair<string, object?>("http.response.status_code", status));

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private void Observe(string name, string unit, string description, ResolveServiceSlot slot, Func<ServiceState, long> measure) =>
        _meter.CreateObservableGauge(name, () => Measure(slot, measure), unit, description);

    private static IEnumerable<Measurement<long>> Measure(ResolveServiceSlot slot, Func<ServiceState, long> measure) =>
        slot.ServiceOrNull is { } service ? [new Measurement<long>(measure(service.GetState()))] : [];
}
