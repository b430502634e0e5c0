using System.CommandLine;
using System.CommandLine.Parsing;
using Resolve.Cli.Commands.Backends;
using Resolve.Cli.Commands.Common;
using Resolve.Cli.Commands.Review;
using Resolve.Cli.Output;
using Resolve.Client.Contracts;
using Resolve.Identifiers.Explanations;

namespace Resolve.Cli.Commands.Persons;

/// <summary><c>resolve search --name … --dob …</c>: persons that resemble a description, ranked, each with its waterfall; nothing is stored.</summary>
internal static class SearchCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliIo io)
    {
        var options = new SearchOptions();
        var command = new Command("search",
            "Find persons by what is known of them, ranked; nothing is stored. By one text: 'query search'.\nTìm đối tượng theo đặc điểm.");
        options.AddTo(command);
        return command.Reviews(io, BackendAccess.Read, async (context, _, review, json, cancellationToken) =>
        {
            PersonSearchData found = await review.SearchAsync(options.Read(context), cancellationToken).ConfigureAwait(false);
            foreach (FieldErrorData warning in found.Warnings) context.Say($"{warning.Path}: {warning.Message}");
            if (json) context.PrintJson(found);
            else Write(io.Text, found);
            return found.Items.Count > 0 ? ExitCode.Ok : ExitCode.NotFound;
        });
    }

    private static void Write(TextWriter output, PersonSearchData found)
    {
        foreach (PersonHitData hit in found.Items)
        {
            output.WriteLine(SafeText.Clean($"{hit.Person}  {hit.Label}  {Format.Bits(hit.WeightMillibits)} bits  {hit.Band}"));
            if (hit.Explanation is { } why) Waterfall.Write(output, why);
        }
        output.WriteLine(Format.Many(found.Items.Count, "person"));
    }
}

/// <summary>The options that describe a person.</summary>
internal sealed class SearchOptions
{
    private readonly Option<string?> _name = new("--name") { HelpName = "NAME", Description = "The name · Họ tên" };
    private readonly Option<string[]> _aliases = Many("--alias", "Another name; may stand several times · Tên gọi khác");
    private readonly Option<string?> _birth = new("--dob") { HelpName = "DATE",
        Description = "The date of birth as far as known: 1961-04-03, 03/04/1961, 1961 · Ngày sinh" };
    private readonly Option<string?> _sex = new("--sex") { HelpName = "SEX", Description = "nam or nữ, m or f · Giới tính" };
    private readonly Option<string?> _nationality = new("--nationality") { HelpName = "CC", Description = "ISO 3166 alpha-2, such as VN · Quốc tịch" };
    private readonly Option<string[]> _documents = Many("--document", "A paper: its number, or TYPE:NUMBER, or TYPE:NUMBER:COUNTRY · Giấy tờ");
    private readonly Option<string[]> _addresses = Many("--address", "An address · Địa chỉ");
    private readonly Option<string[]> _phones = Many("--phone", "A phone that the person holds, in any spelling · Số điện thoại");
    private readonly Option<string[]> _emails = Many("--email", "An e-mail address that the person holds · Thư điện tử");
    private readonly Option<string[]> _accounts = Many("--account",
        "An account that the person holds: BANK:NUMBER, or a number that determines its bank · Tài khoản");
    private readonly Option<int> _limit = CommonOptions.Number("--limit", "The most persons · Số kết quả", 20, 1, 100);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_name, _aliases, _birth, _sex, _nationality, _documents, _addresses, _phones, _emails, _accounts,
            _limit]) command.Add(option);
        command.Validators.Add(Validate);
    }

    /// <summary>Reads the description.</summary>
    public PersonSearchRequest Read(CommandContext context) => new()
    {
        Name = context.Get(_name),
        Aliases = context.Get(_aliases),
        Dob = context.Get(_birth) is { } birth ? IdentifierParser.Parse("date", birth, null).Key : null,
        Sex = context.Get(_sex),
        Nationality = context.Get(_nationality),
        Documents = [.. context.Get(_documents)!.Select(text => Paper(text)!)],
        Addresses = context.Get(_addresses),
        Phones = context.Get(_phones),
        Emails = context.Get(_emails),
        Accounts = [.. context.Get(_accounts)!.Select(Account)],
        Limit = context.Get(_limit),
    };

    /// <summary>Reads a paper: with its type in front, else its number determines the type.</summary>
    /// <returns>The paper; null when it cannot be read.</returns>
    internal static DocumentData? Paper(string text)
    {
        string[] parts = text.Split(':', 3);
        (string? type, string number, string? country) = parts.Length == 1 ? (null, text, null) : (parts[0], parts[1], parts.Length == 3 ? parts[2] : null);
        ParseExplanation read = IdentifierParser.Parse(new ParseRequest("document", number, Type: type, Country: country));
        if (read.Key is null && type is null) read = IdentifierParser.Parse(new ParseRequest("document", number, Type: "other"));
        // A mistyped number is compared with the right one, if its type is given and it is long enough to be distinctive.
        if (read.Key is null && (type is null || number.Count(char.IsAsciiLetterOrDigit) < 6)) return null;
        return new DocumentData(type ?? read.Facts.GetValueOrDefault("type", "other"), number, country);
    }

    private static SearchedAccountData Account(string text) =>
        text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? new(text[(colon + 1)..], text[..colon]) : new(text);

    private static Option<string[]> Many(string name, string description) =>
        new(name) { Description = description, HelpName = "TEXT", AllowMultipleArgumentsPerToken = false, DefaultValueFactory = _ => [] };

    private void Validate(CommandResult result)
    {
        bool singlesOut = result.GetValue(_name) is not null || result.GetValue(_birth) is not null
            || ((Option<string[]>[])[_aliases, _documents, _addresses, _phones, _emails, _accounts]).Any(o => result.GetValue(o) is { Length: > 0 });
        if (!singlesOut) result.AddError("Say at least one thing that singles a person out: --name, --dob, --document, --address, --phone, --email or "
            + "--account.");
        if (result.GetValue(_birth) is { } birth && IdentifierParser.Parse("date", birth,
            null).Key is null) result.AddError("--dob is a date such as 1961-04-03, 03/04/1961 or 1961.");
        foreach (string text in result.GetValue(_documents) ?? [])
            if (Paper(text) is null) result.AddError("--document is a paper's number, or TYPE:NUMBER, such as cccd:087161001234.");
    }
}
