using System.CommandLine;

namespace Resolve.Cli.Commands.Common;

/// <summary>The options that every command has.</summary>
internal static class GlobalOptions
{
    /// <summary>Gets the option that shows traces.</summary>
    public static Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "Show the whole trace of a failure · Hiện chi tiết lỗi",
        Recursive = true,
    };

    /// <summary>Gets the option that hides progress.</summary>
    public static Option<bool> Quiet { get; } = new("--quiet", "-q")
    {
        Description = "Show no progress · Không hiện tiến độ",
        Recursive = true,
    };
}
