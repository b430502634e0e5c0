using System.Text.Json.Serialization;
using Resolve.Runtime.Serialization;

namespace Resolve.Runtime.Review;

/// <summary>A question about persons as it travels: a host that does not know its answer carries it as bytes to the one that does.</summary>
/// <remarks>The words are part of the format between silos and gateways: they never change meaning.</remarks>
[JsonDerivedType(typeof(DecisionsQuestion), "decisions")]
[JsonDerivedType(typeof(WhyQuestion), "why")]
[JsonDerivedType(typeof(HowQuestion), "how")]
[JsonDerivedType(typeof(PersonSearch), "search")]
[JsonDerivedType(typeof(ModelQuestion), "model")]
[JsonDerivedType(typeof(TrainingQuestion), "training")]
public abstract record PersonQuestion
{
    private protected PersonQuestion()
    {
    }

    /// <summary>Gets whether the answer may take minutes, so that the caller must be patient.</summary>
    internal virtual bool TakesLong => false;

    /// <summary>Answers a question that was carried here.</summary>
    /// <param name="question">The question as <see cref="PersonQuestion{T}.CarryAsync"/> wrote it.</param>
    /// <param name="moments">Where it is answered.</param>
    /// <returns>The answer, for the same method to read.</returns>
    internal static Task<byte[]> AnswerAsync(byte[] question, IPersonMoments moments) => Documents.Read<PersonQuestion>(question).PackedAnswerAsync(moments);

    private protected abstract Task<byte[]> PackedAnswerAsync(IPersonMoments moments);
}

/// <summary>A question about persons with its answer: written once, whoever is asked. Another question is another class.</summary>
/// <typeparam name="T">The answer; it is written as a document.</typeparam>
public abstract record PersonQuestion<T> : PersonQuestion
{
    private protected PersonQuestion()
    {
    }

    /// <summary>Answers it.</summary>
    /// <param name="moments">Where persons are.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The answer.</returns>
    internal abstract Task<T> AnswerAsync(IPersonMoments moments, CancellationToken cancellationToken);

    /// <summary>Has it answered elsewhere.</summary>
    /// <param name="carry">Takes the question to <see cref="PersonQuestion.AnswerAsync"/> and brings the answer.</param>
    /// <returns>The answer.</returns>
    internal async Task<T> CarryAsync(Func<byte[], Task<byte[]>> carry) =>
        Documents.Read<T>(await carry(Documents.Write<PersonQuestion>(this)).ConfigureAwait(false));

    private protected override async Task<byte[]> PackedAnswerAsync(IPersonMoments moments) =>
        Documents.Write(await AnswerAsync(moments, CancellationToken.None).ConfigureAwait(false));
}
