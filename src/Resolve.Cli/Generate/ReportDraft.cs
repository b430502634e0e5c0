using Resolve.Identifiers.Mentions;
using Resolve.Reports;

namespace Resolve.Cli.Generate;

/// <summary>A report while it is being written: mentions with their refs, and links.</summary>
internal sealed class ReportDraft
{
    private readonly int[] _counts = new int[8];

    public List<Mention> Mentions { get; } = new(12);

    public List<ReportLink> Links { get; } = new(12);

    public void Clear()
    {
        Mentions.Clear();
        Links.Clear();
        Array.Clear(_counts);
    }

    /// <summary>Returns the next ref of a kind: <c>t1</c> for the first phone.</summary>
    public string NextRef(MentionKind kind) => Ref(kind switch
    {
        MentionKind.Person => 0,
        MentionKind.Phone => 1,
        MentionKind.Account => 2,
        MentionKind.Device => 3,
        _ => 4,
    });

    public void Link(string from, string to, LinkKind kind) => Links.Add(new ReportLink(from, to, kind));

    private string Ref(int letter) => s_refs[letter][Math.Min(_counts[letter]++, s_refs[letter].Length - 1)];

    private static readonly string[][] s_refs = [.. "ptado".Select(c => Enumerable.Range(1, 60).Select(n => $"{c}{n}").ToArray())];
}
