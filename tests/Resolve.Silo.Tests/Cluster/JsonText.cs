using System.Text.Json;
using System.Text.Json.Serialization;
using Resolve.Identifiers;

namespace Resolve.Silo.Tests.Cluster;

/// <summary>Answers as text, for comparing all their fields.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions s_options = new() { Converters = { new KeyText() }, WriteIndented = true };

    public static string Of(object? value) => value is null ? "null" : JsonSerializer.Serialize(value, value.GetType(), s_options);

    private sealed class KeyText : JsonConverter<EntityKey>
    {
        public override EntityKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => EntityKey.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, EntityKey value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
