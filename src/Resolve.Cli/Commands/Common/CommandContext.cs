using System.CommandLine;
using System.Text.Json;
using Resolve.Cli.Output;
using Resolve.Client.Contracts;

namespace Resolve.Cli.Commands.Common;

/// <summary>What a command's action gets: the arguments, the streams, and how to report progress.</summary>
/// <param name="Parsed">The arguments.</param>
/// <param name="Io">The streams.</param>
internal sealed record CommandContext(ParseResult Parsed, CliIo Io)
{
    /// <summary>Gets the display of progress.</summary>
    public ProgressDisplay Progress { get; } = new(Io, Parsed.GetValue(GlobalOptions.Quiet));

    /// <summary>Gets whether to say nothing but results and failures.</summary>
    public bool Quiet => Parsed.GetValue(GlobalOptions.Quiet);

    /// <summary>Gets the value of an option.</summary>
    public T? Get<T>(Option<T> option) => Parsed.GetValue(option);

    /// <summary>Gets the value of an argument, which is required.</summary>
    public T Get<T>(Argument<T> argument) => Parsed.GetRequiredValue(argument);

    /// <summary>Prints an answer as one line of JSON, as the API gives it.</summary>
    public void PrintJson<T>(T answer) => Io.Text.WriteLine(JsonSerializer.Serialize(answer, ResolveJson.Answers.GetTypeInfo(typeof(T))));

    /// <summary>Writes a message for people on the standard error.</summary>
    public void Say(string message) => Io.Error.WriteLine($"resolve: {SafeText.Clean(message)}");
}
