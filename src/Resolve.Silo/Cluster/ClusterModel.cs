using Resolve.Persons;
using Resolve.Persons.Models;
using Resolve.Rings;
using Resolve.Runtime.Local;

namespace Resolve.Silo.Cluster;

/// <summary>The model that all silos of a cluster use, by default that of the embedded host: the same facts and model give the same state.</summary>
internal sealed class ClusterModel
{
    private static readonly LocalRuntimeOptions s_embedded = new();

    /// <summary>Gets the parameters of rings.</summary>
    public RingModel Rings { get; init; } = s_embedded.Rings;

    /// <summary>Gets what divides components into rings.</summary>
    public IRingDetector Detector { get; init; } = s_embedded.Detector;

    /// <summary>Gets the parameters of persons.</summary>
    public PersonModel Persons { get; init; } = s_embedded.Model;

    /// <summary>Makes the person resolver of a leader: it clusters what the silos' blocks find.</summary>
    /// <param name="adopted">The model that a decision adopted; null for that of the cluster.</param>
    public PersonResolver MakeResolver(PersonModel? adopted) => PersonResolver.ExternallyScored(adopted ?? Persons);
}
