using OpenTelemetry;
using OpenTelemetry.Logs;

namespace Resolve.ServiceDefaults;

/// <summary>Takes out of log records what may name persons: the texts of exceptions, and what libraries put into their messages.</summary>
/// <remarks>
/// Our own messages have nothing personal as an argument. Those of libraries may: Orleans quotes grains' keys, which are phone numbers and accounts.
/// Of these the template leaves, with those arguments that are numbers, times, words of an enumeration or addresses of machines.
/// Of exceptions the type and the places in the code leave.
/// </remarks>
internal sealed class PersonalLogs : BaseProcessor<LogRecord>
{
    /// <inheritdoc/>
    public override void OnEnd(LogRecord data)
    {
        ArgumentNullException.ThrowIfNull(data);
        bool isOwn = PersonalText.IsOwn(data.CategoryName);
        if (isOwn && data.Exception is null) return;
        List<KeyValuePair<string, object?>> kept = [.. (data.Attributes ?? []).Where(a => isOwn || PersonalText.IsHarmless(a))];
        if (data.Exception is { } fault)
        {
            kept.Add(new("exception.type", fault.GetType().FullName));
            if (fault.StackTrace is { } stack) kept.Add(new("exception.stacktrace", stack));
            data.Exception = null;
        }
        data.Attributes = kept;
        if (!isOwn) data.FormattedMessage = null;
    }
}
