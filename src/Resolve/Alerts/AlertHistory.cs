using System.Globalization;
using Resolve.Identifiers;

namespace Resolve.Alerts;

/// <summary>What was told, and by which members each ring was known: the memory that makes an alert of what holds.</summary>
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

    /// <summary>Gets the rings that were told of and not told to have gone into another, with the members they were known by.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<EntityKey>> Known => _known;

    public bool IsTold(string id) => _ids.Contains(Read(id));

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

    private static ulong Read(string id) => ulong.Parse(id.AsSpan(id.IndexOf(':', StringComparison.Ordinal) + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
