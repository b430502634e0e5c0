using Resolve.Graph.Questions;
using Resolve.Runtime.Serialization;
using Resolve.Silo.Cluster;

namespace Resolve.Silo.Answers;

/// <summary>Asks the silos at one position: the others by one message each, this one without.</summary>
internal sealed class ReplicaCalls(PartitionReplica host, IReplicaServiceClient replicas)
{
    /// <summary>Asks the owners of nodes, each once for all of its own.</summary>
    /// <param name="view">Position and map.</param>
    /// <param name="owners">The partition of each node.</param>
    /// <param name="remote">Asks another silo for the nodes at some places.</param>
    /// <param name="local">Asks this silo.</param>
    /// <returns>The places asked for and the answers, in the order of silo indexes.</returns>
    public async Task<(int[] Places, T Answer)[]> AskOwnersAsync<T>(
        ClusterView view, IReadOnlyList<byte> owners, Func<IReplicaService, int[], Task<T>> remote, Func<PartitionReplica, int[], T> local)
    {
        var bySlot = new List<int>?[view.Map.Silos.Length];
        for (int place = 0; place < owners.Count; place++) (bySlot[view.Map.Owners[owners[place]]] ??= []).Add(place);
        var asked = new List<(int[] Places, Task<T> Answer)>();
        int own = -1;
        for (int siloIndex = 0; siloIndex < bySlot.Length; siloIndex++)
        {
            if (bySlot[siloIndex] is not { } list) continue;
            int[] places = [.. list];
            if (host.IsSelf(view.Map.Silos[siloIndex])) own = asked.Count;
            asked.Add((places, host.IsSelf(view.Map.Silos[siloIndex]) ? Task.FromResult<T>(default!) : remote(replicas.At(view.Map.Silos[siloIndex]), places)));
        }
        // The others work while this silo does.
        if (own >= 0) asked[own] = (asked[own].Places, Run(() => local(host, asked[own].Places)));
        await Task.WhenAll(asked.Select(static a => (Task)a.Answer)).ConfigureAwait(false);
        return [.. asked.Select(static a => (a.Places, a.Answer.Result))];
    }

    /// <summary>Summarises nodes.</summary>
    public async Task<EntitySummary[]> SummariseAsync(ClusterView view, IReadOnlyList<UInt128> names, IReadOnlyList<byte> owners, int hubDegreeMax)
    {
        (int[] Places, EntitySummary[] Answer)[] parts = await AskOwnersAsync(
            view,
            owners,
            async (silo, places) => Read(await silo.SummariseAsync(view.Moment, Pack(names, places), hubDegreeMax).ConfigureAwait(false), places.Length),
            (silo, places) => silo.Summarise(view.Moment, Pack(names, places), hubDegreeMax)).ConfigureAwait(false);
        return Place(parts, names.Count);
    }

    /// <summary>Puts answers where they were asked for.</summary>
    public static T[] Place<T>((int[] Places, T[] Answer)[] parts, int count)
    {
        var all = new T[count];
        foreach ((int[] places, T[] answer) in parts)
            for (int i = 0; i < places.Length; i++) all[places[i]] = answer[i];
        return all;
    }

    /// <summary>Packs the names at some places.</summary>
    public static byte[] Pack(IReadOnlyList<UInt128> names, int[] places)
    {
        var picked = new UInt128[places.Length];
        for (int i = 0; i < picked.Length; i++) picked[i] = names[places[i]];
        return NodeIds.Pack(picked);
    }

    private static Task<T> Run<T>(Func<T> work)
    {
        try
        {
            return Task.FromResult(work());
        }
        catch (Exception e)
        {
            return Task.FromException<T>(e); // thrown when the others have answered too
        }
    }

    private static EntitySummary[] Read(byte[] frame, int count)
    {
        BinaryPayloadReader reader = AnswerPayloads.Open(frame);
        var summaries = new EntitySummary[count];
        for (int i = 0; i < count; i++) summaries[i] = AnswerPayloads.ReadSummary(ref reader);
        return summaries;
    }
}
