using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Resolve.Graph;

namespace Resolve.Silo.Cluster;

/// <summary>Reports that were read of late, by journal position: rings that span silos read theirs again and again.</summary>
internal sealed class ContentCache
{
    /// <summary>The most reports kept; some kilobytes each.</summary>
    private const int CountMax = 20_000;

    private readonly ConcurrentDictionary<long, ReportContent> _contents = new();
    private readonly ConcurrentQueue<long> _order = new();

    /// <summary>Looks for a report.</summary>
    public bool TryGet(long position, [NotNullWhen(true)] out ReportContent? content) => _contents.TryGetValue(position, out content);

    /// <summary>Keeps a report, and lets the oldest go.</summary>
    public void Add(long position, ReportContent content)
    {
        if (!_contents.TryAdd(position, content)) return;
        _order.Enqueue(position);
        while (_contents.Count > CountMax && _order.TryDequeue(out long oldest)) _contents.TryRemove(oldest, out _);
    }
}
