using Resolve.Persons;
using Resolve.Rings;

namespace Resolve.Silo.Cluster;

/// <summary>The model that all silos of a cluster share: the same facts and model give the same state.</summary>
internal sealed class ClusterModel
{
    /// <summary>Gets the parameters of rings.</summary>
    public RingModel Rings { get; init; } = RingModel.Default;

    /// <summary>Gets what divides components into rings.</summary>
    public IRingDetector Detector { get; init; } = new ComponentDetector();

    /// <summary>Gets what makes the person resolver of a conductor.</summary>
    public Func<IPersonResolver> Persons { get; init; } = static () => new DocumentResolver();
}
