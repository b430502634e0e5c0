using Resolve.Graph.Questions;
using Resolve.Runtime.Ports;
using Resolve.Silo.Cluster;
using Resolve.Silo.Placement;

namespace Resolve.Silo.Grains;

/// <summary>The names of grain states. Rows are told apart by them and the key, so each class has its own; they never change.</summary>
internal static class StateNames
{
    public const string Storage = "resolve";
    public const string Phone = "phone", Account = "account", Device = "device", Online = "online", Person = "person", Page = "evidence-page", Ring = "ring";
}

/// <summary>The thin shell that all kinds of entity share: state in, state out, written behind.</summary>
/// <remarks>
/// It links itself to its neighbours as reports arrive: one local call a round, whatever the number of reports. The journal is
/// the truth and the index of the silo it lives on is complete, so the row may lag: it is written when the grain rests, and a row
/// that differs from the index, on activation or after news were missed, is made anew. A failed write drops the activation.
/// </remarks>
[SharePlacement]
internal abstract class EntityGrain(IPersistentState<EntityDocument> store, IEntityReplica replica, ShareHost? host, Hosting.SiloOptions options)
    : Grain, IEntityGrain
{
    private IGrainTimer? _timer;
    private long _healed;

    private string Key => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken) => await HealAsync();

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_timer is not null && reason.ReasonCode != DeactivationReasonCode.ApplicationError) await store.WriteStateAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task NoteAsync(EntityNews news)
    {
        await KeepAsync(store.State.Take(news)); // whether something was missed is looked at when somebody asks
        if (!replica.Owns(Key)) DeactivateOnIdle(); // its share has moved; the next call finds it there
    }

    /// <inheritdoc/>
    public async Task<EntityDetail?> DescribeAsync(long position) => (await FindAsync(position)).Describe();

    /// <inheritdoc/>
    public async Task<Page<LinkView>?> LinksAsync(long position, GraphFilter filter, int limit, string? cursor) =>
        (await FindAsync(position)).Links(filter, limit, cursor);

    /// <inheritdoc/>
    public async Task<EvidenceLine[]> GetEvidenceAsync(int page)
    {
        if (host is not null && _healed != host.Doubts) await HealAsync();
        ArgumentOutOfRangeException.ThrowIfNegative(page);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(page, store.State.PageCount);
        return page == store.State.PageCount ? [.. store.State.Lines] : await PageGrain(page).GetAsync();
    }

    /// <inheritdoc/>
    public async Task<EntityDocument> GetDocumentAsync()
    {
        if (host is not null && _healed != host.Doubts) await HealAsync();
        return store.State;
    }

    private IEvidencePageGrain PageGrain(int page) => GrainFactory.GetGrain<IEvidencePageGrain>(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Key}#{page}"));

    private async Task<EntityInView> FindAsync(long position)
    {
        if (replica.Owns(Key)) return await replica.FindAsync(Key, position, CancellationToken.None);
        DeactivateOnIdle();
        throw new ShareNotReadyException("The entity's share has moved.");
    }

    private async Task HealAsync()
    {
        if (host is null) return; // the replica is not a silo's: it has no rows to compare with
        long doubts = host.Doubts;
        if (host.Newest is not { } graph || !host.Owns(Key)) return;
        EvidenceLine[] lines = EntityTeller.LinesOf(graph, Key);
        string[] same = EntityTeller.SameAs(graph, Key);
        ulong digest = 0;
        foreach (EvidenceLine line in lines) digest += EntityDocument.DigestOf(line.Position, line.Ref);
        if (store.State.Form == EntityDocument.FormNow && store.State.MentionCount == lines.Length && store.State.Digest == digest) store.State.Position = Math.Min(store.State.Position, graph.Graph.Position - 1);
        else store.State = new EntityDocument { Position = -1 };
        bool isNew = store.State.Position < 0;
        if (isNew || !store.State.SameAs.AsSpan().SequenceEqual(same.Length > 1 ? same.AsSpan(0, Math.Min(same.Length, EntityDocument.SameAsMax)) : []))
            await KeepAsync(store.State.Take(new EntityNews(graph.Graph.Position, isNew ? lines : [], same)));
        else store.State.Position = graph.Graph.Position;
        _healed = doubts;
    }

    private async Task KeepAsync(List<EvidenceLine[]> pages)
    {
        foreach (EvidenceLine[] page in pages) await PageGrain(store.State.PageCount++).PutAsync(page);
        _timer ??= this.RegisterGrainTimer(WriteAsync, new GrainTimerCreationOptions(options.GrainWriteDelay, Timeout.InfiniteTimeSpan) { KeepAlive = false });
    }

    private async Task WriteAsync()
    {
        _timer?.Dispose();
        _timer = null;
        try
        {
            await store.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle(); // memory is ahead of the row: drop it; the index has everything
            throw;
        }
    }
}

/// <inheritdoc cref="IPhoneGrain"/>
[GrainType("phone")]
internal sealed class PhoneGrain(
    [PersistentState(StateNames.Phone, StateNames.Storage)] IPersistentState<EntityDocument> store,
    IEntityReplica replica, Hosting.SiloOptions options, ShareHost? host = null)
    : EntityGrain(store, replica, host, options), IPhoneGrain;

/// <inheritdoc cref="IAccountGrain"/>
[GrainType("account")]
internal sealed class AccountGrain(
    [PersistentState(StateNames.Account, StateNames.Storage)] IPersistentState<EntityDocument> store,
    IEntityReplica replica, Hosting.SiloOptions options, ShareHost? host = null)
    : EntityGrain(store, replica, host, options), IAccountGrain;

/// <inheritdoc cref="IDeviceGrain"/>
[GrainType("device")]
internal sealed class DeviceGrain(
    [PersistentState(StateNames.Device, StateNames.Storage)] IPersistentState<EntityDocument> store,
    IEntityReplica replica, Hosting.SiloOptions options, ShareHost? host = null)
    : EntityGrain(store, replica, host, options), IDeviceGrain;

/// <inheritdoc cref="IOnlineGrain"/>
[GrainType("online")]
internal sealed class OnlineGrain(
    [PersistentState(StateNames.Online, StateNames.Storage)] IPersistentState<EntityDocument> store,
    IEntityReplica replica, Hosting.SiloOptions options, ShareHost? host = null)
    : EntityGrain(store, replica, host, options), IOnlineGrain;

/// <inheritdoc cref="IPersonGrain"/>
[GrainType("person")]
internal sealed class PersonGrain(
    [PersistentState(StateNames.Person, StateNames.Storage)] IPersistentState<EntityDocument> store,
    IEntityReplica replica, Hosting.SiloOptions options, ShareHost? host = null)
    : EntityGrain(store, replica, host, options), IPersonGrain;

/// <inheritdoc cref="IEvidencePageGrain"/>
[GrainType("evidence-page")]
internal sealed class EvidencePageGrain([PersistentState(StateNames.Page, StateNames.Storage)] IPersistentState<EvidencePage> store) : Grain, IEvidencePageGrain
{
    /// <inheritdoc/>
    public async Task PutAsync(EvidenceLine[] lines)
    {
        store.State.Lines = lines;
        try
        {
            await store.WriteStateAsync();
        }
        finally
        {
            DeactivateOnIdle(); // pages are read seldom
        }
    }

    /// <inheritdoc/>
    public Task<EvidenceLine[]> GetAsync() => Task.FromResult(store.State.Lines);
}
