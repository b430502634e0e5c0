using Orleans.CodeGeneration;
using Orleans.Utilities;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Reports;
using Resolve.Runtime.Ports;
using Resolve.Silo.Cluster;
using Resolve.Silo.Configuration;
using Resolve.Silo.Placement;

namespace Resolve.Silo.Grains;

/// <summary>The names of grain states. Rows are kept apart by them and the key, so each class has its own; they never change.</summary>
internal static class StateNames
{
    public const string Storage = "resolve";

    /// <summary>The state names of versions whose rows repeated the index; <c>migrate</c> removes their rows. None is used again.</summary>
    public static IReadOnlyList<string> Retired { get; } = ["phone", "account", "device", "online", "person", "evidence-page", "ring"];
}

/// <summary>What the grain classes of entities need of their silo.</summary>
internal sealed class EntityServices(IEntityReplica replica, SiloOptions options, TimeProvider clock, ILogger<EntityGrain> logger)
{
    public IEntityReplica Replica => replica;

    public SiloOptions Options => options;

    public TimeProvider Clock => clock;

    public ILogger Logger => logger;
}

/// <summary>What all kinds of entity have alike. It lives where its partition lives and reads the replica there, in process.</summary>
/// <remarks>
/// When the partition has moved the grain says so, migrates, and the caller asks again. Under the key of a person that was merged
/// away it forwards. It is awake while somebody calls or follows it, and for a while after.
/// </remarks>
[PartitionPlacement]
internal abstract class EntityGrain(IPersistentState<EntityRow> row, EntityServices services) : Grain, IEntityGrain, IGrainMigrationParticipant
{
    /// <summary>How long a subscription lasts unless it is renewed.</summary>
    public static readonly TimeSpan SubscriptionLife = TimeSpan.FromMinutes(5);

    private const int KeysAtOnceMax = 32; // a person of many reports has a key for each mention
    private const string Observers = "resolve.observers", Noticed = "resolve.noticed", Known = "resolve.known", Forwarded = "resolve.forwarded";

    private ObserverManager<IEntityObserver>? _observers;
    private long _noticed;
    private EntityKey? _known; // what the entity went by when followers were last notified

    private EntityKey Key => EntityKey.Parse(this.GetPrimaryKeyString());

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_observers is not null) services.Replica.Unfollow(Key);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void OnDehydrate(IDehydrationContext dehydrationContext)
    {
        if (_observers is not { Count: > 0 } observers) return;
        dehydrationContext.TryAddValue(Observers, observers.ToArray());
        dehydrationContext.TryAddValue(Noticed, _noticed);
        if (_known is { } known) dehydrationContext.TryAddValue(Known, known.ToString());
    }

    /// <inheritdoc/>
    public void OnRehydrate(IRehydrationContext rehydrationContext)
    {
        if (!rehydrationContext.TryGetValue(Observers, out IEntityObserver[]? observers) || observers is null) return;
        foreach (IEntityObserver observer in observers) Follow(observer);
        rehydrationContext.TryGetValue(Noticed, out _noticed);
        if (rehydrationContext.TryGetValue(Known, out string? known) && known is not null) _known = EntityKey.Parse(known);
    }

    /// <inheritdoc/>
    public Task<EntityDetail?> DescribeAsync(long atLeast) =>
        AnswerAsync(atLeast, static found => Task.FromResult(found.Describe()), static (other, position) => other.DescribeAsync(position));

    /// <inheritdoc/>
    public Task<Page<LinkView>?> LinksAsync(LinksRequest question) => AnswerAsync(
        question.AtLeast,
        found => Task.FromResult(found.Links(question.Filter, question.Limit, question.Cursor)),
        (other, position) => other.LinksAsync(question with { AtLeast = position }));

    /// <inheritdoc/>
    public async Task<Interest[]> AskAsync(Interest who)
    {
        who.Check();
        await KeepAsync(who);
        return EntityRow.OthersThan(await InterestsAsync(), who, services.Options.InterestWindow);
    }

    /// <inheritdoc/>
    public Task<Interest[]> InterestsAsync() => AnswerAsync(0, CollectInterestsAsync, static (other, _) => other.InterestsAsync());

    /// <inheritdoc/>
    public Task<Interest[]> OwnInterestsAsync() => Task.FromResult<Interest[]>([.. row.State.Interests]);

    /// <inheritdoc/>
    public async Task SubscribeAsync(IEntityObserver observer)
    {
        if (_observers is not { Count: > 0 })
        {
            EntityInView found = await FindAsync(0);
            (_noticed, _known) = (found.Graph.Position, found.Key);
        }
        Follow(observer);
        DelayDeactivation(SubscriptionLife);
    }

    /// <inheritdoc/>
    public Task UnsubscribeAsync(IEntityObserver observer)
    {
        _observers?.Unsubscribe(observer);
        if (_observers is { Count: 0 }) services.Replica.Unfollow(Key);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task TouchedAsync(long position)
    {
        if (_observers is not { Count: > 0 } observers) return;
        EntityInView found;
        try
        {
            found = await FindAsync(position);
        }
        catch (ReplicaNotReadyException)
        {
            return; // it moves, and its observers with it
        }
        ReportKey[] reports = found.ReportsAfter(_noticed, EntityTouched.ReportCountMax);
        bool isElsewhereAsBefore = !found.IsThere && found.Key == _known; // or not there, as before
        (_noticed, _known) = (found.Graph.Position, found.Key);
        if (isElsewhereAsBefore) return;
        await observers.Notify(o => o.TouchedAsync(new EntityTouched(this.GetPrimaryKeyString(), found.Graph.Position, reports)));
        if (observers.Count == 0) services.Replica.Unfollow(Key);
    }

    private void Follow(IEntityObserver observer)
    {
        _observers ??= new ObserverManager<IEntityObserver>(SubscriptionLife, services.Logger) { GetDateTime = () => services.Clock.GetUtcNow().UtcDateTime };
        _observers.Subscribe(observer, observer);
        IEntityGrain self = this.AsReference<IEntityGrain>();
        services.Replica.Follow(Key, position => self.TouchedAsync(position).Ignore());
    }

    /// <summary>Answers here, or through the grain of the person that this one was merged into.</summary>
    private async Task<T> AnswerAsync<T>(long atLeast, Func<EntityInView, Task<T>> answer, Func<IEntityGrain, long, Task<T>> forward)
    {
        EntityInView found = await FindAsync(atLeast);
        if (found.Key is not { } now || now == Key) return await answer(found);
        // Two silos may for a moment disagree who was merged into whom: one step, then the caller asks again.
        if (RequestContext.Get(Forwarded) is true) throw new ReplicaNotReadyException("The person's key is changing.");
        RequestContext.Set(Forwarded, true);
        return await forward(EntityGrains.Of(GrainFactory, now), found.Graph.Position);
    }

    /// <summary>Finds the entity in the replica beside this grain; migrates when its partition is elsewhere.</summary>
    private async Task<EntityInView> FindAsync(long atLeast)
    {
        try
        {
            return await services.Replica.FindAsync(Key, atLeast, CancellationToken.None);
        }
        catch (ReplicaNotReadyException)
        {
            MigrateOnIdle();
            throw;
        }
    }

    /// <summary>Gathers who asked by any key of the entity. Each key keeps its own row, so that a merge that is taken back takes nothing along.</summary>
    private async Task<Interest[]> CollectInterestsAsync(EntityInView found)
    {
        var all = new List<Interest>(row.State.Interests);
        foreach (EntityKey[] some in found.OtherKeys().Chunk(KeysAtOnceMax))
            foreach (Interest[] others in await Task.WhenAll(some.Select(k => EntityGrains.Of(GrainFactory, k).OwnInterestsAsync()))) all.AddRange(others);
        return EntityRow.Ordered(all);
    }

    private async Task KeepAsync(Interest interest)
    {
        if (!row.State.Add(interest)) return;
        try
        {
            await row.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle(); // memory is ahead of the row: the next activation reads what is durable
            throw;
        }
    }
}

/// <summary>Finds the grains of entities.</summary>
internal static class EntityGrains
{
    /// <summary>Gets the grain of an entity.</summary>
    /// <exception cref="ArgumentException">Entities of that kind have no grain.</exception>
    public static IEntityGrain Of(IGrainFactory grains, EntityKey key)
    {
        string text = key.ToString();
        return key.Kind switch
        {
            EntityKind.Phone => grains.GetGrain<IPhoneGrain>(text),
            EntityKind.Account => grains.GetGrain<IAccountGrain>(text),
            EntityKind.Device => grains.GetGrain<IDeviceGrain>(text),
            EntityKind.Online => grains.GetGrain<IOnlineGrain>(text),
            EntityKind.Person => grains.GetGrain<IPersonGrain>(text),
            EntityKind.Plate => grains.GetGrain<IPlateGrain>(text),
            _ => throw new ArgumentException($"An entity of kind {key.Kind} has no grain.", nameof(key)),
        };
    }
}

/// <summary>A phone.</summary>
[Alias("resolve.phone"), Version(1)]
internal interface IPhoneGrain : IEntityGrain;

/// <inheritdoc cref="IPhoneGrain"/>
[GrainType("phone")]
internal sealed class PhoneGrain([PersistentState("entity.phone", StateNames.Storage)] IPersistentState<EntityRow> row, EntityServices services)
    : EntityGrain(row, services), IPhoneGrain;

/// <summary>A bank account.</summary>
[Alias("resolve.account"), Version(1)]
internal interface IAccountGrain : IEntityGrain;

/// <inheritdoc cref="IAccountGrain"/>
[GrainType("account")]
internal sealed class AccountGrain([PersistentState("entity.account", StateNames.Storage)] IPersistentState<EntityRow> row, EntityServices services)
    : EntityGrain(row, services), IAccountGrain;

/// <summary>A device.</summary>
[Alias("resolve.device"), Version(1)]
internal interface IDeviceGrain : IEntityGrain;

/// <inheritdoc cref="IDeviceGrain"/>
[GrainType("device")]
internal sealed class DeviceGrain([PersistentState("entity.device", StateNames.Storage)] IPersistentState<EntityRow> row, EntityServices services)
    : EntityGrain(row, services), IDeviceGrain;

/// <summary>An online identity.</summary>
[Alias("resolve.online"), Version(1)]
internal interface IOnlineGrain : IEntityGrain;

/// <inheritdoc cref="IOnlineGrain"/>
[GrainType("online")]
internal sealed class OnlineGrain([PersistentState("entity.online", StateNames.Storage)] IPersistentState<EntityRow> row, EntityServices services)
    : EntityGrain(row, services), IOnlineGrain;

/// <summary>A person. A key that was merged away leads to the person that has its records.</summary>
[Alias("resolve.person"), Version(1)]
internal interface IPersonGrain : IEntityGrain;

/// <inheritdoc cref="IPersonGrain"/>
[GrainType("person")]
internal sealed class PersonGrain([PersistentState("entity.person", StateNames.Storage)] IPersistentState<EntityRow> row, EntityServices services)
    : EntityGrain(row, services), IPersonGrain;

/// <summary>The registration plate of a vehicle.</summary>
[Alias("resolve.plate"), Version(1)]
internal interface IPlateGrain : IEntityGrain;

/// <inheritdoc cref="IPlateGrain"/>
[GrainType("plate")]
internal sealed class PlateGrain([PersistentState("entity.plate", StateNames.Storage)] IPersistentState<EntityRow> row, EntityServices services)
    : EntityGrain(row, services), IPlateGrain;
