using System.Text.Json;
using System.Text.Json.Serialization;
using Resolve.Identifiers;
using Resolve.Persons.Models;

namespace Resolve.Runtime.Serialization;

/// <summary>Writes questions and answers as JSON, and reads them.</summary>
/// <remarks>Types of the engine may gain fields, which a reader of an earlier version passes over.</remarks>
internal static class Documents
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        Converters = { new KeyConverter(), new ModelConverter() },
        IgnoreReadOnlyProperties = true,
    };

    /// <summary>Writes a value.</summary>
    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, s_options);

    /// <summary>Writes a value as one of a type that is known at run time only.</summary>
    public static byte[] Write(object value, Type type) => JsonSerializer.SerializeToUtf8Bytes(value, type, s_options);

    /// <summary>Reads what <see cref="Write(object, Type)"/> wrote.</summary>
    public static object Read(ReadOnlySpan<byte> utf8, Type type) => JsonSerializer.Deserialize(utf8, type, s_options)!;

    /// <summary>Reads what <see cref="Write{T}"/> wrote.</summary>
    public static T Read<T>(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize<T>(utf8, s_options)!;

    private sealed class KeyConverter : JsonConverter<EntityKey>
    {
        public override EntityKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is { Length: > 0 } text ? EntityKey.Parse(text) : default;

        public override void Write(Utf8JsonWriter writer, EntityKey value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }

    /// <summary>A person model is the JSON that it is kept as.</summary>
    private sealed class ModelConverter : JsonConverter<PersonModel>
    {
        public override PersonModel Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var model = JsonDocument.ParseValue(ref reader);
            return PersonModel.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(model.RootElement.GetRawText())));
        }

        public override void Write(Utf8JsonWriter writer, PersonModel value, JsonSerializerOptions options)
        {
            using var bytes = new MemoryStream();
            value.Write(bytes);
            writer.WriteRawValue(bytes.ToArray());
        }
    }
}
