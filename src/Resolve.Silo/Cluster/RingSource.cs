using Resolve.Alerts;

namespace Resolve.Silo.Cluster;

/// <summary>Asks the silos of one view for what rings rest on.</summary>
internal sealed class RingSource(IShareServiceClient shares, ShareView view) : IRingSource
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<RingStep>> StepAsync(IReadOnlyList<string> tokens)
    {
        var steps = new RingStep[tokens.Count];
        IEnumerable<Task> calls = Enumerable.Range(0, tokens.Count).GroupBy(i => view.Map.OwnerOf(Shares.OfToken(tokens[i]))).Select(async group =>
        {
            int[] places = [.. group];
            RingStep[] answers = await shares.At(group.Key).RingStepAsync(view.Position, [.. places.Select(p => tokens[p])]).ConfigureAwait(false);
            for (int i = 0; i < places.Length; i++) steps[places[i]] = answers[i];
        });
        await Task.WhenAll(calls).ConfigureAwait(false);
        return steps;
    }

    /// <inheritdoc/>
    public Task<DescribedRing[]> DescribeAsync(string[] members) => AskAsync(
        members, silo => silo.DescribeRingsAsync(view.Position, members), static (silo, request) => silo.DescribeRingsApartAsync(request));

    /// <summary>Reads the reports of a ring, for alerts.</summary>
    public Task<RingTold> ReadAsync(RingQuestion question, string[] members) => AskAsync(
        members, silo => silo.ReadRingAsync(view.Position, question), (silo, request) => silo.ReadRingApartAsync(request, question));

    /// <summary>Asks the silo that holds all reports on some nodes; where none does, one that is told which they are.</summary>
    private async Task<T> AskAsync<T>(string[] members, Func<IShareService, Task<T>> whole, Func<IShareService, ApartRequest, Task<T>> apart)
    {
        var owners = members.GroupBy(t => view.Map.OwnerOf(Shares.OfToken(t))).ToList();
        IShareService first = shares.At(owners[0].Key);
        if (owners.Count == 1) return await whole(first).ConfigureAwait(false);
        Closure[] parts = await Task.WhenAll(owners.Select(o => shares.At(o.Key).ClosureAsync(view.Position, [.. o]))).ConfigureAwait(false);
        // Two silos name a person by the same records, so that telling it twice changes nothing.
        var request = new ApartRequest(members, [.. parts.SelectMany(p => p.Positions).Distinct()], [.. parts.SelectMany(p => p.Persons)], view.Position);
        return await apart(first, request).ConfigureAwait(false);
    }
}
