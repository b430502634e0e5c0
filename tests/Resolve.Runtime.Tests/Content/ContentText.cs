using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using Resolve.Graph;
using Resolve.Identifiers;

namespace Resolve.Runtime.Tests.Content;

/// <summary>Everything that can be seen of a report's content, as text: every public property, whoever adds one.</summary>
internal static class ContentText
{
    public static string Of(ReportContent content)
    {
        var text = new StringBuilder();
        Write(text, content);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append('-');
                return;
            case string s:
                text.Append('"').Append(s).Append('"');
                return;
            case DateTimeOffset time:
                text.Append(time.ToString("o", CultureInfo.InvariantCulture));
                return;
            case EntityKey key:
                text.Append(key.Kind).Append('=').Append(key);
                return;
            case IEnumerable list:
                text.Append('[');
                foreach (object? item in list)
                {
                    Write(text, item);
                    text.Append(',');
                }
                text.Append(']');
                return;
            case IFormattable plain when value.GetType() is { IsPrimitive: true } or { IsEnum: true } || value is decimal or UInt128:
                text.Append(plain.ToString(null, CultureInfo.InvariantCulture));
                return;
            case bool b:
                text.Append(b);
                return;
        }
        text.Append('{');
        foreach (PropertyInfo property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            text.Append(property.Name).Append(':');
            Write(text, property.GetValue(value));
            text.Append(';');
        }
        text.Append('}');
    }
}
