using Resolve.Client.Contracts;

namespace Resolve.Client.Building;

/// <summary>How the service will read an identifier of a report.</summary>
/// <param name="Path">The field, such as <c>mentions[2].value</c>.</param>
/// <param name="Ref">The mention's name inside its report.</param>
/// <param name="Reading">How it is read: its key, or why it has none, and the candidates.</param>
public sealed record ReportHint(string Path, string Ref, ParseData Reading)
{
    /// <summary>Gets whether the identifier has a key, by which it is linked with other reports.</summary>
    public bool HasKey => Reading.Key is not null;
}

public sealed partial class ReportBuilder
{
    /// <summary>Asks the service how it will read the identifiers, before the report is sent; nothing is stored.</summary>
    /// <param name="client">The client.</param>
    /// <param name="cancellationToken">Ends the questions.</param>
    /// <returns>A hint for each phone, account, device, online identity and paper, in the order of the mentions.</returns>
    /// <exception cref="ResolveException">A question could not be answered.</exception>
    public async Task<IReadOnlyList<ReportHint>> ParseAsync(ResolveClient client, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        var hints = new List<ReportHint>();
        foreach ((string path, string reference, ParseRequestData question) in Questions())
            hints.Add(new ReportHint(path, reference, await client.ParseAsync(question, cancellationToken).ConfigureAwait(false)));
        return hints;
    }

    private IEnumerable<(string Path, string Ref, ParseRequestData Question)> Questions()
    {
        DateOnly? date = (OccurredAt ?? ReceivedAt) is { } time ? DateOnly.FromDateTime(time.DateTime) : null;
        for (int i = 0; i < _mentions.Count; i++)
        {
            MentionData m = _mentions[i].Data;
            if (m.Value is { } value)
            {
                var question = new ParseRequestData(m.Kind, value) { Date = date, Bank = m.Bank, Type = m.Type, Platform = m.Platform };
                yield return ($"mentions[{i}].value", m.Ref!, question);
            }
            for (int d = 0; d < m.Documents?.Count; d++)
            {
                DocumentData paper = m.Documents[d];
                var question = new ParseRequestData("document", paper.Number) { Date = date, Type = paper.Type, Country = paper.Country };
                yield return ($"mentions[{i}].documents[{d}].number", m.Ref!, question);
            }
        }
    }
}
