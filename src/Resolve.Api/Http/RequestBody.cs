using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Resolve.Client.Contracts;

namespace Resolve.Api.Http;

/// <summary>Reads bodies, with a limit.</summary>
internal static class RequestBody
{
    /// <summary>The largest question: 100 keys of 512 characters fit many times.</summary>
    public const int QuestionBytesMax = 512 << 10;

    /// <summary>Reads the whole body.</summary>
    /// <returns>The bytes; null when there are more than the limit.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int bytesMax, CancellationToken cancellationToken)
    {
        if (request.ContentLength > bytesMax) return null;
        PipeReader reader = request.BodyReader;
        ReadResult read = await reader.ReadAtLeastAsync(bytesMax + 1, cancellationToken);
        byte[]? body = read.Buffer.Length > bytesMax ? null : read.Buffer.ToArray();
        reader.AdvanceTo(read.Buffer.End);
        return body;
    }

    /// <summary>Returns whether the content type is JSON. A body without a type is refused, so that no foreign web page can send one unasked.</summary>
    public static bool IsJson(HttpRequest request) => request.HasJsonContentType() && !IsPacked(request);

    /// <summary>Returns whether the body is compressed, which no address takes.</summary>
    public static bool IsPacked(HttpRequest request) => request.Headers.ContentEncoding.Count > 0 && request.Headers.ContentEncoding != "identity";

    /// <summary>Reads a question.</summary>
    public static async Task<(T? Question, ProblemHttpResult? Problem)> ReadQuestionAsync<T>(HttpContext context)
        where T : class
    {
        if (!IsJson(context.Request)) return (null, Problems.MediaType("application/json"));
        byte[]? body = await ReadAsync(context.Request, QuestionBytesMax, context.RequestAborted);
        if (body is null) return (null, Problems.Status(StatusCodes.Status413PayloadTooLarge));
        try
        {
            T? question = JsonSerializer.Deserialize<T>(body, ResolveJson.Requests);
            return question is null ? (null, Problems.Question("", "type", "A question is a JSON object.")) : (question, null);
        }
        catch (JsonException e)
        {
            return (null, Problems.Question([ErrorOf(e)]));
        }
    }

    private static FieldErrorData ErrorOf(JsonException e)
    {
        string path = e.Path is { Length: > 2 } at ? at[2..] : "";
        if (e.Message.Contains("could not be mapped", StringComparison.Ordinal))
            return new FieldErrorData(path, "unknown-field", "The question has no such member.");
        if (e.Message.Contains("missing required", StringComparison.Ordinal))
            return new FieldErrorData(path, "required", "A required member is missing.");
        return e.InnerException is JsonException
            ? new FieldErrorData(path, "json", $"The question is not JSON that can be read: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.")
            : new FieldErrorData(path, "type", "It does not have the type or form that it must have.");
    }
}
