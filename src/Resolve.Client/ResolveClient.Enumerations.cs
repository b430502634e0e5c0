using System.Runtime.CompilerServices;
using Resolve.Client.Contracts;

namespace Resolve.Client;

public partial class ResolveClient
{
    /// <summary>Gets all links of an entity with their evidence, page by page as they are read.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="filter">Which links; null for all.</param>
    /// <param name="atLeast">The least journal position; 0 for no bound.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <returns>The links; none when no live report mentions the entity. What changes while they are read may be missed or seen twice.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public virtual IAsyncEnumerable<LinkData> EnumerateLinksAsync(
        string key, GraphFilterData? filter = null, long atLeast = 0, CancellationToken cancellationToken = default) => PagesAsync(
            async (cursor, token) =>
            {
                PageData<LinkData>? page = await GetLinksAsync(key, filter, 1_000, cursor, atLeast, token).ConfigureAwait(false);
                return page is null ? ([], null) : (page.Items, page.Cursor);
            },
            cancellationToken);

    /// <summary>Lists all rings, page by page as they are read.</summary>
    /// <param name="query">Which rings; null for all. Its limit is the size of a page, its cursor where to begin.</param>
    /// <param name="atLeast">The least journal position; 0 for no bound.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <returns>The rings in the order of the query. What changes while they are read may be missed or seen twice.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public virtual IAsyncEnumerable<RingData> EnumerateRingsAsync(RingQuery? query = null, long atLeast = 0, CancellationToken cancellationToken = default)
    {
        RingQuery asked = query ?? new RingQuery();
        return PagesAsync(
            async (cursor, token) =>
            {
                PageData<RingData> page = await ListRingsAsync(asked with { Cursor = cursor ?? asked.Cursor }, atLeast, token).ConfigureAwait(false);
                return (page.Items, page.Cursor);
            },
            cancellationToken);
    }

    /// <summary>Lists all alerts, newest first, page by page as they are read.</summary>
    /// <param name="filter">Which; null for all.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <returns>The alerts.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public virtual IAsyncEnumerable<AlertData> EnumerateAlertsAsync(AlertFilter? filter = null, CancellationToken cancellationToken = default) => PagesAsync(
        async (cursor, token) =>
        {
            AlertsData page = await ListAlertsAsync(filter, 500, cursor, token).ConfigureAwait(false);
            return (page.Items, page.Cursor);
        },
        cancellationToken);

    /// <summary>Asks for everybody within so many hops, page by page as they are read.</summary>
    /// <param name="question">The question. Its limit is the size of a page, its cursor where to begin; no links are asked for.</param>
    /// <param name="atLeast">The least journal position; 0 for no bound.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <returns>The entities, nearest first, then by key. What changes while they are read may be missed or seen twice.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public virtual IAsyncEnumerable<ReachedData> EnumerateReachedAsync(ExpandRequest question, long atLeast = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        return PagesAsync(
            async (cursor, token) =>
            {
                ExpandRequest asked = question with { Cursor = cursor ?? question.Cursor, WithLinks = false };
                ExpandData page = await ExpandAsync(asked, atLeast, token).ConfigureAwait(false);
                return (page.Nodes, page.Cursor);
            },
            cancellationToken);
    }

    private static async IAsyncEnumerable<T> PagesAsync<T>(
        Func<string?, CancellationToken, Task<(IReadOnlyList<T> Items, string? Cursor)>> next, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            (IReadOnlyList<T> items, cursor) = await next(cursor, cancellationToken).ConfigureAwait(false);
            foreach (T item in items) yield return item;
        }
        while (cursor is not null);
    }
}
