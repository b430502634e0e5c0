using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Review;
using Xunit;

namespace Resolve.TestKit.Contracts;

/// <summary>A host under test.</summary>
/// <param name="Service">What it answers.</param>
/// <param name="Review">Its part for analysts.</param>
/// <param name="Close">Ends it.</param>
public sealed record HostUnderTest(IResolveService Service, IPersonReview Review, Func<ValueTask> Close) : IAsyncDisposable
{
    /// <summary>Gets its alerts.</summary>
    public IAlertService Alerts => (IAlertService)Service;

    /// <summary>Gets what waits until alerts of all facts up to a position are delivered.</summary>
    public Func<long, Task> AlertsAt { get; init; } = static _ => Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Close();
}

/// <summary>What contracts of hosts share. Derive <see cref="ResolveServiceContract"/>, <see cref="PersonReviewContract"/> and
/// <see cref="AlertServiceContract"/> for each host; the runner finds the facts there.</summary>
public abstract class HostContract
{
    /// <summary>Opens a host without facts.</summary>
    protected abstract Task<HostUnderTest> OpenAsync();

    /// <summary>Never cancels.</summary>
    protected static CancellationToken None => CancellationToken.None;

    /// <summary>Makes a report of phones, all of suspects, their order given by the day of January 2026.</summary>
    protected static Report Phones(string id, int day, params string[] numbers) => new()
    {
        Key = new ReportKey("t", id),
        ReceivedAt = new DateTimeOffset(2026, 1, day, 8, 0, 0, TimeSpan.FromHours(7)),
        Mentions = [.. numbers.Select((n, i) => new Mention { Ref = $"p{i}", Kind = MentionKind.Phone, Role = MentionRole.Suspect, Value = n })],
    };

    /// <summary>Makes a report of one person.</summary>
    protected static Report Person(string id, int day, string name, string? born = null, string? paper = null, params Mention[] more) => new()
    {
        Key = new ReportKey("t", id),
        ReceivedAt = new DateTimeOffset(2026, 1, day, 8, 0, 0, TimeSpan.FromHours(7)),
        Mentions =
        [
            new Mention
            {
                Ref = "p", Kind = MentionKind.Person, Role = MentionRole.Suspect, Name = name, BirthDate = born,
                Documents = paper is null ? [] : [new DocumentMention("cccd", paper)],
            },
            .. more,
        ],
    };

    /// <summary>Reads a key.</summary>
    protected static EntityKey Key(string key) => EntityKey.Parse(key);

    /// <summary>Submits and gives the last position.</summary>
    protected static async Task<long> SubmitAsync(IResolveService service, params Report[] reports) =>
        (await service.SubmitAsync(reports, None)).Max(r => r.Position);

    /// <summary>Asserts outcome and position.</summary>
    protected static void AssertReceipt(SubmissionOutcome outcome, long position, Receipt? receipt) =>
        Assert.Equal((outcome, position), (receipt!.Outcome, receipt.Position));
}
