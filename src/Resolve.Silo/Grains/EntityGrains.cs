using Resolve.Graph.Questions;
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
/// The journal is the truth and the silo's index is complete, so the row may lag: it is written when the grain rests, and on
/// activation a row that differs from the index is made anew. A failed write drops the activation, and with it the difference.
/// </remarks>
[SharePlacement]
internal abstract class EntityGrain(IPersistentState<EntityDocument> store, ShareHost host, Hosting.SiloOptions options) : Grain, IEntityGrain
{
    private IGrainTimer? _timer;

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
        await KeepAsync(store.State.Take(news));
        if (!host.Owns(Key)) DeactivateOnIdle(); // its share has moved; the next call finds it there
    }

    /// <inheritdoc/>
    public Task<EntityDetail?> DescribeAsync(long position)
    {
        ShareGraph graph = host.GraphAt(position);
        if (!host.Owns(Key))
        {
            DeactivateOnIdle();
            throw new ShareNotReadyException("The entity's share has moved.");
        }
        return Task.FromResult(graph.TryFind(Key, out int node) ? EntityReader.Describe(graph.Graph, node, GraphFilter.HubDegreeDefault) : null);
    }

    /// <inheritdoc/>
    public Task<EntityDocument> GetDocumentAsync() => Task.FromResult(store.State);

    private async Task HealAsync()
    {
        if (host.Newest is not { } graph || !host.Owns(Key)) return;
        EvidenceLine[] lines = EntityTeller.LinesOf(graph, Key);
        ulong digest = 0;
        foreach (EvidenceLine line in lines) digest += EntityDocument.DigestOf(line.Position, line.Ref);
        if (store.State.MentionCount == lines.Length && store.State.Digest == digest)
        {
            store.State.Position = graph.Graph.Position;
            return;
        }
        store.State = new EntityDocument();
        await KeepAsync(store.State.Take(new EntityNews(graph.Graph.Position, lines)));
    }

    private async Task KeepAsync(List<EvidenceLine[]> pages)
    {
        foreach (EvidenceLine[] page in pages)
            await GrainFactory.GetGrain<IEvidencePageGrain>($"{Key}#{store.State.PageCount++}").PutAsync(page);
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
internal sealed class PhoneGrain([PersistentState(StateNames.Phone, StateNames.Storage)] IPersistentState<EntityDocument> store, ShareHost host, Hosting.SiloOptions options)
    : EntityGrain(store, host, options), IPhoneGrain;

/// <inheritdoc cref="IAccountGrain"/>
[GrainType("account")]
internal sealed class AccountGrain([PersistentState(StateNames.Account, StateNames.Storage)] IPersistentState<EntityDocument> store, ShareHost host, Hosting.SiloOptions options)
    : EntityGrain(store, host, options), IAccountGrain;

/// <inheritdoc cref="IDeviceGrain"/>
[GrainType("device")]
internal sealed class DeviceGrain([PersistentState(StateNames.Device, StateNames.Storage)] IPersistentState<EntityDocument> store, ShareHost host, Hosting.SiloOptions options)
    : EntityGrain(store, host, options), IDeviceGrain;

/// <inheritdoc cref="IOnlineGrain"/>
[GrainType("online")]
internal sealed class OnlineGrain([PersistentState(StateNames.Online, StateNames.Storage)] IPersistentState<EntityDocument> store, ShareHost host, Hosting.SiloOptions options)
    : EntityGrain(store, host, options), IOnlineGrain;

/// <inheritdoc cref="IPersonGrain"/>
[GrainType("person")]
internal sealed class PersonGrain([PersistentState(StateNames.Person, StateNames.Storage)] IPersistentState<EntityDocument> store, ShareHost host, Hosting.SiloOptions options)
    : EntityGrain(store, host, options), IPersonGrain;

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
