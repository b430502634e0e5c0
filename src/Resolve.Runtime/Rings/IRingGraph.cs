using Resolve.Graph;

namespace Resolve.Runtime.Rings;

/// <summary>What rings are computed from where a silo does not hold the whole graph: immutable, at one journal position.</summary>
internal interface IRingGraph
{
    /// <summary>Gets the part of the graph that is held.</summary>
    GraphSnapshot Graph { get; }

    /// <summary>Gets what made it: vertices keep their numbers among graphs of one source.</summary>
    object Source { get; }

    /// <summary>Gets whether the rings of what a report names are computed here.</summary>
    /// <param name="report">The report's number in the graph.</param>
    bool IsHome(int report);

    /// <summary>Gets whether a node is one of the cluster's hubs, which have too many suspect-side links to pass rings on.</summary>
    bool IsHub(int node);

    /// <summary>Gets how silos name a node among themselves.</summary>
    string NodeKeyOf(int node);
}
