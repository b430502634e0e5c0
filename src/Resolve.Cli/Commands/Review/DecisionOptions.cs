using System.CommandLine;
using Resolve.Cli.Commands.Common;
using Resolve.Client.Contracts;

namespace Resolve.Cli.Commands.Review;

/// <summary>The options common to all decisions.</summary>
internal sealed class DecisionOptions
{
    private readonly Option<string?> _reason = new("--reason") { HelpName = "R", Description = "Why · Lý do" };
    private readonly Option<string?> _by = new("--by") { HelpName = "WHO", Description = "Who decides, as the unit names its people · Người quyết định" };
    private readonly Option<string?> _id = new("--id") { HelpName = "ID", Description = "The decision's own id; a new one by default · Mã quyết định" };
    private readonly Option<DateTimeOffset?> _at = CommonOptions.Time("--at",
        "When it was made; now by default. Of two decisions on one matter the later counts · Thời điểm");

    /// <summary>Adds the options to a command.</summary>
    public static DecisionOptions AddTo(Command command)
    {
        var options = new DecisionOptions();
        command.Add(options._reason);
        command.Add(options._by);
        command.Add(options._id);
        command.Add(options._at);
        return options;
    }

    /// <summary>Makes the decision.</summary>
    public DecisionData Of(CommandContext context, string kind) =>
        new(kind) { Id = context.Get(_id), At = context.Get(_at), By = context.Get(_by), Reason = context.Get(_reason) };
}
