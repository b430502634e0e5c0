using System.Text;
using System.Text.Json;
using Resolve.Identifiers;

namespace Resolve.Api.Page;

/// <summary>The table of the kinds of entity as the pages read it: names and shapes as a script, colours as a style sheet.</summary>
internal static class KindFiles
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <summary>Gets the rows in the order of the table, each with its word, its names (Vietnamese, English) and the corners of its shape.</summary>
    public static object Rows { get; } = EntityKinds.All.Select(k => new
    {
        name = k.Name,
        words = (string[])[k.Vietnamese, k.English],
        corners = k.Corners.Select(c => (double[])[c.X, c.Y]).ToArray(),
    }).ToArray();

    /// <summary>Gets the script of the plain page.</summary>
    public static byte[] Script { get; } = Encoding.UTF8.GetBytes($"export const kinds = {JsonSerializer.Serialize(Rows, s_json)};\n");

    /// <summary>Gets the colours: a variable a kind, such as <c>--phone</c>, and the fill of its shape.</summary>
    public static byte[] Style { get; } = Encoding.UTF8.GetBytes(
        $":root {{ {string.Join(' ', EntityKinds.All.Select(k => $"--{k.Name}: {k.Colour};"))} }}\n"
        + string.Concat(EntityKinds.All.Select(k => $".shape.{k.Name}, .glyph-{k.Name}, .dot-{k.Name} {{ fill: {k.Colour}; }}\n"
            + $".mark-{k.Name} {{ border-color: {k.Colour}; }}\n")));
}
