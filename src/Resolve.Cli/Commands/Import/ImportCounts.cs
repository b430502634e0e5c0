using Resolve.Client.Contracts;

namespace Resolve.Cli.Commands.Import;

/// <summary>What an import has done so far.</summary>
internal sealed class ImportCounts
{
    /// <summary>Gets or sets the files begun.</summary>
    public int Files { get; set; }

    /// <summary>Gets the reports read and judged by the engine.</summary>
    public long Reports => Accepted + Superseded + Duplicate + Conflict;

    /// <summary>Gets or sets the reports that are new and count.</summary>
    public long Accepted { get; set; }

    /// <summary>Gets or sets the reports kept under a higher version that counts.</summary>
    public long Superseded { get; set; }

    /// <summary>Gets or sets the reports that were there already.</summary>
    public long Duplicate { get; set; }

    /// <summary>Gets or sets the reports refused because another body stands under their version.</summary>
    public long Conflict { get; set; }

    /// <summary>Gets or sets the lines that are no report.</summary>
    public long Bad { get; set; }

    /// <summary>Gets or sets the reports taken with something in them that was not understood.</summary>
    public long Warned { get; set; }

    /// <summary>Gets or sets the highest journal position that was reported.</summary>
    public long Position { get; set; }

    /// <summary>Gets whether anything was refused.</summary>
    public bool AnyRefused => Bad + Conflict > 0;

    /// <summary>Counts a receipt.</summary>
    /// <param name="receipt">What came of a report.</param>
    public void Add(ReceiptData receipt)
    {
        switch (receipt.Outcome)
        {
            case OutcomeWords.Accepted: Accepted++; break;
            case OutcomeWords.Superseded: Superseded++; break;
            case OutcomeWords.Duplicate: Duplicate++; break;
            default: Conflict++; break;
        }
        if (receipt.Warnings.Count > 0 && receipt.Outcome != OutcomeWords.Conflict) Warned++;
        Position = Math.Max(Position, receipt.Position);
    }
}
