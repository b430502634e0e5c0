using Resolve.Silo.Cluster;

namespace Resolve.Silo.Answers;

/// <summary>Names the failures that pass by themselves when a silo has come or gone: the same question is answered a little later.</summary>
internal static class PassingFailure
{
    /// <summary>Gets whether a failure passes by itself.</summary>
    /// <param name="e">What a call between silos threw.</param>
    public static bool Is(Exception e) =>
        e is ReplicaNotReadyException or OrleansException or TimeoutException
            or OperationCanceledException { CancellationToken.IsCancellationRequested: false };
}
