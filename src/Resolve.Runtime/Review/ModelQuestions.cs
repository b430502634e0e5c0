using Resolve.Decisions;
using Resolve.Persons.Models;
using Resolve.Persons.Records;
using Resolve.Persons.Training;

namespace Resolve.Runtime.Review;

/// <summary>Asks for the model that persons are resolved by now, and the decision that adopted it.</summary>
public sealed record ModelQuestion : PersonQuestion<ModelInForce>
{
    /// <inheritdoc/>
    internal override Task<ModelInForce> AnswerAsync(IPersonMoments moments, CancellationToken cancellationToken) => moments.AtOneMomentAsync(
        static persons =>
        {
            Decision? adopted = persons.Resolution.AdoptedModel;
            return Task.FromResult(new ModelInForce(persons.Resolution.Resolver.Model, adopted is null ? null : adopted with { Model = null }));
        },
        cancellationToken);
}

/// <summary>Asks for a model that fits the records that are there, without labels. Nothing changes until a decision adopts it.</summary>
/// <param name="Options">The limits; null for the defaults.</param>
public sealed record TrainingQuestion(TrainingOptions? Options) : PersonQuestion<PersonModel>
{
    /// <inheritdoc/>
    internal override bool TakesLong => true;

    /// <inheritdoc/>
    internal override async Task<PersonModel> AnswerAsync(IPersonMoments moments, CancellationToken cancellationToken)
    {
        // The records are of one moment; facts do not wait for the training.
        PersonRecord[] records = await moments.AtOneMomentAsync(
            static persons => Task.FromResult<PersonRecord[]>([.. persons.Records()]), cancellationToken).ConfigureAwait(false);
        return ModelTrainer.Train(records, Options);
    }
}
