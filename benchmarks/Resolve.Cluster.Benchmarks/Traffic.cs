using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Resolve.Cluster.Benchmarks;

/// <summary>Counts what crosses the sockets of this process's silos, from Orleans' own measures, and the CPU that goes with it.</summary>
internal sealed class Traffic : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _messages, _bytes;

    public Traffic()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Microsoft.Orleans"
                && instrument.Name == "orleans-messaging-sent-messages-size") listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((_, size, _, _) => Count(size));
        _listener.SetMeasurementEventCallback<long>((_, size, _, _) => Count(size));
        _listener.Start();
    }

    public Sample Now() => new(Interlocked.Read(ref _messages), Interlocked.Read(ref _bytes),
        Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds, Stopwatch.GetTimestamp());

    public void Dispose() => _listener.Dispose();

    private void Count(long size)
    {
        Interlocked.Increment(ref _messages);
        Interlocked.Add(ref _bytes, size);
    }

    /// <summary>How much there was up to a moment.</summary>
    public readonly record struct Sample(long Messages, long Bytes, double CpuMilliseconds, long At)
    {
        public Sample Since(Sample earlier) => new(Messages - earlier.Messages, Bytes - earlier.Bytes, CpuMilliseconds - earlier.CpuMilliseconds, earlier.At);
    }
}
