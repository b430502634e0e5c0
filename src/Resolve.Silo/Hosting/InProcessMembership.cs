namespace Resolve.Silo.Hosting;

/// <summary>The table of members of a cluster that begins and ends with this process.</summary>
/// <remarks>
/// Orleans' own table for development is a service of the silo that the silo calls over its port while it starts; a call that
/// comes before the port is open is repeated after seconds. This one is a list.
/// </remarks>
internal sealed class InProcessMembership : IMembershipTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SiloAddress, (MembershipEntry Entry, string Tag)> _rows = [];
    private TableVersion _version = new(0, "0");

    /// <inheritdoc/>
    public Task InitializeMembershipTable(bool tryInitTableVersion) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<MembershipTableData> ReadAll() => Task.FromResult(Read(static _ => true));

    /// <inheritdoc/>
    public Task<MembershipTableData> ReadRow(SiloAddress key) => Task.FromResult(Read(key.Equals));

    /// <inheritdoc/>
    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => Task.FromResult(Write(entry, null, tableVersion));

    /// <inheritdoc/>
    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => Task.FromResult(Write(entry, etag, tableVersion));

    /// <inheritdoc/>
    public Task UpdateIAmAlive(MembershipEntry entry)
    {
        lock (_gate)
        {
            if (_rows.TryGetValue(entry.SiloAddress, out (MembershipEntry Entry, string Tag) row)) row.Entry.IAmAliveTime = entry.IAmAliveTime;
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DeleteMembershipTableEntries(string clusterId) => RemoveAsync(static _ => true);

    /// <inheritdoc/>
    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) =>
        RemoveAsync(e => e.Status == SiloStatus.Dead && new DateTimeOffset(DateTime.SpecifyKind(e.IAmAliveTime, DateTimeKind.Utc)) < beforeDate);

    private MembershipTableData Read(Func<SiloAddress, bool> wanted)
    {
        lock (_gate)
            return new MembershipTableData([.. _rows.Values.Where(r => wanted(r.Entry.SiloAddress)).Select(r => Tuple.Create(Copy(r.Entry), r.Tag))], _version);
    }

    /// <summary>Writes a row if neither it nor the table has changed since it was read.</summary>
    private bool Write(MembershipEntry entry, string? tag, TableVersion next)
    {
        lock (_gate)
        {
            if (next.VersionEtag != _version.VersionEtag) return false;
            if (_rows.TryGetValue(entry.SiloAddress, out (MembershipEntry Entry, string Tag) row) ? row.Tag != tag : tag is not null) return false;
            string now = next.Version.ToString(System.Globalization.CultureInfo.InvariantCulture);
            _version = new TableVersion(next.Version, now);
            _rows[entry.SiloAddress] = (Copy(entry), now);
            return true;
        }
    }

    private Task RemoveAsync(Func<MembershipEntry, bool> unwanted)
    {
        lock (_gate)
        {
            foreach (SiloAddress address in _rows.Values.Select(r => r.Entry).Where(unwanted).Select(e => e.SiloAddress).ToArray()) _rows.Remove(address);
        }
        return Task.CompletedTask;
    }

    /// <summary>Copies an entry: those who read rows change them before they write them back.</summary>
    private static MembershipEntry Copy(MembershipEntry entry) => new()
    {
        SiloAddress = entry.SiloAddress,
        Status = entry.Status,
        SuspectTimes = entry.SuspectTimes is { } times ? [.. times] : null,
        ProxyPort = entry.ProxyPort,
        HostName = entry.HostName,
        SiloName = entry.SiloName,
        RoleName = entry.RoleName,
        UpdateZone = entry.UpdateZone,
        FaultZone = entry.FaultZone,
        StartTime = entry.StartTime,
        IAmAliveTime = entry.IAmAliveTime,
    };
}
