using Resolve.Decisions;

namespace Resolve.Runtime.Review;

/// <summary>Asks for the decisions in force, by id, models without their content.</summary>
public sealed record DecisionsQuestion : PersonQuestion<IReadOnlyList<Decision>>
{
    /// <inheritdoc/>
    internal override Task<IReadOnlyList<Decision>> AnswerAsync(IPersonMoments moments, CancellationToken cancellationToken) => moments.AtOneMomentAsync(
        static persons => Task.FromResult<IReadOnlyList<Decision>>([.. persons.Resolution.DecisionsInForce.Select(static d => d with { Model = null })]),
        cancellationToken);
}
