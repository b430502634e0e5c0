using Orleans.Concurrency;
using Resolve.Graph.Questions;
using Resolve.Reports;

namespace Resolve.Silo.Grains;

/// <summary>The address of one entity: answers about it from the replica beside it, and keeps who asked about it. The key is the entity key.</summary>
internal interface IEntityGrain : IGrainWithStringKey
{
    /// <summary>Describes the entity.</summary>
    /// <param name="atLeast">The journal position that the answer includes.</param>
    /// <returns>The description; null when no live report names the entity.</returns>
    /// <exception cref="Cluster.ReplicaNotReadyException">The entity's partition has moved: ask again.</exception>
    [Alias("describe")]
    Task<EntityDetail?> DescribeAsync(long atLeast);

    /// <summary>Lists the entity's links with their evidence.</summary>
    /// <returns>The page; null when no live report names the entity.</returns>
    /// <exception cref="Cluster.ReplicaNotReadyException">The entity's partition has moved: ask again.</exception>
    [Alias("links")]
    Task<Page<LinkView>?> LinksAsync(LinksRequest question);

    /// <summary>Records that somebody asks about the entity. The same interest again changes nothing.</summary>
    /// <returns>The others who asked within the window before or after, newest first. What is returned is durable, and so is the interest.</returns>
    /// <exception cref="ArgumentException">A part of the interest is empty or too long.</exception>
    [Alias("ask")]
    Task<Interest[]> AskAsync(Interest who);

    /// <summary>Lists who asked about the entity, newest first; about a person by any of its keys.</summary>
    /// <exception cref="Cluster.ReplicaNotReadyException">The entity's partition has moved: ask again.</exception>
    [Alias("interests"), AlwaysInterleave]
    Task<Interest[]> InterestsAsync();

    /// <summary>Lists who asked by this very key, newest first.</summary>
    [Alias("own-interests"), AlwaysInterleave]
    Task<Interest[]> OwnInterestsAsync();

    /// <summary>Notifies an observer of what touches the entity, for <see cref="EntityGrain.SubscriptionLife"/>; subscribing again renews it.</summary>
    [Alias("subscribe")]
    Task SubscribeAsync(IEntityObserver observer);

    /// <summary>Ends a subscription.</summary>
    [Alias("unsubscribe")]
    Task UnsubscribeAsync(IEntityObserver observer);

    /// <summary>The replica's call after a round that touched the entity.</summary>
    [Alias("touched"), OneWay]
    Task TouchedAsync(long position);
}

/// <summary>Somebody who follows an entity.</summary>
[Alias("resolve.entity-observer")]
internal interface IEntityObserver : IGrainObserver
{
    /// <summary>Reports a change of the entity; a round that touches it reports once.</summary>
    [Alias("touched"), OneWay]
    Task TouchedAsync(EntityTouched touched);
}

/// <summary>A change of an entity.</summary>
/// <param name="Key">The key that was subscribed to.</param>
/// <param name="Position">The journal position up to which the entity was looked at.</param>
/// <param name="Reports">Reports that name it and came since the last notice, at most <see cref="ReportCountMax"/>, newest first; empty when a report went or
/// persons changed.</param>
[GenerateSerializer, Immutable, Alias("resolve.entity-touched")]
internal sealed record EntityTouched([property: Id(0)] string Key, [property: Id(1)] long Position, [property: Id(2)] ReportKey[] Reports)
{
    /// <summary>The most reports of one notice.</summary>
    public const int ReportCountMax = 100;
}

/// <summary>A question for the links of an entity.</summary>
/// <param name="AtLeast">The journal position that the answer includes.</param>
/// <param name="Filter">Which links.</param>
/// <param name="Limit">The most links of the page.</param>
/// <param name="Cursor">Where the page begins; null for the first.</param>
[GenerateSerializer, Immutable, Alias("resolve.links-question")]
internal sealed record LinksRequest([property: Id(0)] long AtLeast, [property: Id(1)] GraphFilter Filter, [property: Id(2)] int Limit,
    [property: Id(3)] string? Cursor);
