using Resolve.Client.Contracts;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Reports;
using Resolve.Rings;

namespace Resolve.Cli.Commands.Backends;

/// <summary>What a command works on: a data directory in this process, or a server. Answers have the shapes of the API, so that <c>--json</c> prints the same
/// from both.</summary>
internal interface IBackend : IAsyncDisposable
{
    /// <summary>Gets how many submissions may be under way at a time and still be judged in the order they were begun in.</summary>
    int SubmissionsInFlightMax { get; }

    /// <summary>Submits reports, of the past when quiet; all that are accepted are durable when the task ends.</summary>
    Task<IReadOnlyList<ReceiptData>> SubmitAsync(IReadOnlyList<Report> reports, bool quiet, CancellationToken cancellationToken);

    /// <summary>Withdraws a report; null when no version was given and the report is unknown.</summary>
    Task<ReceiptData?> WithdrawAsync(ReportKey key, int? version, CancellationToken cancellationToken);

    /// <summary>Gets the current version of a report; null when it is unknown or withdrawn.</summary>
    Task<StoredReportData?> GetReportAsync(ReportKey key, CancellationToken cancellationToken);

    /// <summary>Gets an entity; null when no live report mentions it.</summary>
    Task<EntityData?> GetEntityAsync(EntityKey key, long atLeast, CancellationToken cancellationToken);

    /// <summary>Gets the links of an entity; null when no live report mentions it.</summary>
    Task<PageData<LinkData>?> GetLinksAsync(EntityKey key, GraphFilter filter, int limit, string? cursor, long atLeast, CancellationToken cancellationToken);

    /// <summary>Walks some hops out.</summary>
    Task<ExpandData> ExpandAsync(ExpandQuestion question, long atLeast, CancellationToken cancellationToken);

    /// <summary>Finds paths.</summary>
    Task<PathsData> FindPathsAsync(PathQuestion question, long atLeast, CancellationToken cancellationToken);

    /// <summary>Finds what entities have in common.</summary>
    Task<CommonData> FindCommonAsync(IReadOnlyList<EntityKey> keys, GraphFilter filter, long atLeast, CancellationToken cancellationToken);

    /// <summary>Lists rings without their members.</summary>
    Task<PageData<RingData>> ListRingsAsync(RingFilter filter, int limit, string? cursor, long atLeast, CancellationToken cancellationToken);

    /// <summary>Gets a ring with its members; null when there is none of that id.</summary>
    Task<RingData?> GetRingAsync(string id, long atLeast, CancellationToken cancellationToken);

    /// <summary>Writes a ring's report as HTML, in <c>vi</c> or <c>en</c>; null when there is none of that id.</summary>
    Task<string?> GetRingReportAsync(string id, string language, long atLeast, CancellationToken cancellationToken);

    /// <summary>Gets the ring that an entity is in; null when it is in none.</summary>
    Task<RingData?> GetRingOfAsync(EntityKey key, long atLeast, CancellationToken cancellationToken);

    /// <summary>Gets the history of a ring; null when there is none of that id.</summary>
    Task<RingHistoryData?> GetRingHistoryAsync(string id, long atLeast, CancellationToken cancellationToken);

    /// <summary>Follows a ring's money; null when there is none of that id.</summary>
    Task<MoneyTrailData?> GetMoneyTrailAsync(string id, long atLeast, CancellationToken cancellationToken);

    /// <summary>Searches entities by what people type.</summary>
    Task<SearchData> SearchAsync(string text, int limit, long atLeast, CancellationToken cancellationToken);

    /// <summary>Gets how far the engine is.</summary>
    Task<StateData> GetStateAsync(CancellationToken cancellationToken);
}

/// <summary>What a command does to a data directory.</summary>
internal enum BackendAccess
{
    /// <summary>It asks: others may write meanwhile.</summary>
    Read,

    /// <summary>It writes: the directory is its own, and made when it is not there.</summary>
    Write,
}
