using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Resolve.Api.Parameters;

/// <summary>A query parameter. The reader's checks and the OpenAPI document are made from the same definition.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it means.</param>
internal abstract record QueryParameter(string Name, string Description)
{
    public bool Required { get; init; }

    public abstract OpenApiSchema Schema { get; }
}

/// <summary>A whole number in a range.</summary>
internal sealed record IntegerParameter(string Name, string Description, long Min, long Max, long Default) : QueryParameter(Name, Description)
{
    public override OpenApiSchema Schema => new()
    {
        Type = JsonSchemaType.Integer,
        Format = "int64",
        Minimum = Min.ToString(CultureInfo.InvariantCulture),
        Maximum = Max == long.MaxValue ? null : Max.ToString(CultureInfo.InvariantCulture),
        Default = JsonValue.Create(Default),
    };
}

/// <summary>An amount from 0.</summary>
internal sealed record AmountParameter(string Name, string Description) : QueryParameter(Name, Description)
{
    public override OpenApiSchema Schema => new() { Type = JsonSchemaType.Number, Minimum = "0" };
}

/// <summary>True or false.</summary>
internal sealed record BooleanParameter(string Name, string Description) : QueryParameter(Name, Description)
{
    public override OpenApiSchema Schema => new() { Type = JsonSchemaType.Boolean };
}

/// <summary>A time with an offset, or a date, which begins at midnight in Viet Nam.</summary>
internal sealed record TimeParameter(string Name, string Description) : QueryParameter(Name, Description)
{
    public override OpenApiSchema Schema => new() { Type = JsonSchemaType.String, Format = "date-time" };
}

/// <summary>Text up to a length.</summary>
internal sealed record TextParameter(string Name, string Description, int LengthMax) : QueryParameter(Name, Description)
{
    public override OpenApiSchema Schema => new() { Type = JsonSchemaType.String, MaxLength = LengthMax };
}

/// <summary>One of some words, or where <paramref name="Many"/> several with commas between.</summary>
internal sealed record WordParameter(string Name, string Description, IReadOnlyList<string> Words, bool Many) : QueryParameter(Name, Description)
{
    public override OpenApiSchema Schema => Many
        ? new() { Type = JsonSchemaType.Array, Items = Word }
        : Word;

    private OpenApiSchema Word => new() { Type = JsonSchemaType.String, Enum = [.. Words.Select(w => (JsonNode)JsonValue.Create(w))] };
}

/// <summary>A part of the path.</summary>
internal sealed record PathParameter(string Name, string Description, string Example);

/// <summary>The parameters of an endpoint, for the OpenAPI document.</summary>
internal sealed record EndpointParameters(IReadOnlyList<PathParameter> Path, IReadOnlyList<QueryParameter> Query);
