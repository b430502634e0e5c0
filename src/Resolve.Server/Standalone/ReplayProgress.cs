using System.Diagnostics;

namespace Resolve.Server.Standalone;

/// <summary>Reports the progress of a long replay every two seconds; a short one prints nothing.</summary>
internal sealed class ReplayProgress(long end, TextWriter output) : IProgress<long>
{
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private long _last = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public void Report(long value)
    {
        lock (_gate)
        {
            if (Stopwatch.GetElapsedTime(_last) < s_every) return;
            _last = Stopwatch.GetTimestamp();
            output.WriteLine($"Đang đọc lại nhật ký · Replaying the journal: {value} / {end}");
        }
    }
}
