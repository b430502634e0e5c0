using System.Runtime.CompilerServices;
using Resolve.Cli.Output;
using Resolve.Client;
using Resolve.Client.Contracts;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Reports;
using Resolve.Rings;

namespace Resolve.Cli.Commands.Backends;

/// <summary>A server, over HTTP.</summary>
internal sealed class ServerBackend : IBackend
{
    private const int SearchLimitMax = 100;
    private const int RingsLimitMax = 500;

    private static readonly string[] s_sides = ["reports", "victims", "suspects", "accounts"];
    private static readonly string[] s_orders = ["loss", "members", "reports", "lastSeen", "score"];

    private readonly HttpClient _http;
    private readonly ResolveClient _client;

    private ServerBackend(HttpClient http)
    {
        _http = http;
        _client = new ResolveClient(http);
    }

    /// <inheritdoc/>
    /// <remarks>One: requests on different connections overtake each other.</remarks>
    public int SubmissionsInFlightMax => 1;

    /// <summary>Gets the client, for questions about persons.</summary>
    public ResolveClient Client => _client;

    /// <summary>Makes a backend; nothing is sent yet.</summary>
    /// <param name="address">The server's root.</param>
    /// <returns>The backend.</returns>
    public static ServerBackend Connect(Uri address)
    {
        string root = address.AbsoluteUri;
        return new ServerBackend(new HttpClient { BaseAddress = new Uri(root.EndsWith('/') ? root : root + "/"), Timeout = TimeSpan.FromMinutes(2) });
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ReceiptData>> SubmitAsync(IReadOnlyList<Report> reports, bool quiet, CancellationToken cancellationToken)
    {
        var receipts = new ReceiptData[reports.Count];
        await foreach (BatchLineData line in _client.SubmitBatchAsync(Lines(reports, cancellationToken), quiet, cancellationToken).ConfigureAwait(false))
        {
            Report report = reports[checked((int)line.Line - 1)];
            if (line.Outcome is OutcomeWords.Failed or OutcomeWords.Rejected)
                throw new CliException(ExitCode.Server, $"The server did not take report {report.Key}: {(line.Errors is [{ } first, ..] ? first.Message : line.Outcome)}");
            receipts[(int)line.Line - 1] = new ReceiptData(report.Key.Source, report.Key.Id, report.Version, line.Outcome, line.Position
                ?? 0, line.Warnings ?? []);
        }
        return Array.IndexOf(receipts, null) < 0 ? receipts : throw new CliException(ExitCode.Server, "The server did not answer every report.");
    }

    /// <inheritdoc/>
    public async Task<ReceiptData?> WithdrawAsync(ReportKey key, int? version, CancellationToken cancellationToken) =>
        await _client.WithdrawAsync(key.Source, key.Id, version, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public Task<StoredReportData?> GetReportAsync(ReportKey key, CancellationToken cancellationToken) =>
        _client.GetReportAsync(key.Source, key.Id, cancellationToken);

    /// <inheritdoc/>
    public Task<EntityData?> GetEntityAsync(EntityKey key, long atLeast, CancellationToken cancellationToken) =>
        _client.GetEntityAsync(key.ToString(), atLeast, cancellationToken);

    /// <inheritdoc/>
    public Task<PageData<LinkData>?> GetLinksAsync(
        EntityKey key, GraphFilter filter, int limit, string? cursor, long atLeast, CancellationToken cancellationToken) =>
        _client.GetLinksAsync(key.ToString(), Of(filter), limit, cursor, atLeast, cancellationToken);

    /// <inheritdoc/>
    public Task<ExpandData> ExpandAsync(ExpandQuestion question, long atLeast, CancellationToken cancellationToken) => _client.ExpandAsync(
        new ExpandRequest(Of(question.From))
        {
            Hops = question.Hops,
            Filter = Of(question.Filter),
            Limit = question.Limit,
            Cursor = question.Cursor,
            WithLinks = question.WithLinks,
        },
        atLeast,
        cancellationToken);

    /// <inheritdoc/>
    public Task<PathsData> FindPathsAsync(PathQuestion question, long atLeast, CancellationToken cancellationToken) => _client.FindPathsAsync(
        new PathsRequest(question.From.ToString(), question.To.ToString()) { HopsMax = question.HopsMax, Count = question.Count, Filter = Of(question.Filter) },
        atLeast,
        cancellationToken);

    /// <inheritdoc/>
    public Task<CommonData> FindCommonAsync(IReadOnlyList<EntityKey> keys, GraphFilter filter, long atLeast, CancellationToken cancellationToken) =>
        _client.FindCommonAsync(new CommonRequest(Of(keys)) { Filter = Of(filter) }, atLeast, cancellationToken);

    /// <inheritdoc/>
    public Task<PageData<RingData>> ListRingsAsync(RingFilter filter, int limit, string? cursor, long atLeast, CancellationToken cancellationToken) =>
        _client.ListRingsAsync(
            new RingQuery
            {
                CrossBorder = filter.CrossBorder,
                MinProvinces = filter.ProvinceCountMin,
                MinLoss = filter.LossMin,
                MinMembers = filter.MemberCountMin,
                Since = filter.Since,
                Province = filter.Province,
                Typology = filter.Typology,
                Side = filter.Side == RingSide.Reports ? null : s_sides[(int)filter.Side],
                Country = filter.Country,
                ForeignStrength = filter.ForeignStrengthMin == SignStrength.None ? null : RingJson.WordOf(filter.ForeignStrengthMin),
                MinScore = filter.ScoreMin,
                AsOf = filter.AsOf,
                Order = s_orders[(int)filter.Order],
                Limit = Math.Min(limit, RingsLimitMax),
                Cursor = cursor,
            },
            atLeast,
            cancellationToken);

    /// <inheritdoc/>
    public Task<RingData?> GetRingAsync(string id, long atLeast, CancellationToken cancellationToken) => _client.GetRingAsync(id, atLeast, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>The API returns the ring of an entity in the hit of a search for its key.</remarks>
    public async Task<RingData?> GetRingOfAsync(EntityKey key, long atLeast, CancellationToken cancellationToken)
    {
        IReadOnlyList<SearchHitData> hits = await _client.SearchAsync(key.ToString(), 1, atLeast, cancellationToken).ConfigureAwait(false);
        return hits is [{ Match: "identifier", RingId: { } id }, ..] ? await GetRingAsync(id, atLeast, cancellationToken).ConfigureAwait(false) : null;
    }

    /// <inheritdoc/>
    public Task<string?> GetRingReportAsync(string id, string language, long atLeast, CancellationToken cancellationToken) =>
        _client.GetRingReportAsync(id, language, null, atLeast, cancellationToken);

    /// <inheritdoc/>
    public Task<RingHistoryData?> GetRingHistoryAsync(string id, long atLeast, CancellationToken cancellationToken) =>
        _client.GetRingHistoryAsync(id, atLeast, cancellationToken);

    /// <inheritdoc/>
    public Task<MoneyTrailData?> GetMoneyTrailAsync(string id, long atLeast, CancellationToken cancellationToken) =>
        _client.GetMoneyTrailAsync(id, atLeast, cancellationToken);

    /// <inheritdoc/>
    public async Task<SearchData> SearchAsync(string text, int limit, long atLeast, CancellationToken cancellationToken) =>
        new(await _client.SearchAsync(text, Math.Min(limit, SearchLimitMax), atLeast, cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public Task<StateData> GetStateAsync(CancellationToken cancellationToken) => _client.GetStateAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Lines(IReadOnlyList<Report> reports,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (Report report in reports)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return ReportWriter.ToUtf8(report);
        }
        await Task.CompletedTask.ConfigureAwait(false);
    }

    private static string[] Of(IReadOnlyList<EntityKey> keys) => [.. keys.Select(k => k.ToString())];

    private static GraphFilterData Of(GraphFilter filter) => new()
    {
        Kinds = [.. filter.Kinds.Select(k => EntityKey.Prefix(k).TrimEnd(':'))],
        LinkKinds = [.. filter.LinkKinds.Select(WireNames.Of)],
        Roles = [.. filter.Roles.Select(WireNames.Of)],
        From = filter.From,
        To = filter.To,
        WeightMillibitsMin = filter.WeightMillibitsMin,
        HubDegreeMax = filter.HubDegreeMax,
    };
}
