using Resolve.Identifiers;
using Resolve.Reports;
using Resolve.Rings;

namespace Resolve.Alerts;

/// <summary>What one round looks at: the state at a journal position, and what of it may have changed since the last round. Each host has its own.</summary>
/// <remarks>A call may fail while the state cannot be asked; the caller asks again.</remarks>
internal interface IAlertState
{
    /// <summary>Gets the journal position.</summary>
    long Position { get; }

    /// <summary>Adds the changes of an earlier state whose alerts were not delivered.</summary>
    /// <returns>This state, with more to look at.</returns>
    IAlertState With(IAlertState earlier);

    /// <summary>Lists the rings that changed.</summary>
    /// <param name="before">The state of the last round; null at the first.</param>
    RingChanges RingsSince(IAlertState? before);

    /// <summary>Finds which rings entities are in.</summary>
    /// <returns>The id of each one's ring, in the same order; null for none.</returns>
    ValueTask<IReadOnlyList<string?>> RingsOfAsync(IReadOnlyList<EntityKey> keys, CancellationToken cancellationToken);

    /// <summary>Summarizes the reports of rings.</summary>
    /// <returns>The summary of each ring, in the same order.</returns>
    ValueTask<IReadOnlyList<RingEvidenceSummary>> ReadAsync(IReadOnlyList<RingQuestion> rings, CancellationToken cancellationToken);

    /// <summary>Finds the reports that name watched entities and lie behind the watches, where there may be new ones.</summary>
    /// <param name="watches">The watches in force.</param>
    /// <param name="changed">The ids of those that were not looked at in this form.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was seen, in no order; sightings that were delivered already may be among them.</returns>
    ValueTask<IReadOnlyList<WatchSighting>> SeenAsync(IReadOnlyList<WatchInForce> watches, IReadOnlySet<string> changed, CancellationToken cancellationToken);

    /// <summary>Finds the later reports that share something with a suspended one, where there may be new ones.</summary>
    /// <returns>The links. A suspended report may come in parts; each part has its earliest <see cref="SuspendedAlerts.LinksMax"/> links.</returns>
    ValueTask<IReadOnlyList<SuspendedLinks>> SuspendedAsync(CancellationToken cancellationToken);
}

/// <summary>The rings that changed.</summary>
/// <param name="Came">The rings that are new or were described again; all rings when <paramref name="IsAll"/>.</param>
/// <param name="Gone">The ids of those that are no more; more than were there before may be among them.</param>
/// <param name="IsAll">Whether every ring is to be looked at, and what is gone is not known.</param>
internal sealed record RingChanges(IReadOnlyCollection<Ring> Came, IReadOnlyCollection<string> Gone, bool IsAll);

/// <summary>A ring that its reports are asked of.</summary>
/// <param name="Ring">The ring.</param>
/// <param name="Absorbed">The known members of each ring that went into it.</param>
internal sealed record RingQuestion(Ring Ring, IReadOnlyList<IReadOnlyList<EntityKey>> Absorbed);

/// <summary>A report that names a watched entity.</summary>
/// <param name="Watch">The id of the watch.</param>
/// <param name="Report">The report.</param>
/// <param name="Position">Its journal position.</param>
/// <param name="Entity">The key that the entity has now.</param>
/// <param name="Ring">The id of the ring that the entity is in; null for none.</param>
internal sealed record WatchSighting(string Watch, ReportKey Report, long Position, EntityKey Entity, string? Ring);

/// <summary>A suspended report and the later ones that name what it names.</summary>
/// <param name="Suspended">The suspended report.</param>
/// <param name="Unit">Its unit; null when the report names none.</param>
/// <param name="Later">The later reports.</param>
internal sealed record SuspendedLinks(ReportKey Suspended, string? Unit, IReadOnlyList<LaterReport> Later);

/// <summary>A report that came after a suspended one.</summary>
/// <param name="Report">The report.</param>
/// <param name="Position">Its journal position.</param>
/// <param name="Shared">What both name.</param>
internal sealed record LaterReport(ReportKey Report, long Position, IReadOnlyList<SharedEntity> Shared);

/// <summary>An entity that two reports name.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Ring">The id of the ring that it is in; null for none.</param>
internal sealed record SharedEntity(EntityKey Key, string? Ring);
