using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Resolve.ServiceDefaults;

/// <summary>Writes a log record as one line, without what may name persons; a fault's places in the code follow it.</summary>
internal sealed class PersonalConsole() : ConsoleFormatter(FormatterName)
{
    /// <summary>The name by which <c>Logging:Console:FormatterName</c> chooses it.</summary>
    public const string FormatterName = "resolve";

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        ArgumentNullException.ThrowIfNull(textWriter);
        textWriter.Write(DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z' ", CultureInfo.InvariantCulture));
        textWriter.Write(Word(logEntry.LogLevel));
        textWriter.Write(": ");
        textWriter.Write(logEntry.Category);
        textWriter.Write(string.Create(CultureInfo.InvariantCulture, $"[{logEntry.EventId.Id}] "));
        string message = PersonalText.IsOwn(logEntry.Category) || logEntry.State is not IReadOnlyList<KeyValuePair<string, object?>> arguments
            ? logEntry.Formatter(logEntry.State, null)
            : PersonalText.Fill(arguments);
        textWriter.WriteLine(message.ReplaceLineEndings(" "));
        for (Exception? fault = logEntry.Exception; fault is not null; fault = fault.InnerException)
        {
            textWriter.WriteLine(MaySay(fault) ? $"{fault.GetType().FullName}: {fault.Message}" : fault.GetType().FullName);
            if (fault.StackTrace is { } places) textWriter.WriteLine(places);
        }
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };

    /// <summary>Determines whether the message speaks of machines and settings only, which an operator must read.</summary>
    private static bool MaySay(Exception fault) =>
        fault is SocketException or Microsoft.Extensions.Options.OptionsValidationException || fault.GetType().FullName == "Npgsql.NpgsqlException";
}
