namespace Resolve.Client;

public partial class ResolveClient
{
    /// <summary>Gets a ring's report as a page to print: one HTML document without scripts that loads nothing.</summary>
    /// <param name="id">The ring's id, or one that it absorbed or bore before.</param>
    /// <param name="language"><c>vi</c> or <c>en</c>; null means Vietnamese.</param>
    /// <param name="asOf">The time that the score is measured against; null for the newest report of any ring.</param>
    /// <param name="atLeast">The least journal position; 0 for no bound.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The HTML; null when there is no such ring.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public virtual async Task<string?> GetRingReportAsync(
        string id, string? language = null, DateTimeOffset? asOf = null, long atLeast = 0, CancellationToken cancellationToken = default)
    {
        QueryText query = new QueryText($"v1/rings/{Escape(id)}/report").Add("lang", language).Add("asOf", asOf).AddAtLeast(atLeast);
        HttpRequestMessage Make() => new(HttpMethod.Get, query.ToUri());
        return await Via.AskAsync(Make, ReadTextAsync, repeatable: true, cancellationToken).ConfigureAwait(false);
    }

    private async Task<string?> ReadTextAsync(HttpResponseMessage response, string requestId, CancellationToken cancellationToken) =>
        await IsKnownAsync(response, requestId, cancellationToken).ConfigureAwait(false)
            ? await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false)
            : null;
}
