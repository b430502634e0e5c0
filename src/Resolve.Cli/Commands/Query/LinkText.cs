using Resolve.Cli.Output;
using Resolve.Client.Contracts;

namespace Resolve.Cli.Commands.Query;

/// <summary>Links with their evidence as people read them.</summary>
internal static class LinkText
{
    /// <summary>Writes a page of links.</summary>
    public static bool Write(TextWriter output, PageData<LinkData> page)
    {
        output.WriteLine($"{Format.Many(page.Total, "link")}, at journal position {page.Position}");
        foreach (LinkData link in page.Items)
        {
            output.WriteLine();
            WriteOne(output, link);
        }
        More(output, page.Cursor);
        return true;
    }

    /// <summary>Writes a link and its evidence.</summary>
    public static void WriteOne(TextWriter output, LinkData link)
    {
        output.WriteLine(SafeText.Clean($"{link.From} {link.Kind} {link.To}"));
        output.WriteLine($"  {Format.Bits(link.WeightMillibits)} bits, "
            + $"{Format.Many(link.EvidenceCount, "report")}{(link.CarriesRings ? ", connects suspects" : "")}");
        var table = new TextTable("time", "report", "from", "to", "amount>", "reference", "unit");
        foreach (EvidenceData e in link.Evidence)
        {
            string amount = e.Amount is { } sum ? $"{Format.Sum(sum)} {e.Currency ?? "VND"}" : "";
            table.Add(Format.Time(e.Time), $"{e.Source}/{e.Id}", $"{e.FromRef} ({e.FromRole})", $"{e.ToRef} ({e.ToRole})", amount, e.Reference, e.Unit);
        }
        table.Write(output);
    }

    /// <summary>Writes links in one line each, without their evidence.</summary>
    public static TextTable Table(IEnumerable<LinkData> links)
    {
        var table = new TextTable("from", "kind", "to", "bits>", "reports>", "first seen", "last seen");
        foreach (LinkData link in links)
        {
            table.Add(
                link.From, link.Kind, link.To, Format.Bits(link.WeightMillibits), Format.Count(link.EvidenceCount),
                Format.Time(link.FirstSeen), Format.Time(link.LastSeen));
        }
        return table;
    }

    /// <summary>Writes the cursor of the next page.</summary>
    public static void More(TextWriter output, string? cursor)
    {
        if (cursor is null) return;
        output.WriteLine();
        output.WriteLine($"There is more: --cursor {cursor}");
    }
}
