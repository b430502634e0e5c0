using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Resolve.Benchmarks.Walks;

/// <summary>The processor time of the calling thread, which other work on the machine does not lengthen.</summary>
internal static partial class ThreadClock
{
    private const int ThreadCpuClock = 3;

    /// <summary>Gets nanoseconds of processor time; of the clock where the system does not count a thread's.</summary>
    public static long Nanoseconds =>
        OperatingSystem.IsLinux() && Read(ThreadCpuClock, out TimeSpec time) == 0
            ? (time.Seconds * 1_000_000_000) + time.Nanoseconds
            : (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int Read(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
