using System.CommandLine;

namespace Resolve.Cli.Commands.Common;

/// <summary>Options that several commands have, created separately for each.</summary>
internal static class CommonOptions
{
    /// <summary>Makes <c>--json</c>.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print the result as one JSON object · In kết quả dạng JSON" };

    /// <summary>Makes an option for a whole number in a range.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it is.</param>
    /// <param name="value">Its default.</param>
    /// <param name="min">The least.</param>
    /// <param name="max">The most.</param>
    public static Option<int> Number(string name, string description, int value, int min, int max)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            int given = result.GetValueOrDefault<int>();
            if (given < min || given > max) result.AddError($"{name} is from {min} to {max}; this is {given}.");
        });
        return option;
    }

    /// <summary>Makes an option for a word out of a list.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it is.</param>
    /// <param name="words">The words.</param>
    public static Option<string?> Word(string name, string description, params string[] words)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = string.Join('|', words) };
        option.AcceptOnlyFromAmong(words);
        return option;
    }

    /// <summary>Makes an option that may stand several times, for words out of a list.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it is.</param>
    /// <param name="words">The words.</param>
    public static Option<string[]> Words(string name, string description, params string[] words)
    {
        var option = new Option<string[]>(name) { Description = description, HelpName = "WORD", AllowMultipleArgumentsPerToken = false,
            DefaultValueFactory = _ => [] };
        option.AcceptOnlyFromAmong(words);
        return option;
    }

    /// <summary>Makes an option for a time: ISO 8601 with an offset, or a day, which begins at 00:00 in Viet Nam (+07:00).</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it is.</param>
    public static Option<DateTimeOffset?> Time(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (Reports.IsoTime.TryParse(text, out DateTimeOffset time) || Reports.IsoTime.TryParse($"{text}T00:00:00+07:00", out time)) return time;
            result.AddError($"{name} is a day such as 2026-03-01 or a time with its offset such as 2026-03-01T08:00:00+07:00.");
            return null;
        },
    };
}
