using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Resolve.Client.Contracts;

namespace Resolve.Client.Durable.Outbox;

/// <summary>The errors of a parked report as the outbox stores them.</summary>
internal static class FeedJson
{
    private static readonly JsonTypeInfo<IReadOnlyList<FieldErrorData>> s_errors =
        (JsonTypeInfo<IReadOnlyList<FieldErrorData>>)ResolveJson.Answers.GetTypeInfo(typeof(IReadOnlyList<FieldErrorData>));

    public static byte[]? WriteErrors(IReadOnlyList<FieldErrorData>? errors) =>
        errors is { Count: > 0 } ? JsonSerializer.SerializeToUtf8Bytes(errors, s_errors) : null;

    public static IReadOnlyList<FieldErrorData> ReadErrors(byte[]? errors) =>
        errors is null ? [] : JsonSerializer.Deserialize(errors, s_errors) ?? [];
}
