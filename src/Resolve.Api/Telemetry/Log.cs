using Microsoft.Extensions.Logging;

namespace Resolve.Api.Telemetry;

/// <summary>What the interface logs. Ids 1000 to 1999 are this project's and are never reused; nothing personal is ever an argument.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1001, Level = LogLevel.Error, Message = "A request failed: {ExceptionType}\n{Stack}")]
    public static partial void RequestFailed(this ILogger logger, string exceptionType, string stack);
}
