namespace Resolve.Client.Contracts;

/// <summary>An alert, sent once to each unit concerned: a new ring, a place reached, a merge, a watched entity seen, a suspended report linked.</summary>
/// <param name="Number">Its place in the order of delivery: the cursor of the stream. Numbers have gaps.</param>
/// <param name="Id">Its id, such as <c>alert:1f0c9a77be1d2a35</c>: the same matter has the same id for ever, by which a reader drops what it got twice.</param>
/// <param name="Kind"><c>ring-new</c>, <c>ring-reached</c>, <c>rings-merged</c>, <c>watch-seen</c> or <c>suspended-linked</c>.</param>
/// <param name="At">When it was delivered.</param>
/// <param name="Units">The units it concerns.</param>
/// <param name="Because">The reports that caused it, the decisive one first.</param>
/// <param name="Position">The journal position of the newest report it rests on.</param>
public sealed record AlertData(
    long Number, string Id, string Kind, DateTimeOffset At, IReadOnlyList<string> Units, IReadOnlyList<ReportKeyData> Because, long Position)
{
    /// <summary>Gets the ring.</summary>
    public string? Ring { get; init; }

    /// <summary>Gets the ring that went into <see cref="Ring"/>.</summary>
    public string? Absorbed { get; init; }

    /// <summary>Gets the provinces (of the 34) that the ring reached, or that came with a merge.</summary>
    public IReadOnlyList<string>? Provinces { get; init; }

    /// <summary>Gets the countries that the ring reached, or that came with a merge.</summary>
    public IReadOnlyList<string>? Countries { get; init; }

    /// <summary>Gets the signs by which the ring reached a country, such as <c>calling-code</c>.</summary>
    public IReadOnlyList<string>? Signs { get; init; }

    /// <summary>Gets the entities it is about, at most 16.</summary>
    public IReadOnlyList<string>? Entities { get; init; }

    /// <summary>Gets the id of the watch.</summary>
    public string? Watch { get; init; }

    /// <summary>Gets the case of the watch.</summary>
    public string? Case { get; init; }

    /// <summary>Gets the suspended report that got a link.</summary>
    public ReportKeyData? Suspended { get; init; }

    /// <summary>Gets how many members the ring had when the alert was delivered.</summary>
    public int? MemberCount { get; init; }

    /// <summary>Gets how many reports the ring had.</summary>
    public int? ReportCount { get; init; }

    /// <summary>Gets the loss in VND that the ring's reports claimed.</summary>
    public decimal? LossVnd { get; init; }

    /// <summary>Gets whether the unit that asks has marked it read; null when no unit asks.</summary>
    public bool? Read { get; init; }
}

/// <summary>A page of alerts, newest first.</summary>
/// <param name="Items">The alerts.</param>
/// <param name="Total">How many pass the filter.</param>
/// <param name="Unread">How many of these the unit has not read; all without a unit.</param>
/// <param name="Newest">The newest number there is: where a stream goes on.</param>
/// <param name="Cursor">Where to go on; null when this is the end.</param>
public sealed record AlertsData(IReadOnlyList<AlertData> Items, int Total, int Unread, long Newest, string? Cursor);

/// <summary>Marks alerts read.</summary>
/// <param name="Unit">The unit that has read them.</param>
public sealed record AlertsReadRequest(string Unit)
{
    /// <summary>Gets the numbers of the alerts; null for none by number.</summary>
    public IReadOnlyList<long>? Numbers { get; init; }

    /// <summary>Gets the number up to which all that concern the unit are read; null for none.</summary>
    public long? UpTo { get; init; }
}

/// <summary>What came of marking alerts read.</summary>
/// <param name="Count">How many were not read before.</param>
public sealed record AlertsReadData(int Count);

/// <summary>Asks for alerts when reports name an entity.</summary>
/// <param name="Entity">The entity: a key, or an identifier in any spelling. It need not be known yet.</param>
/// <param name="Unit">The unit that gets the alerts.</param>
public sealed record WatchRequest(string Entity, string Unit)
{
    /// <summary>Gets the id, unique among decisions; null lets the service choose one.</summary>
    public string? Id { get; init; }

    /// <summary>Gets the version, from 1; a higher one changes the watch. Null means 1.</summary>
    public int? Version { get; init; }

    /// <summary>Gets the case for which it is watched.</summary>
    public string? Case { get; init; }

    /// <summary>Gets why.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets who asks.</summary>
    public string? By { get; init; }

    /// <summary>Gets when the watch ends: reports received then or later raise no alert; null for no end.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Gets when it was set; null means when the service got it.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Gives the watch a new id and the present time where they are missing, so that a request that is repeated is a duplicate.</summary>
    /// <param name="clock">The clock; null for the system's.</param>
    /// <returns>The watch with both.</returns>
    public WatchRequest Identified(TimeProvider? clock = null) =>
        Id is not null && At is not null ? this : this with { Id = Id ?? Guid.NewGuid().ToString(), At = At ?? (clock ?? TimeProvider.System).GetUtcNow() };
}

/// <summary>A watch in force.</summary>
/// <param name="Id">Its id: that of the decision which sets it.</param>
/// <param name="Version">The version in force.</param>
/// <param name="Entity">The entity's key.</param>
/// <param name="Unit">The unit that gets the alerts.</param>
/// <param name="At">When it was set.</param>
public sealed record WatchData(string Id, int Version, string Entity, string Unit, DateTimeOffset At)
{
    /// <summary>Gets the case.</summary>
    public string? Case { get; init; }

    /// <summary>Gets why.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets who asked.</summary>
    public string? By { get; init; }

    /// <summary>Gets when it ends.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>The watches in force.</summary>
/// <param name="Items">The watches, by id.</param>
public sealed record WatchesData(IReadOnlyList<WatchData> Items);
