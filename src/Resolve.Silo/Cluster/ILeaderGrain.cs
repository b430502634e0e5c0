using Orleans.CodeGeneration;
using Resolve.Identifiers;
using Resolve.Runtime.Review;
using Resolve.Rings;
using Resolve.Graph.Questions;

namespace Resolve.Silo.Cluster;

/// <summary>The one place that gives facts their order: judges submissions, journals them, resolves persons, and leads the silos from position to
/// position.</summary>
/// <remarks>
/// One activation in the cluster, wherever Orleans puts it; a lock in the database holds even when two silos disagree on who
/// lives. What it knows is computed from the journal, so a new one takes over by reading it.
/// </remarks>
[Alias("resolve.leader"), Version(1)]
internal interface ILeaderGrain : IGrainWithStringKey
{
    /// <summary>Keeps the leader alive; every silo calls it now and then.</summary>
    /// <returns>Which leader the call has reached (<see cref="ClusterLeader.Id"/>).</returns>
    [Alias("wake")]
    Task<Guid> WakeAsync();

    /// <summary>Submits reports.</summary>
    /// <remarks>A call to a silo that was killed ends by its time-out, so this bounds how long a feed waits for a new leader; sent again is nothing.</remarks>
    [Alias("submit"), ResponseTimeout("00:00:10")]
    Task<SubmitAnswer> SubmitAsync(ReportBatch reports);

    /// <summary>Submits quiet reports: no alert is sent for what they alone bring about.</summary>
    [Alias("submit-quietly"), ResponseTimeout("00:00:10")]
    Task<SubmitAnswer> SubmitQuietlyAsync(ReportBatch reports);

    /// <summary>Submits a decision as canonical JSON.</summary>
    [Alias("decide"), ResponseTimeout("00:00:10")]
    Task<SubmitAnswer> DecideAsync(byte[] payload);

    /// <summary>Gets what is known of a decision.</summary>
    [Alias("known-decision"), ResponseTimeout("00:00:10")]
    Task<KnownReport> KnownDecisionAsync(string id);

    /// <summary>Gets what is known of a report.</summary>
    [Alias("known"), ResponseTimeout("00:00:10")]
    Task<KnownReport> KnownAsync(string source, string id);

    /// <summary>Takes a silo's partitions away before it stops; returns when the others answer for them.</summary>
    [Alias("leave"), ResponseTimeout("00:05:00")]
    Task LeaveAsync(SiloAddress silo);

    /// <summary>Lists rings.</summary>
    [Alias("rings")]
    Task<Page<Ring>> ListRingsAsync(RingFilter filter, int limit, string? cursor);

    /// <summary>Gets a ring by its id.</summary>
    [Alias("ring")]
    Task<Ring?> GetRingAsync(string id);

    /// <summary>Gets a ring by its id, with the silo that has its reports.</summary>
    [Alias("homed-ring")]
    Task<HomedRing?> GetHomedRingAsync(string id);

    /// <summary>Gets the rings of nodes by their node keys.</summary>
    [Alias("rings-of")]
    Task<string?[]> RingsOfAsync(string[] nodeKeys);

    /// <summary>Answers a question about persons (<see cref="PersonQuestion"/>), between two rounds.</summary>
    [Alias("ask-persons"), ResponseTimeout("00:01:00")]
    Task<byte[]> AskPersonsAsync(byte[] question);

    /// <summary>Answers a question about persons that takes long, such as one for a model.</summary>
    [Alias("work-on-persons"), ResponseTimeout("01:00:00")]
    Task<byte[]> WorkOnPersonsAsync(byte[] question);

    /// <summary>Begins to read the timelines of persons; rounds wait until that ends.</summary>
    [Alias("begin-stories"), ResponseTimeout("00:01:00")]
    Task<TimelineReadingBegun> BeginTimelinesAsync();

    /// <summary>Writes the timelines of persons as JSON objects; null for a reading that has ended.</summary>
    [Alias("stories"), ResponseTimeout("00:01:00")]
    Task<byte[][]?> TimelinesAsync(Guid reading, EntityKey[] persons);

    /// <summary>Ends a reading.</summary>
    [Alias("end-stories")]
    Task EndTimelinesAsync(Guid reading);

    /// <summary>Gets the journal position up to which facts are acknowledged.</summary>
    [Alias("position"), ResponseTimeout("00:00:10")]
    Task<long> PositionAsync();

    /// <summary>Lists the journal positions of the live reports by source and id.</summary>
    [Alias("live-reports"), ResponseTimeout("00:02:00")]
    Task<long[]> LiveReportsAsync();
}
