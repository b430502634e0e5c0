using System.Data;
using System.Data.Common;
using System.Globalization;

namespace Resolve.Agent.Databases;

/// <summary>A value of the cursor column, as text with its type, so that it is compared by the database as what it is.</summary>
/// <param name="Type"><c>integer</c>, <c>decimal</c>, <c>time</c>, <c>time2</c>, <c>timeOffset</c>, <c>bytes</c> or <c>text</c>.</param>
/// <param name="Text">The value, invariant.</param>
internal sealed record CursorValue(string Type, string Text)
{
    private const string Precise = "time2";

    /// <summary>Makes one of a value that a reader gave.</summary>
    /// <param name="value">The value.</param>
    /// <param name="columnType">The database's name for the column's type.</param>
    /// <exception cref="InvalidDataException">The column is empty in a row, or of a type that has no order here.</exception>
    public static CursorValue Of(object? value, string columnType) => value switch
    {
        long or int or short or byte => new("integer", Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)),
        decimal number => new("decimal", number.ToString(CultureInfo.InvariantCulture)),
        // SQL Server has two types of times; a parameter of the older one is rounded to 1/300 of a second and would pass rows over.
        DateTime time => new(string.Equals(columnType, "datetime2", StringComparison.OrdinalIgnoreCase) ? Precise : "time", $"{(int)time.Kind}:{time.Ticks}"),
        DateTimeOffset time => new("timeOffset", $"{time.Offset.Ticks}:{time.Ticks}"),
        byte[] bytes => new("bytes", Convert.ToHexString(bytes)), // such as rowversion of SQL Server
        string text => new("text", text),
        _ => throw new InvalidDataException("The cursor column is empty, or of another type than whole number, decimal, time, bytes or text."),
    };

    /// <summary>Gives the value to a parameter.</summary>
    public void PutInto(DbParameter parameter)
    {
        parameter.Value = ToValue();
        if (Type == Precise) parameter.DbType = DbType.DateTime2;
    }

    private object ToValue()
    {
        string[] parts = Text.Split(':', 2);
        return Type switch
        {
            "integer" => long.Parse(Text, CultureInfo.InvariantCulture),
            "decimal" => decimal.Parse(Text, CultureInfo.InvariantCulture),
            "bytes" => Convert.FromHexString(Text),
            "time" or Precise => new DateTime(long.Parse(parts[1], CultureInfo.InvariantCulture),
                (DateTimeKind)int.Parse(parts[0], CultureInfo.InvariantCulture)),
            "timeOffset" => new DateTimeOffset(long.Parse(parts[1], CultureInfo.InvariantCulture),
                new TimeSpan(long.Parse(parts[0], CultureInfo.InvariantCulture))),
            _ => Text,
        };
    }
}
