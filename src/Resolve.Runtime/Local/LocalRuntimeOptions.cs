using Resolve.Persons.Models;
using Resolve.Rings;

namespace Resolve.Runtime.Local;

/// <summary>How an <see cref="LocalRuntime"/> works. Nothing here changes an answer, the model apart.</summary>
public sealed class LocalRuntimeOptions
{
    /// <summary>Gets the most reports that one journal append carries; default 2,000.</summary>
    /// <value>From 1. Larger batches cost fewer disk flushes and let the first of a batch wait longer.</value>
    public int BatchCountMax { get; init; } = 2_000;

    /// <summary>Gets the most submissions that wait for the writer before submitters are held back; default 20,000.</summary>
    /// <value>From 1. A waiting report holds its text and content in memory, some kilobytes.</value>
    public int QueueLengthMax { get; init; } = 20_000;

    /// <summary>Gets how long ring computation rests between two rounds; default 100 ms.</summary>
    /// <value>Rings are fresh after at most this and the time of two rounds; after a round longer than ten times this the rest is as long as the round, up to
    /// 2 s. While a flood of reports goes on and no question waits for rings, the rest is nine times the round, up to 15 s.</value>
    public TimeSpan RingInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Gets the parameters of rings.</summary>
    public RingModel Rings { get; init; } = RingModel.Default;

    /// <summary>Gets what divides components into rings.</summary>
    public IRingDetector Detector { get; init; } = new PartitionDetector();

    /// <summary>Gets the person model that is used until a decision adopts another.</summary>
    public PersonModel Model { get; init; } = PersonModel.Default;

    /// <summary>Gets where alerts are kept; null for a runtime without alerts. The resolver uses it alone and does not dispose it.</summary>
    public Ports.IAlertStore? Alerts { get; init; }

    /// <summary>Gets what is called once when the engine stops on a fault: the host logs it. The runtime then takes nothing more.</summary>
    public Action<Exception>? Faulted { get; init; }

    /// <summary>Gets the clock of pauses; it decides no answer.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Gets the fewest members of a component whose rings are remembered. For tests, whose worlds are small.</summary>
    internal int RememberedSizeMin { get; init; } = RingIndex.RememberedSizeMin;
}
