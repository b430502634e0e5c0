using System.CommandLine;
using Resolve.Cli.Commands.Common;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;

namespace Resolve.Cli.Commands.Query;

/// <summary>The options that say what a question walks over.</summary>
internal sealed class FilterOptions
{
    private static readonly EntityKind[] s_kinds = [.. EntityKinds.All.Select(k => k.Kind)];
    private static readonly string[] s_kindWords = [.. s_kinds.Select(k => EntityKey.Prefix(k).TrimEnd(':'))];

    private readonly Option<string[]> _kinds = CommonOptions.Words("--kind", "Only this kind of entity; may stand several times · Loại đối tượng", s_kindWords);
    private readonly Option<string[]> _linkKinds = CommonOptions.Words("--link-kind",
        "Only this kind of link; may stand several times · Loại liên kết", [.. WireNames.LinkKinds]);
    private readonly Option<string[]> _roles = CommonOptions.Words("--role",
        "The far end plays this role; may stand several times · Vai trò", [.. WireNames.Roles]);
    private readonly Option<DateTimeOffset?> _from = CommonOptions.Time("--from", "Evidence from this time · Từ ngày");
    private readonly Option<DateTimeOffset?> _to = CommonOptions.Time("--to", "Evidence before this time · Trước ngày");
    private readonly Option<int> _weight = CommonOptions.Number("--min-weight",
        "The least weight of a link, in thousandths of a bit · Trọng số tối thiểu", 0, 0, int.MaxValue);
    private readonly Option<int> _hub = CommonOptions.Number("--hub", "Entities with more links are shown and not walked through · Ngưỡng nút trung tâm",
        GraphFilter.HubDegreeDefault, 0, int.MaxValue);

    /// <summary>Adds the options to a command.</summary>
    public static FilterOptions AddTo(Command command)
    {
        var options = new FilterOptions();
        foreach (Option option in new Option[] { options._kinds, options._linkKinds, options._roles, options._from, options._to,
            options._weight, options._hub })
            command.Add(option);
        return options;
    }

    /// <summary>Reads the filter.</summary>
    public GraphFilter Read(CommandContext context) => new()
    {
        Kinds = [.. context.Get(_kinds)!.Select(word => s_kinds[Array.IndexOf(s_kindWords, word)]).Distinct()],
        LinkKinds = [.. context.Get(_linkKinds)!.Select(word => WireNames.TryParse(word, out LinkKind kind) ? kind : default).Distinct()],
        Roles = [.. context.Get(_roles)!.Select(word => WireNames.TryParse(word, out MentionRole role) ? role : default).Distinct()],
        From = context.Get(_from),
        To = context.Get(_to),
        WeightMillibitsMin = context.Get(_weight),
        HubDegreeMax = context.Get(_hub),
    };
}
