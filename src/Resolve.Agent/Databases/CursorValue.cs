using System.Globalization;

namespace Resolve.Agent.Databases;

/// <summary>A value of the cursor column, as text with its type, so that it is compared by the database as what it is.</summary>
/// <param name="Type"><c>integer</c>, <c>decimal</c>, <c>time</c>, <c>timeOffset</c> or <c>text</c>.</param>
/// <param name="Text">The value, invariant.</param>
internal sealed record CursorValue(string Type, string Text)
{
    /// <summary>Makes one of a value that a reader gave.</summary>
    /// <exception cref="InvalidDataException">The column is empty in a row, or of a type that has no order here.</exception>
    public static CursorValue Of(object? value) => value switch
    {
        long or int or short or byte => new("integer", Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)),
        decimal number => new("decimal", number.ToString(CultureInfo.InvariantCulture)),
        DateTime time => new("time", $"{(int)time.Kind}:{time.Ticks}"),
        DateTimeOffset time => new("timeOffset", $"{time.Offset.Ticks}:{time.Ticks}"),
        string text => new("text", text),
        _ => throw new InvalidDataException("The cursor column is empty, or of another type than whole number, decimal, time or text."),
    };

    /// <summary>Returns the value for a parameter.</summary>
    public object ToValue()
    {
        string[] parts = Text.Split(':', 2);
        return Type switch
        {
            "integer" => long.Parse(Text, CultureInfo.InvariantCulture),
            "decimal" => decimal.Parse(Text, CultureInfo.InvariantCulture),
            "time" => new DateTime(long.Parse(parts[1], CultureInfo.InvariantCulture), (DateTimeKind)int.Parse(parts[0], CultureInfo.InvariantCulture)),
            "timeOffset" => new DateTimeOffset(long.Parse(parts[1], CultureInfo.InvariantCulture),
                new TimeSpan(long.Parse(parts[0], CultureInfo.InvariantCulture))),
            _ => Text,
        };
    }
}
