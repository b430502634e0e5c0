using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Resolve.Client.Contracts;

namespace Resolve.Client;

/// <summary>Speaks to a Resolve service over HTTP: every endpoint of docs/api.md as a typed method.</summary>
/// <remarks>
/// Thread-safe. Questions take <c>atLeast</c>, a journal position from a receipt: the answer sees that fact; 0 takes the newest without waiting.
/// Every method throws <see cref="ResolveException"/> when the service cannot be reached or refuses, and says whether to try again.
/// </remarks>
/// <param name="http">The client, with <see cref="HttpClient.BaseAddress"/> set to the service's root with a slash at the end, such as <c>http://localhost:5080/</c>.</param>
public sealed partial class ResolveClient(HttpClient http)
{
    private static readonly MediaTypeHeaderValue s_json = new("application/json");

    /// <summary>Submits one report and returns when it is durable.</summary>
    /// <param name="report">The report.</param>
    /// <param name="cancellationToken">Gives up waiting; the report may have been taken.</param>
    /// <returns>The receipt.</returns>
    /// <exception cref="ResolveException">The report is wrong, conflicts, or cannot be taken now.</exception>
    public Task<ReceiptData> SubmitAsync(ReportData report, CancellationToken cancellationToken = default) =>
        SubmitAsync(JsonSerializer.SerializeToUtf8Bytes(report, ResolveJson.Answers), cancellationToken);

    /// <summary>Submits one report that is JSON already.</summary>
    /// <param name="json">The report in UTF-8.</param>
    /// <param name="cancellationToken">Gives up waiting; the report may have been taken.</param>
    /// <returns>The receipt.</returns>
    /// <exception cref="ResolveException">The report is wrong, conflicts, or cannot be taken now.</exception>
    public async Task<ReceiptData> SubmitAsync(ReadOnlyMemory<byte> json, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("v1/reports", UriKind.Relative)) { Content = JsonContent(json) };
        return await AskAsync<ReceiptData>(request, cancellationToken).ConfigureAwait(false) ?? throw Missing();
    }

    /// <summary>Submits many reports, streaming: requests of some thousand lines, one after the other.</summary>
    /// <param name="lines">The reports as JSON in UTF-8, each without a line break.</param>
    /// <param name="cancellationToken">Ends the feed; lines without an answer may have been taken.</param>
    /// <returns>What came of each line, in order; <see cref="BatchLineData.Line"/> counts from 1 over the whole feed. Blank lines get no answer.</returns>
    /// <exception cref="ArgumentException">A line holds a line break.</exception>
    /// <exception cref="ResolveException">The service cannot take reports now. Lines without an answer can be sent again.</exception>
    public IAsyncEnumerable<BatchLineData> SubmitBatchAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> lines, CancellationToken cancellationToken = default) =>
        SubmitBatchAsync(lines, quiet: false, cancellationToken);

    /// <summary>Submits many reports, streaming, as reports of the past when asked to.</summary>
    /// <param name="lines">The reports as JSON in UTF-8, each without a line break.</param>
    /// <param name="quiet">Whether no alert is sent for what they alone bring about: for a feed of past reports.</param>
    /// <param name="cancellationToken">Ends the feed; lines without an answer may have been taken.</param>
    /// <returns>What came of each line, in order; <see cref="BatchLineData.Line"/> counts from 1 over the whole feed. Blank lines get no answer.</returns>
    /// <exception cref="ArgumentException">A line holds a line break.</exception>
    /// <exception cref="ResolveException">The service cannot take reports now, or has no alerts and <paramref name="quiet"/> is set.</exception>
    public async IAsyncEnumerable<BatchLineData> SubmitBatchAsync(
        IAsyncEnumerable<ReadOnlyMemory<byte>> lines, bool quiet, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var batch = new BatchBody();
        await foreach (ReadOnlyMemory<byte> line in lines.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            batch.Add(line.Span);
            if (!batch.IsFull) continue;
            await foreach (BatchLineData answer in SendAsync(batch, quiet, cancellationToken).ConfigureAwait(false)) yield return answer;
            batch.Clear();
        }
        if (batch.IsEmpty) yield break;
        await foreach (BatchLineData answer in SendAsync(batch, quiet, cancellationToken).ConfigureAwait(false)) yield return answer;
    }

    /// <summary>Withdraws a report: from then on it is as if it had never come.</summary>
    /// <param name="source">The report's source.</param>
    /// <param name="id">The report's id.</param>
    /// <param name="version">The version of the withdrawal, from 1; null for the one after the highest known.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The receipt; null when the report is unknown and no version was given.</returns>
    /// <exception cref="ResolveException">The withdrawal conflicts or cannot be taken now.</exception>
    public async Task<ReceiptData?> WithdrawAsync(string source, string id, int? version = null, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, new QueryText(ReportPath(source, id)).Add("version", (long?)version).ToUri());
        return await AskAsync<ReceiptData>(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gets the current version of a report.</summary>
    /// <param name="source">The report's source.</param>
    /// <param name="id">The report's id.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The report; null when it is unknown or withdrawn.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public Task<StoredReportData?> GetReportAsync(string source, string id, CancellationToken cancellationToken = default) =>
        GetAsync<StoredReportData>(new QueryText(ReportPath(source, id)), cancellationToken);

    /// <summary>Gets an entity.</summary>
    /// <param name="key">Its key; of a person any key it ever had.</param>
    /// <param name="atLeast">The least journal position; 0 for no bound.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The entity under the key it has now; null when no live report mentions it.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public Task<EntityData?> GetEntityAsync(string key, long atLeast = 0, CancellationToken cancellationToken = default) =>
        GetAsync<EntityData>(new QueryText(EntityPath(key)).AddAtLeast(atLeast), cancellationToken);

    /// <summary>Gets the links of an entity with their evidence.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="filter">Which links; null for all.</param>
    /// <param name="limit">The most links, 1 to 1,000; null means 100.</param>
    /// <param name="cursor">Where an earlier page ended.</param>
    /// <param name="atLeast">The least journal position; 0 for no bound.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The page; null when no live report mentions the entity.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public Task<PageData<LinkData>?> GetLinksAsync(
        string key, GraphFilterData? filter = null, int? limit = null, string? cursor = null, long atLeast = 0, CancellationToken cancellationToken = default)
    {
        QueryText query = new QueryText(EntityPath(key) + "/links")
            .Add("kinds", filter?.Kinds).Add("linkKinds", filter?.LinkKinds).Add("roles", filter?.Roles)
            .Add("from", filter?.From).Add("to", filter?.To).Add("weightMillibitsMin", (long?)filter?.WeightMillibitsMin)
            .Add("limit", (long?)limit).Add("cursor", cursor).AddAtLeast(atLeast);
        return GetAsync<PageData<LinkData>>(query, cancellationToken);
    }

    /// <summary>Asks who is within so many hops.</summary>
    /// <param name="question">The question.</param>
    /// <param name="atLeast">The least journal position; 0 for no bound.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public Task<ExpandData> ExpandAsync(ExpandRequest question, long atLeast = 0, CancellationToken cancellationToken = default) =>
        PostAsync<ExpandRequest, ExpandData>("v1/graph/expand", question, atLeast, cancellationToken);

    /// <summary>Asks how two entities are connected.</summary>
    /// <param name="question">The question.</param>
    /// <param name="atLeast">The least journal position; 0 for no bound.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public Task<PathsData> FindPathsAsync(PathsRequest question, long atLeast = 0, CancellationToken cancellationToken = default) =>
        PostAsync<PathsRequest, PathsData>("v1/graph/paths", question, atLeast, cancellationToken);

    /// <summary>Asks what entities have in common.</summary>
    /// <param name="question">The question.</param>
    /// <param name="atLeast">The least journal position; 0 for no bound.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public Task<CommonData> FindCommonAsync(CommonRequest question, long atLeast = 0, CancellationToken cancellationToken = default) =>
        PostAsync<CommonRequest, CommonData>("v1/graph/common", question, atLeast, cancellationToken);

    /// <summary>Lists a page of rings.</summary>
    /// <param name="query">Which rings; null for all.</param>
    /// <param name="atLeast">The least journal position; 0 for no bound.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The page.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public async Task<PageData<RingData>> ListRingsAsync(RingQuery? query = null, long atLeast = 0, CancellationToken cancellationToken = default)
    {
        query ??= new RingQuery();
        QueryText text = new QueryText("v1/rings")
            .Add("crossBorder", query.CrossBorder).Add("minProvinces", (long?)query.MinProvinces).Add("minLoss", query.MinLoss)
            .Add("minMembers", (long?)query.MinMembers).Add("since", query.Since).Add("province", query.Province).Add("typology", query.Typology)
            .Add("side", query.Side).Add("country", query.Country).Add("foreignStrength", query.ForeignStrength)
            .Add("minScore", (long?)query.MinScore).Add("asOf", query.AsOf)
            .Add("order", query.Order).Add("limit", (long?)query.Limit).Add("cursor", query.Cursor).Add("full", query.Full ? true : null)
            .AddAtLeast(atLeast);
        return await GetAsync<PageData<RingData>>(text, cancellationToken).ConfigureAwait(false) ?? throw Missing();
    }

    /// <summary>Gets a ring with its members, victims and reports.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="atLeast">The least journal position; 0 for no bound.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The ring; null when there is none of that id now.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public Task<RingData?> GetRingAsync(string id, long atLeast = 0, CancellationToken cancellationToken = default) =>
        GetAsync<RingData>(new QueryText("v1/rings/" + Escape(id)).AddAtLeast(atLeast), cancellationToken);

    /// <summary>Gets the history of a ring, by its reports' own times.</summary>
    /// <param name="id">Its id, or one that it absorbed or bore before.</param>
    /// <param name="atLeast">The least journal position; 0 for no bound.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The history; null when there is no such ring now.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public Task<RingHistoryData?> GetRingHistoryAsync(string id, long atLeast = 0, CancellationToken cancellationToken = default) =>
        GetAsync<RingHistoryData>(new QueryText("v1/rings/" + Escape(id) + "/history").AddAtLeast(atLeast), cancellationToken);

    /// <summary>Follows a ring's money from the victims to where it leaves.</summary>
    /// <param name="id">Its id, or one that it absorbed or bore before.</param>
    /// <param name="atLeast">The least journal position; 0 for no bound.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The trail; null when there is no such ring now.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public Task<MoneyTrailData?> GetMoneyTrailAsync(string id, long atLeast = 0, CancellationToken cancellationToken = default) =>
        GetAsync<MoneyTrailData>(new QueryText("v1/rings/" + Escape(id) + "/money").AddAtLeast(atLeast), cancellationToken);

    /// <summary>Searches entities by an identifier in any spelling, a name, or a part of either.</summary>
    /// <param name="text">What was typed, 1 to 200 characters.</param>
    /// <param name="limit">The most hits, 1 to 100; null means 20.</param>
    /// <param name="atLeast">The least journal position; 0 for no bound.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The hits, best first.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public async Task<IReadOnlyList<SearchHitData>> SearchAsync(
        string text, int? limit = null, long atLeast = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        QueryText query = new QueryText("v1/search").Add("q", text).Add("limit", (long?)limit).AddAtLeast(atLeast);
        return (await GetAsync<SearchData>(query, cancellationToken).ConfigureAwait(false) ?? throw Missing()).Items;
    }

    /// <summary>Gets how far the service is.</summary>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The state.</returns>
    /// <exception cref="ResolveException">The service is starting or cannot be reached.</exception>
    public async Task<StateData> GetStateAsync(CancellationToken cancellationToken = default) =>
        await GetAsync<StateData>(new QueryText("v1/state"), cancellationToken).ConfigureAwait(false) ?? throw Missing();

    private static string ReportPath(string source, string id) => $"v1/reports/{Escape(source)}/{Escape(id)}";

    private static string EntityPath(string key) => "v1/entities/" + Escape(key);

    private static string Escape(string part)
    {
        ArgumentException.ThrowIfNullOrEmpty(part);
        return Uri.EscapeDataString(part);
    }

    private static ByteArrayContent JsonContent(ReadOnlyMemory<byte> json)
    {
        var content = new ByteArrayContent(json.ToArray());
        content.Headers.ContentType = s_json;
        return content;
    }

    private static ResolveException Missing() => new(ResolveFailure.Unrecoverable, "The service gave no answer where it must give one.");

    private async Task<T?> GetAsync<T>(QueryText query, CancellationToken cancellationToken)
        where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, query.ToUri());
        return await AskAsync<T>(request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<TAnswer> PostAsync<TQuestion, TAnswer>(string path, TQuestion question, long atLeast, CancellationToken cancellationToken)
        where TAnswer : class
    {
        ArgumentNullException.ThrowIfNull(question);
        using var request = new HttpRequestMessage(HttpMethod.Post, new QueryText(path).AddAtLeast(atLeast).ToUri())
        {
            Content = JsonContent(JsonSerializer.SerializeToUtf8Bytes(question, ResolveJson.Answers)),
        };
        return await AskAsync<TAnswer>(request, cancellationToken).ConfigureAwait(false) ?? throw Missing();
    }

    /// <summary>Sends a request; null for 404 with a problem of ours that says something is unknown.</summary>
    private async Task<T?> AskAsync<T>(HttpRequestMessage request, CancellationToken cancellationToken)
        where T : class
    {
        using HttpResponseMessage response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            ResolveException failure = await FailureAsync(response, cancellationToken).ConfigureAwait(false);
            return response.StatusCode == HttpStatusCode.NotFound && failure.Problem?.Type?.EndsWith("-unknown", StringComparison.Ordinal) == true
                ? null
                : throw failure;
        }
        try
        {
            Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
                return await JsonSerializer.DeserializeAsync<T>(body, ResolveJson.Answers, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new ResolveException(ResolveFailure.Retryable, "The connection broke during the answer.", inner: e);
        }
        catch (JsonException e)
        {
            throw new ResolveException(ResolveFailure.Unrecoverable, "The answer is not of this interface.", inner: e);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            throw new ResolveException(ResolveFailure.Retryable, "The service cannot be reached.", inner: e);
        }
        catch (TaskCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ResolveException(ResolveFailure.Retryable, "The service did not answer in time.", inner: e);
        }
    }

    private async IAsyncEnumerable<BatchLineData> SendAsync(BatchBody batch, bool quiet, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new QueryText("v1/reports/batch").Add("quiet", quiet ? true : null).ToUri()) { Content = batch.ToContent() };
        using HttpResponseMessage response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode) throw await FailureAsync(response, cancellationToken).ConfigureAwait(false);
        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var reader = new StreamReader(body);
        for (int answered = 0; answered < batch.ReportCount; answered++)
        {
            string? line;
            try
            {
                line = await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                throw new ResolveException(ResolveFailure.Retryable, "The connection broke during the answer.", inner: e);
            }
            if (line is null) throw new ResolveException(ResolveFailure.Retryable, "The service ended the batch early.");
            BatchLineData answer = JsonSerializer.Deserialize<BatchLineData>(line, ResolveJson.Answers) ?? throw Missing();
            yield return answer with { Line = batch.LinesBefore + answer.Line };
        }
    }

    private static async Task<ResolveException> FailureAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        ProblemData? problem = null;
        if (response.Content.Headers.ContentType?.MediaType == "application/problem+json")
        {
            try
            {
                byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
                problem = JsonSerializer.Deserialize<ProblemData>(body, ResolveJson.Answers);
            }
            catch (Exception e) when (e is JsonException or HttpRequestException or IOException)
            {
                problem = null; // the status alone is enough
            }
        }
        return ResolveException.From(response.StatusCode, problem, response.Headers.RetryAfter?.Delta);
    }
}
