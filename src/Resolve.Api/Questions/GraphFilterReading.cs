using Microsoft.AspNetCore.Http.HttpResults;
using Resolve.Api.Http;
using Resolve.Api.Parameters;
using Resolve.Client.Contracts;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;

namespace Resolve.Api.Questions;

/// <summary>Reads what a question over the graph names, from a body or from parameters, and notes everything that is wrong.</summary>
internal sealed class GraphFilterReading
{
    public static IReadOnlyList<string> KindWords { get; } =
        [.. Enum.GetValues<EntityKind>().Where(k => k != EntityKind.None).Select(ContractMapping.WordOf)];

    public static WordParameter Kinds { get; } = new("kinds", "Only links to entities of these kinds.", KindWords, Many: true);

    public static WordParameter LinkKinds { get; } = new("linkKinds", "Only links of these kinds.", WireNames.LinkKinds, Many: true);

    public static WordParameter Roles { get; } = new("roles", "Only links whose far end plays one of these roles in the evidence.",
        WireNames.Roles, Many: true);

    public static TimeParameter From { get; } = new("from", "The earliest time that evidence may have.");

    public static TimeParameter To { get; } = new("to", "The time that evidence must be before.");

    public static IntegerParameter Weight { get; } = new("weightMillibitsMin", "The least weight of a link, in thousandths of a bit.", 0, int.MaxValue, 0);

    public static IReadOnlyList<QueryParameter> Parameters { get; } = [Kinds, LinkKinds, Roles, From, To, Weight];

    private readonly List<FieldErrorData> _errors = [];

    /// <summary>Gets the problem; null when all is right.</summary>
    public ProblemHttpResult? Problem => _errors.Count == 0 ? null : Problems.Question(_errors);

    /// <summary>Reads a filter from parameters.</summary>
    public static GraphFilter Read(QueryReader query) => new()
    {
        Kinds = [.. query.Words(Kinds).Select(KindOf)],
        LinkKinds = [.. query.Words(LinkKinds).Select(LinkKindOf)],
        Roles = [.. query.Words(Roles).Select(RoleOf)],
        From = query.Time(From),
        To = query.Time(To),
        WeightMillibitsMin = (int)query.Integer(Weight),
    };

    /// <summary>Reads a filter from a body.</summary>
    public GraphFilter Read(GraphFilterData? data)
    {
        if (data is null) return GraphFilter.None;
        return new GraphFilter
        {
            Kinds = [.. Words("filter.kinds", data.Kinds, KindWords).Select(KindOf)],
            LinkKinds = [.. Words("filter.linkKinds", data.LinkKinds, WireNames.LinkKinds).Select(LinkKindOf)],
            Roles = [.. Words("filter.roles", data.Roles, WireNames.Roles).Select(RoleOf)],
            From = data.From,
            To = data.To,
            WeightMillibitsMin = Number("filter.weightMillibitsMin", data.WeightMillibitsMin, 0, int.MaxValue, 0),
            HubDegreeMax = Number("filter.hubDegreeMax", data.HubDegreeMax, 1, int.MaxValue, GraphFilter.HubDegreeDefault),
        };
    }

    public int Number(string path, int? value, int min, int max, int standard)
    {
        if (value is not { } given) return standard;
        if (given >= min && given <= max) return given;
        Wrong(path, FieldErrorCodes.Range, $"It is from {min} to {max}.");
        return standard;
    }

    /// <summary>Reads one of some words as its place among them; the first when none is given.</summary>
    public int Word(string path, string? word, string[] known)
    {
        int place = word is null ? 0 : Array.IndexOf(known, word);
        if (place >= 0) return place;
        Wrong(path, FieldErrorCodes.UnknownValue, $"It is one of {string.Join(", ", known)}.");
        return 0;
    }

    public EntityKey Key(string path, string? text)
    {
        if (EntityKey.TryParse(text, null, out EntityKey key)) return key;
        Wrong(path, FieldErrorCodes.Format, "An entity key is a kind, a colon and the canonical value, such as phone:+84391234567.");
        return default;
    }

    public IReadOnlyList<EntityKey> Keys(string path, IReadOnlyList<string> texts, int min, int max)
    {
        if (texts.Count < min || texts.Count > max)
        {
            Wrong(path, texts.Count < min ? FieldErrorCodes.Required : FieldErrorCodes.TooMany, $"It has {min} to {max} keys; this one has {texts.Count}.");
            return [];
        }
        return [.. texts.Select((text, i) => Key($"{path}[{i}]", text))];
    }

    public void Wrong(string path, string code, string message)
    {
        if (_errors.Count < ReportLimits.ErrorCountMax) _errors.Add(new FieldErrorData(path, code, message));
    }

    private List<string> Words(string path, IReadOnlyList<string>? words, IReadOnlyList<string> known)
    {
        var right = new List<string>();
        for (int i = 0; words is not null && i < words.Count; i++)
        {
            if (known.Contains(words[i], StringComparer.Ordinal)) right.Add(words[i]);
            else Wrong($"{path}[{i}]", FieldErrorCodes.UnknownValue, $"It is one of {string.Join(", ", known)}.");
        }
        return right;
    }

    private static EntityKind KindOf(string word) => Enum.GetValues<EntityKind>().First(k => ContractMapping.WordOf(k) == word);

    private static LinkKind LinkKindOf(string word) => WireNames.TryParse(word, out LinkKind kind) ? kind : default;

    private static MentionRole RoleOf(string word) => WireNames.TryParse(word, out MentionRole role) ? role : default;
}
