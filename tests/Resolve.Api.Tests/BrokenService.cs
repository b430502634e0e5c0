using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Runtime.Ports;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Rings.History;
using Resolve.Rings.Trails;

namespace Resolve.Api.Tests;

/// <summary>A service with a bug: everything throws an exception whose message quotes what it was asked.</summary>
internal sealed class BrokenService(string message) : IResolveService
{
    private InvalidTimeZoneException Bug => new(message);

    public Task<IReadOnlyList<Receipt>> SubmitAsync(IReadOnlyList<Report> reports, CancellationToken cancellationToken) => throw Bug;

    public Task<Receipt?> WithdrawAsync(ReportKey key, int? version, CancellationToken cancellationToken) => throw Bug;

    public ValueTask<StoredReportView?> GetReportAsync(ReportKey key, CancellationToken cancellationToken) => throw Bug;

    public ValueTask<EntityDetail?> GetEntityAsync(EntityKey key, long atLeast, CancellationToken cancellationToken) => throw Bug;

    public ValueTask<Page<LinkView>?> GetLinksAsync(EntityKey key, GraphFilter filter, int limit, string? cursor, long atLeast,
        CancellationToken cancellationToken) => throw Bug;

    public ValueTask<ExpandAnswer> ExpandAsync(ExpandQuestion question, long atLeast, CancellationToken cancellationToken) => throw Bug;

    public ValueTask<PathAnswer> FindPathsAsync(PathQuestion question, long atLeast, CancellationToken cancellationToken) => throw Bug;

    public ValueTask<CommonAnswer> FindCommonAsync(IReadOnlyList<EntityKey> keys, GraphFilter filter, long atLeast, CancellationToken cancellationToken) =>
        throw Bug;

    public ValueTask<Page<Ring>> ListRingsAsync(RingFilter filter, int limit, string? cursor, long atLeast, CancellationToken cancellationToken) => throw Bug;

    public ValueTask<Ring?> GetRingAsync(string id, long atLeast, CancellationToken cancellationToken) => throw Bug;

    public ValueTask<Ring?> GetRingOfAsync(EntityKey key, long atLeast, CancellationToken cancellationToken) => throw Bug;

    public ValueTask<RingHistory?> GetRingHistoryAsync(string id, long atLeast, CancellationToken cancellationToken) => throw Bug;

    public ValueTask<MoneyTrail?> GetMoneyTrailAsync(string id, long atLeast, CancellationToken cancellationToken) => throw Bug;

    public ValueTask<IReadOnlyList<EntityHit>> SearchAsync(string text, int limit, long atLeast, CancellationToken cancellationToken) => throw Bug;

    public ServiceState GetState() => new(0, 0, 0, new GraphCounts(), 0, 0, null);
}
