using System.Net;
using System.Text;

namespace Resolve.ServiceDefaults;

/// <summary>Says which parts of a log record may be shown: our own messages have nothing personal as an argument, those of libraries may.</summary>
/// <remarks>Orleans quotes grains' keys, which are phone numbers and accounts; messages of exceptions may quote anything.</remarks>
internal static class PersonalText
{
    /// <summary>The name under which a record has its template.</summary>
    public const string Template = "{OriginalFormat}";

    private const string Own = "Resolve", Hidden = "…";

    /// <summary>Determines whether a category is ours.</summary>
    public static bool IsOwn(string? category) => category is not null && (category == Own || category.StartsWith(Own + ".", StringComparison.Ordinal));

    /// <summary>Determines whether an argument names nobody: the template, numbers, times, words of an enumeration, addresses of machines.</summary>
    public static bool IsHarmless(KeyValuePair<string, object?> argument) =>
        argument.Key == Template || argument.Value is Enum or TimeSpan or DateTime or DateTimeOffset or EndPoint or IPAddress
            || argument.Value?.GetType().IsPrimitive == true;

    /// <summary>Fills a library's template with those arguments that name nobody.</summary>
    /// <param name="arguments">The arguments, the template among them.</param>
    /// <returns>The text; empty when there is no template.</returns>
    public static string Fill(IReadOnlyList<KeyValuePair<string, object?>> arguments)
    {
        string template = arguments.FirstOrDefault(static a => a.Key == Template).Value as string ?? "";
        var text = new StringBuilder(template.Length);
        for (int i = 0; i < template.Length; i++)
        {
            int end = template[i] == '{' ? template.IndexOf('}', i) : -1;
            if (end < 0)
            {
                text.Append(template[i]);
                continue;
            }
            string name = template[(i + 1)..end].Split(',', ':')[0].TrimStart('@', '$');
            KeyValuePair<string, object?> argument = arguments.FirstOrDefault(a => a.Key == name);
            text.Append(argument.Key is not null && IsHarmless(argument) ? argument.Value : Hidden);
            i = end;
        }
        return text.ToString();
    }
}
