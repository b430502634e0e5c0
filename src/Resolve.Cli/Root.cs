using System.CommandLine;
using System.CommandLine.Help;
using Resolve.Cli.Commands;
using Resolve.Cli.Commands.Alerts;
using Resolve.Cli.Commands.Common;
using Resolve.Cli.Commands.Evaluation;
using Resolve.Cli.Commands.Import;
using Resolve.Cli.Commands.Persons;
using Resolve.Cli.Commands.Query;
using Resolve.Cli.Commands.Review;
using Resolve.Cli.Output;

namespace Resolve.Cli;

/// <summary>The command line as a whole.</summary>
internal static class Root
{
    /// <summary>Builds the command line.</summary>
    /// <param name="io">Where its commands read and write.</param>
    /// <returns>The root command.</returns>
    /// <remarks>A plain command, since a <see cref="RootCommand"/> takes the name of its assembly, which is not the command's.</remarks>
    public static Command Build(CliIo io)
    {
        var root = new Command("resolve", "Resolve takes crime reports, links who and what they mention, and answers who belongs to which ring.\nTiếp nhận "
            + "tin báo, liên kết đối tượng và trả lời ai thuộc đường dây nào.")
        {
            GlobalOptions.Verbose,
            GlobalOptions.Quiet,
            new HelpOption(),
            new VersionOption(),
        };
        root.Add(ImportCommand.Create(io));
        root.Add(ExportCommand.Create(io));
        root.Add(QueryCommand.Create(io));
        root.Add(RetractCommand.Create(io));
        root.Add(ParseCommand.Create(io));
        root.Add(GenerateCommand.Create(io));
        root.Add(VerifyCommand.Create(io));
        root.Add(EvaluateCommand.Create(io));
        root.Add(SearchCommand.Create(io));
        root.Add(WhyCommand.Create(io, "why"));
        root.Add(WhyCommand.Create(io, "why-not"));
        root.Add(HowCommand.Create(io));
        root.Add(DecideCommand.Create(io));
        root.Add(UndoCommand.Create(io));
        root.Add(DecisionsCommand.Create(io));
        root.Add(AlertsCommand.Create(io));
        root.Add(WatchCommand.Create(io));
        root.Add(TrainCommand.Create(io));
        root.Add(ModelCommand.Create(io));
        root.Add(AgentCommand.Create(io));
        return root;
    }
}
