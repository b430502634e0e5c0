using Resolve.Graph;

namespace Resolve.Silo.Cluster;

/// <summary>Estimates the memory of an index from the number of its parts: texts that reports partition are counted once, memory not yet collected not at
/// all.</summary>
internal sealed class IndexSize(TimeProvider clock)
{
    // Bytes on a 64-bit runtime: the object with its header and fields, or the array's element.
    private const int VertexBytes = 150, NameBytes = 80, RecordBytes = 500, StubBytes = 150, PlaceBytes = 8, EndBytes = 4, LinkBytes = 64, ReportBytes = 200,
        MentionBytes = 48, StoredLinkBytes = 40;

    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(30);

    private long _bytes;
    private long _countedAt = long.MinValue;

    /// <summary>Gets the bytes; counted again every half minute at most, since the count looks at every vertex.</summary>
    public long Of(ReplicaGraph? graph)
    {
        if (graph is null) return 0;
        if (_countedAt != long.MinValue && clock.GetElapsedTime(_countedAt) < s_interval) return _bytes;
        _countedAt = clock.GetTimestamp();
        GraphSnapshot all = graph.Graph;
        long bytes = (long)all.Counts.Links * LinkBytes;
        for (int i = 0; i < all.VertexCount; i++)
        {
            Vertex vertex = all.VertexAt(i);
            bytes += VertexBytes + NameBytes + (vertex.Record is null ? 0 : vertex.Record.IsStub ? StubBytes : RecordBytes)
                + ((long)PlaceBytes * vertex.Mentions.Length) + ((long)EndBytes * all.EdgesOf(i).Capacity);
        }
        for (int i = 0; i < all.ReportCount; i++)
            if (all.ReportAt(i) is { } report) bytes += ReportBytes + ((long)MentionBytes * report.Mentions.Length)
                + ((long)StoredLinkBytes * report.Links.Length);
        return _bytes = bytes;
    }
}
