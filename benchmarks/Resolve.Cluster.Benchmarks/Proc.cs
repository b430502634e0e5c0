using System.Globalization;

namespace Resolve.Cluster.Benchmarks;

/// <summary>Reads what processes used from Linux' <c>/proc</c> (proc(5)).</summary>
internal static class Proc
{
    private const double TickMicroseconds = 10_000; // USER_HZ is 100 on every platform that .NET runs on

    /// <summary>Gets the CPU time of a process, user and system, in microseconds.</summary>
    public static double CpuMicroseconds(int pid) => Fields(pid) is { } f ? (Number(f[11]) + Number(f[12])) * TickMicroseconds : 0;

    /// <summary>Gets the CPU time of a process with all its children, those that ended among them, in microseconds.</summary>
    public static double TreeCpuMicroseconds(int pid)
    {
        if (Fields(pid) is not { } own) return 0;
        double sum = (Number(own[11]) + Number(own[12]) + Number(own[13]) + Number(own[14])) * TickMicroseconds;
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int other) && Fields(other) is { } f
                && (int)Number(f[1]) == pid)
                sum += (Number(f[11]) + Number(f[12])) * TickMicroseconds;
        }
        return sum;
    }

    /// <summary>Gets the parent of a process.</summary>
    public static int ParentOf(int pid) => Fields(pid) is { } f ? (int)Number(f[1]) : 0;

    /// <summary>Gets the memory of a process that is in RAM, in MiB.</summary>
    public static double MemoryMiB(int pid)
    {
        try
        {
            string line = File.ReadLines($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/status")
                .First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
            return Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024.0;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>Gets the bytes that crossed the loopback since the machine started; everything of a run does, and what else runs on the machine.</summary>
    public static long LoopbackBytes() => Loopback(0);

    /// <summary>Gets the packets that crossed the loopback since the machine started, acknowledgements among them.</summary>
    public static long LoopbackPackets() => Loopback(1);

    private static long Loopback(int field)
    {
        string line = File.ReadLines("/proc/net/dev").First(l => l.TrimStart().StartsWith("lo:", StringComparison.Ordinal));
        return Number(line.Split(':', 2)[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[field]);
    }

    /// <summary>Reads the fields behind the process's name: the state is the first.</summary>
    private static string[]? Fields(int pid)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null; // it has ended
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
