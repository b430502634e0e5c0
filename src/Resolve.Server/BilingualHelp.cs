using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Resolve.Server;

/// <summary>Writes help under headings in Vietnamese and English.</summary>
internal sealed class BilingualHelp(HelpAction help) : SynchronousCommandLineAction
{
    private static readonly (string English, string Both)[] s_headings =
    [
        ("Description:", "Mô tả · Description:"),
        ("Usage:", "Cách dùng · Usage:"),
        ("Arguments:", "Tham số · Arguments:"),
        ("Options:", "Tuỳ chọn · Options:"),
        ("Commands:", "Vai trò · Roles:"),
        ("Additional Arguments:", "Cấu hình · Settings:"),
    ];

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        TextWriter output = parseResult.InvocationConfiguration.Output;
        using var written = new StringWriter();
        parseResult.InvocationConfiguration.Output = written;
        int code = help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;
        foreach (string line in written.ToString().TrimEnd().ReplaceLineEndings("\n").Split('\n'))
            output.WriteLine(s_headings.FirstOrDefault(h => h.English == line).Both ?? line);
        return code;
    }
}
