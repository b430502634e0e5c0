using Resolve.Graph;
using Resolve.Persons.Records;

namespace Resolve.Runtime.Content;

/// <summary>Which part of a report a silo holds: the mentions in these partitions and those of these records, their links, and the other ends of
/// these.</summary>
/// <param name="Partitions">The partitions of identifiers, a bit a partition.</param>
/// <param name="Records">The records by their places among those of the report (<see cref="PackedReport.Records"/>), a bit a record.</param>
internal readonly record struct SliceCut(ulong Partitions, ulong Records)
{
    /// <summary>The most records that a cut can select from; a report with more is held whole or not at all.</summary>
    public const int RecordCountMax = 64;

    /// <summary>Gets the cut that leaves the whole report.</summary>
    public static SliceCut Whole { get; } = new(ulong.MaxValue, ulong.MaxValue);

    /// <summary>Gets whether all of another cut is in this one.</summary>
    public bool Covers(SliceCut other) => (other.Partitions & ~Partitions) == 0 && (other.Records & ~Records) == 0;
}

/// <summary>Cuts what a report contributes to what one silo needs of it.</summary>
/// <remarks>
/// Pure. Of a wanted mention all links are there, whoever is at the other end; that end is there as a mention like any other, of
/// which nothing else need be. So an index that gets each report cut to what it owns has all mentions and links of that.
/// </remarks>
internal static class ReportSlice
{
    /// <summary>Cuts a report.</summary>
    /// <param name="content">The whole report, or a part of it that covers the cut.</param>
    /// <param name="cut">What is wanted; records by their places in the whole report.</param>
    /// <returns>The part; the report itself when it is wanted whole.</returns>
    public static ReportContent Cut(ReportContent content, SliceCut cut)
    {
        if (cut == SliceCut.Whole) return content;
        bool[] wanted = Wanted(content, cut), kept = [.. wanted];
        var links = new List<ContentLink>();
        foreach (ContentLink link in content.Links)
        {
            if (!wanted[link.From] && !wanted[link.To]) continue;
            kept[link.From] = kept[link.To] = true;
            links.Add(link);
        }
        int[] places = new int[kept.Length];
        var mentions = new List<ContentMention>();
        int persons = 0;
        for (int i = 0; i < kept.Length; i++)
        {
            ContentMention mention = content.Mentions[i];
            if (mention.Record is not null && !mention.Implied) persons++;
            if (!kept[i]) continue;
            places[i] = mentions.Count;
            // Nobody is asked here who a person at the other end is, but for its node.
            mentions.Add(!wanted[i] && mention.Record is { IsStub: false } record
                ? mention with { Record = new PersonRecord { Fingerprint = record.Fingerprint, IsStub = true } } : mention);
        }
        // Loss and typologies are read with the ring, from the whole report.
        return new ReportContent(content.Report with { Typologies = [], Loss = null }, mentions,
            [.. links.Select(l => l with { From = places[l.From], To = places[l.To] })])
        {
            PersonCountOfWhole = content.PersonCountOfWhole ?? persons,
        };
    }

    private static bool[] Wanted(ReportContent content, SliceCut cut)
    {
        bool[] wanted = new bool[content.Mentions.Count];
        var records = new Dictionary<UInt128, int>();
        for (int i = 0; i < wanted.Length; i++)
        {
            ContentMention mention = content.Mentions[i];
            if (mention.Record is { } record)
            {
                if (!records.TryGetValue(record.Fingerprint, out int place)) records.Add(record.Fingerprint, place = records.Count);
                wanted[i] = place < SliceCut.RecordCountMax && ((cut.Records >> place) & 1) != 0;
            }
            else if (!mention.Key.IsDefault) wanted[i] = ((cut.Partitions >> Partitions.Of(mention.Key)) & 1) != 0;
        }
        return wanted;
    }
}
