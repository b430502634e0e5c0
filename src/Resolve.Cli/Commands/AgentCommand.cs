using Resolve.Cli.Commands.Common;
using Resolve.Cli.Output;
using System.CommandLine;
using Resolve.Agent;

namespace Resolve.Cli.Commands;

/// <summary><c>resolve agent --config agent.json</c>: feeds what appears in folders and database views to a server.</summary>
internal static class AgentCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliIo io)
    {
        var config = new Option<string>("--config") { HelpName = "FILE", Required = true,
            Description = "The agent's configuration (docs/agent.md) · Tệp cấu hình" };
        var check = new Option<bool>("--check") { Description = "Only say whether the configuration can be used · Chỉ kiểm tra cấu hình" };
        var command = new Command("agent", "Watch folders and database views, and feed their rows to a server; nothing is lost when it is down.\nTheo dõi "
            + "thư mục, cơ sở dữ liệu và gửi tin báo lên máy chủ; không mất tin khi mất kết nối.") { config, check };
        return command.Does(io, async (context, cancellationToken) =>
        {
            if (!context.Get(check)) await AgentHost.RunAsync(context.Get(config)!, cancellationToken).ConfigureAwait(false);
            else
            {
                AgentHost.Check(context.Get(config)!);
                io.Text.WriteLine("The configuration can be used. Cấu hình dùng được.");
            }
            return ExitCode.Ok;
        });
    }
}
