using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Resolve.Client.Contracts;

namespace Resolve.Client;

public partial class ResolveClient
{
    private static readonly TimeSpan s_reconnectFirst = TimeSpan.FromMilliseconds(250), s_reconnectMax = TimeSpan.FromSeconds(10);

    /// <summary>Lists a page of alerts, newest first.</summary>
    /// <param name="filter">Which; null for all.</param>
    /// <param name="limit">The most alerts, 1 to 500; null means 50.</param>
    /// <param name="cursor">Where an earlier page ended.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The page.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public virtual async Task<AlertsData> ListAlertsAsync(
        AlertFilter? filter = null, int? limit = null, string? cursor = null, CancellationToken cancellationToken = default)
    {
        QueryText query = new QueryText("v1/alerts").Add("unit", filter?.Unit).Add("kinds", filter?.Kinds).Add("since", filter?.Since)
            .Add("unread", filter?.UnreadOnly == true ? true : null).Add("limit", (long?)limit).Add("cursor", cursor);
        return await GetAsync<AlertsData>(query, cancellationToken).ConfigureAwait(false) ?? throw Missing();
    }

    /// <summary>Marks alerts read by a unit.</summary>
    /// <param name="request">Which, and by whom.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>How many were not read before.</returns>
    /// <exception cref="ResolveException">They could not be marked.</exception>
    public virtual async Task<int> MarkAlertsReadAsync(AlertsReadRequest request, CancellationToken cancellationToken = default) =>
        (await PostAsync<AlertsReadRequest, AlertsReadData>("v1/alerts/read", request, 0, cancellationToken).ConfigureAwait(false)).Count;

    /// <summary>Follows alerts as they come, for as long as the caller reads: after a break it goes on behind the last one it gave.</summary>
    /// <param name="filter">Which; null for all.</param>
    /// <param name="after">The number behind which to begin; 0 for all there are; null for those delivered from now on.</param>
    /// <param name="cancellationToken">Ends the following.</param>
    /// <returns>The alerts in the order of delivery. Each is given once by one call; who stores <see cref="AlertData.Number"/> only after work on it is done
    /// gets it again after a crash.</returns>
    /// <exception cref="ResolveException">The service refuses the question. That it cannot be reached is waited out.</exception>
    public virtual async IAsyncEnumerable<AlertData> FollowAlertsAsync(
        AlertFilter? filter = null, long? after = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        TimeSpan pause = s_reconnectFirst;
        while (true)
        {
            await using IAsyncEnumerator<(long? Number, AlertData? Alert)> events = ReadEventsAsync(filter, after, cancellationToken)
                .GetAsyncEnumerator(cancellationToken);
            while (true)
            {
                try
                {
                    if (!await events.MoveNextAsync().ConfigureAwait(false)) break;
                }
                catch (ResolveException e) when (e.Failure == ResolveFailure.Retryable)
                {
                    break;
                }
                pause = s_reconnectFirst;
                (long? number, AlertData? alert) = events.Current;
                if (alert is not null && !(alert.Number <= after))
                {
                    after = alert.Number;
                    yield return alert;
                }
                else
                {
                    after ??= number; // where the stream began: alerts delivered during a break are not missed
                }
            }
            await Task.Delay(pause, Via.Options.Clock, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < s_reconnectMax ? pause * 2 : s_reconnectMax;
        }
    }

    /// <summary>Follows alerts behind the last one that was worked on, also after a crash of the caller's process.</summary>
    /// <param name="cursor">Where the number of the last alert is kept. While it has none, the stream begins with all alerts there are.</param>
    /// <param name="filter">Which; null for all.</param>
    /// <param name="cancellationToken">Ends the following.</param>
    /// <returns>
    /// The alerts in the order of delivery, each at least once. An alert counts as worked on when the caller asks for the next one; one that
    /// was being worked on when the process died, or when the caller left the loop, comes again.
    /// </returns>
    /// <exception cref="ResolveException">The service refuses the question. That it cannot be reached is waited out.</exception>
    public virtual async IAsyncEnumerable<AlertData> FollowAlertsAsync(
        IAlertCursor cursor, AlertFilter? filter = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cursor);
        long after = await cursor.LoadAsync(cancellationToken).ConfigureAwait(false) ?? 0;
        await foreach (AlertData alert in FollowAlertsAsync(filter, after, cancellationToken).ConfigureAwait(false))
        {
            yield return alert;
            await cursor.SaveAsync(alert.Number, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Watches an entity for a unit.</summary>
    /// <param name="watch">What, for whom, why. The client gives it an id and a time where they are missing, so that a repetition is a duplicate.</param>
    /// <param name="cancellationToken">Gives up waiting; the watch may have been set.</param>
    /// <returns>The receipt; its id is the watch's.</returns>
    /// <exception cref="ResolveException">The watch is wrong, conflicts, or cannot be taken now.</exception>
    public virtual Task<ReceiptData> SetWatchAsync(WatchRequest watch, CancellationToken cancellationToken = default) =>
        PostAsync<WatchRequest, ReceiptData>("v1/watches", watch?.Identified(Via.Options.Clock)!, 0, cancellationToken);

    /// <summary>Lists the watches in force.</summary>
    /// <param name="unit">Only those of this unit; null for all.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The watches, by id.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public virtual async Task<IReadOnlyList<WatchData>> ListWatchesAsync(string? unit = null, CancellationToken cancellationToken = default) =>
        (await GetAsync<WatchesData>(new QueryText("v1/watches").Add("unit", unit), cancellationToken).ConfigureAwait(false) ?? throw Missing()).Items;

    /// <summary>Ends a watch.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The receipt; null when no watch of this id is in force.</returns>
    /// <exception cref="ResolveException">It cannot be ended now.</exception>
    public virtual Task<ReceiptData?> RemoveWatchAsync(string id, CancellationToken cancellationToken = default)
    {
        QueryText address = new("v1/watches/" + Escape(id));
        return AskAsync<ReceiptData>(() => new HttpRequestMessage(HttpMethod.Delete, address.ToUri()), repeatable: true, cancellationToken);
    }

    private async IAsyncEnumerable<(long? Number, AlertData? Alert)> ReadEventsAsync(
        AlertFilter? filter, long? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        QueryText query = new QueryText("v1/alerts/stream").Add("unit", filter?.Unit).Add("kinds", filter?.Kinds).Add("after", after);
        string requestId = Guid.NewGuid().ToString("N");
        HttpRequestMessage Make() => new(HttpMethod.Get, query.ToUri());
        using HttpResponseMessage response = await Via.SendAsync(Make, requestId, repeatable: true, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode) throw await Via.FailureAsync(response, requestId, cancellationToken).ConfigureAwait(false);
        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var lines = new StreamLines(body, Via.Options, requestId);
        long? number = null;
        while (await lines.ReadAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal)
                && long.TryParse(line.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out long id)) number = id;
            if (line.StartsWith("data: ", StringComparison.Ordinal)) yield return (number, Read(line[6..]));
            else if (line.Length == 0) yield return (number, null);
        }
    }

    private static AlertData Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<AlertData>(json, ResolveJson.Answers) ?? throw Missing();
        }
        catch (JsonException e)
        {
            throw new ResolveException(ResolveFailure.Unrecoverable, "The answer is not of this interface.", inner: e);
        }
    }
}
