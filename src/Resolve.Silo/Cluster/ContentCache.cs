using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Resolve.Graph;
using Resolve.Runtime.Content;

namespace Resolve.Silo.Cluster;

/// <summary>What reports of late contribute, packed, by journal position: rings that span silos read theirs again and again.</summary>
internal sealed class ContentCache
{
    /// <summary>The most bytes of packed content that are kept.</summary>
    private const long BytesMax = 32 << 20;

    private readonly ConcurrentDictionary<long, byte[]> _contents = new();
    private readonly ConcurrentQueue<long> _order = new();
    private long _bytes;

    /// <summary>Looks for a report.</summary>
    public bool TryGet(long position, [NotNullWhen(true)] out ReportContent? content)
    {
        content = _contents.TryGetValue(position, out byte[]? packed) ? ReportContentCodec.Decode(packed) : null;
        return content is not null;
    }

    /// <summary>Keeps a report that could be unpacked, and lets the oldest go.</summary>
    public void Add(long position, byte[] packed)
    {
        if (!_contents.TryAdd(position, packed)) return;
        _order.Enqueue(position);
        Interlocked.Add(ref _bytes, packed.Length);
        while (Interlocked.Read(ref _bytes) > BytesMax && _order.TryDequeue(out long oldest))
            if (_contents.TryRemove(oldest, out byte[]? gone)) Interlocked.Add(ref _bytes, -gone.Length);
    }
}
