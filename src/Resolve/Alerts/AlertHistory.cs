using System.Globalization;
using Resolve.Identifiers;

namespace Resolve.Alerts;

/// <summary>The alerts delivered so far, and the members of each ring when its alert was delivered: decides which alerts are new.</summary>
internal sealed class AlertHistory
{
    private readonly HashSet<ulong> _ids = [];
    private readonly Dictionary<string, IReadOnlyList<EntityKey>> _known = new(StringComparer.Ordinal);

    public AlertHistory(AlertMark? mark)
    {
        if (mark is null) return;
        foreach (string id in mark.Ids) _ids.Add(Read(id));
        foreach (Alert alert in mark.Rings) Follow(alert);
    }

    /// <summary>Gets the rings with a delivered alert that no delivered merge has absorbed, with the members at that time.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<EntityKey>> Known => _known;

    public bool IsDelivered(string id) => _ids.Contains(Read(id));

    /// <summary>Notes that a ring is there.</summary>
    public void Know(string ring, IReadOnlyList<EntityKey> members) => _known[ring] = members;

    /// <summary>Notes that an alert is durable.</summary>
    public void Note(Alert alert)
    {
        _ids.Add(Read(alert.Id));
        Follow(alert);
    }

    private void Follow(Alert alert)
    {
        if (alert is { Kind: AlertKind.RingNew, Ring: { } ring }) _known.TryAdd(ring, alert.Entities);
        if (alert is { Kind: AlertKind.RingsMerged, Absorbed: { } absorbed }) _known.Remove(absorbed);
    }

    private static ulong Read(string id) => ulong.Parse(id.AsSpan(id.IndexOf(':', StringComparison.Ordinal) + 1), NumberStyles.AllowHexSpecifier,
        CultureInfo.InvariantCulture);
}
