using Resolve.Alerts;

namespace Resolve.Runtime.Ports;

/// <summary>A store of alerts in memory, for tests and for hosts whose facts are in memory too.</summary>
public sealed class InMemoryAlertStore : IAlertStore
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly List<Alert> _rings = [];
    private readonly List<(long Number, DateTimeOffset At, Alert Alert)> _delivered = [];
    private readonly HashSet<(string Unit, long Number)> _read = [];
    private long _position = -1;

    /// <inheritdoc/>
    public ValueTask<AlertMark?> LoadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate) return ValueTask.FromResult(_position < 0 ? null : new AlertMark(_position, _delivered.Count, [.. _ids], [.. _rings]));
    }

    /// <inheritdoc/>
    public ValueTask<long> DeliverAsync(IReadOnlyList<Alert> alerts, IReadOnlyList<Alert> silent, long position, DateTimeOffset at,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(alerts);
        ArgumentNullException.ThrowIfNull(silent);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            foreach (Alert alert in alerts)
                if (Remember(alert)) _delivered.Add((_delivered.Count + 1, at, alert));
            foreach (Alert alert in silent) Remember(alert);
            _position = Math.Max(_position, position);
            return ValueTask.FromResult((long)_delivered.Count);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DeliveredAlert>> ListAsync(AlertQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            IEnumerable<(long Number, DateTimeOffset At, Alert Alert)> found = _delivered.Where(t => Passes(t, query));
            found = query.After is { } after
                ? found.Where(t => t.Number > after)
                : found.Where(t => t.Number < (query.Before ?? long.MaxValue)).Reverse();
            return ValueTask.FromResult<IReadOnlyList<DeliveredAlert>>(
                [.. found.Take(query.Limit).Select(t => new DeliveredAlert(t.Number, t.At, t.Alert, query.Unit is { } unit
                    && _read.Contains((unit, t.Number))))]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<AlertCounts> CountAsync(AlertQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            int total = 0, unread = 0;
            foreach ((long Number, DateTimeOffset At, Alert Alert) entry in _delivered)
            {
                if (!Passes(entry, query)) continue;
                total++;
                if (query.Unit is null || !_read.Contains((query.Unit, entry.Number))) unread++;
            }
            return ValueTask.FromResult(new AlertCounts(total, unread, _delivered.Count));
        }
    }

    /// <inheritdoc/>
    public ValueTask<int> MarkReadAsync(string unit, IReadOnlyList<long> numbers, long upTo, DateTimeOffset at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(numbers);
        cancellationToken.ThrowIfCancellationRequested();
        var own = new AlertQuery { Unit = unit };
        lock (_gate)
        {
            int count = 0;
            foreach ((long number, DateTimeOffset _, Alert alert) in _delivered)
                if ((numbers.Contains(number) || (number <= upTo && alert.Units.Any(own.Concerns))) && _read.Add((unit, number))) count++;
            return ValueTask.FromResult(count);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private bool Remember(Alert alert)
    {
        if (!_ids.Add(alert.Id)) return false;
        if (alert.Kind == AlertKind.RingNew) _rings.Add(alert);
        return true;
    }

    private bool Passes((long Number, DateTimeOffset At, Alert Alert) entry, AlertQuery query) =>
        (query.Unit is null || entry.Alert.Units.Any(query.Concerns))
        && (query.Kinds.Count == 0 || query.Kinds.Contains(entry.Alert.Kind))
        && (query.Since is not { } since || entry.At >= since)
        && !(query.UnreadOnly && query.Unit is { } unit && _read.Contains((unit, entry.Number)));
}
