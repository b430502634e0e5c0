using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Resolve.Client.Durable.Sending;

/// <summary>The metrics and traces of one feed. None holds personal data.</summary>
internal sealed class FeedInstruments : IDisposable
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "Resolve.Client.Durable";

    private static readonly ActivitySource s_source = new(Name);

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _accepted, _acknowledged, _parked, _failures;
    private readonly Histogram<double> _latency, _request;

    /// <param name="progress">Gives the state that the gauges show.</param>
    public FeedInstruments(Func<FeedProgress> progress)
    {
        _accepted = _meter.CreateCounter<long>("resolve.feed.reports.accepted", "{report}", "Reports that the outbox accepted.");
        _acknowledged = _meter.CreateCounter<long>("resolve.feed.reports.acknowledged", "{report}", "Reports that the service acknowledged, by outcome.");
        _parked = _meter.CreateCounter<long>("resolve.feed.reports.parked", "{report}", "Reports that the service will not take as they are, by reason.");
        _failures = _meter.CreateCounter<long>("resolve.feed.requests.failed", "{request}", "Requests that failed and are repeated, by reason.");
        _latency = _meter.CreateHistogram<double>("resolve.feed.report.latency", "s", "From the acceptance of a report by the outbox to its acknowledgement.");
        _request = _meter.CreateHistogram<double>("resolve.feed.request.duration", "s", "How long a request took, from its first byte to its last answer.");
        _meter.CreateObservableGauge("resolve.feed.outbox.reports", () => progress().Waiting, "{report}", "Reports in the outbox that are not acknowledged.");
        _meter.CreateObservableGauge("resolve.feed.outbox.parked", () => progress().Parked, "{report}", "Parked reports.");
        _meter.CreateObservableGauge("resolve.feed.outbox.size", () => progress().OutboxBytes, "By", "What the outbox takes on disk.");
    }

    public static Activity? StartSending(int reports, int attempt) => s_source.StartActivity("resolve.feed.send", ActivityKind.Producer)
        ?.SetTag("resolve.feed.reports", reports).SetTag("resolve.feed.attempt", attempt);

    public void Accepted(int count) => _accepted.Add(count);

    public void Acknowledged(string outcome, TimeSpan latency)
    {
        _acknowledged.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        _latency.Record(latency.TotalSeconds);
    }

    public void Parked(string reason) => _parked.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Failed(string reason) => _failures.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Requested(TimeSpan duration) => _request.Record(duration.TotalSeconds);

    public void Dispose() => _meter.Dispose();
}
