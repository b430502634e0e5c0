using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Runtime.Ports;
using Resolve.Reports;

namespace Resolve.Api.Tests;

/// <summary>A service with a bug: everything throws an exception whose message quotes what it was asked.</summary>
internal sealed class BrokenService(string message) : IResolveService
{
    private InvalidTimeZoneException Bug => new(message);

    public Task<IReadOnlyList<Receipt>> SubmitAsync(IReadOnlyList<Report> reports, CancellationToken cancellationToken) => throw Bug;

    public Task<Receipt?> WithdrawAsync(ReportKey key, int? version, CancellationToken cancellationToken) => throw Bug;

    public ValueTask<StoredReportView?> GetReportAsync(ReportKey key, CancellationToken cancellationToken) => throw Bug;

    public ValueTask<TAnswer> AskAsync<TAnswer>(IQuestion<TAnswer> question, long atLeast, CancellationToken cancellationToken) => throw Bug;

    public ServiceState GetState() => new(0, 0, 0, new GraphCounts(), 0, 0, null);
}
