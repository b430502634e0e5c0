using Resolve.Graph.Questions;

namespace Resolve.Runtime.Questions;

/// <summary>The handlers of one host: one for each question.</summary>
internal sealed class QuestionHandlers
{
    private readonly Dictionary<Type, Delegate> _handlers = [];

    /// <summary>Adds a handler.</summary>
    /// <param name="handler">Answers the question at a journal position or later; waits until the host has reached it.</param>
    /// <returns>These handlers.</returns>
    public QuestionHandlers Add<TQuestion, TAnswer>(Func<TQuestion, long, CancellationToken, Task<TAnswer>> handler)
        where TQuestion : IQuestion<TAnswer>
    {
        _handlers.Add(typeof(TQuestion),
            (Func<IQuestion<TAnswer>, long, CancellationToken, Task<TAnswer>>)((question, atLeast, cancel) => handler((TQuestion)question, atLeast, cancel)));
        return this;
    }

    /// <summary>Determines whether there is a handler for a type of question.</summary>
    public bool Handle(Type question) => _handlers.ContainsKey(question);

    /// <summary>Answers a question.</summary>
    /// <exception cref="NotSupportedException">This host has no handler for the question.</exception>
    public Task<TAnswer> AnswerAsync<TAnswer>(IQuestion<TAnswer> question, long atLeast, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        return _handlers.TryGetValue(question.GetType(), out Delegate? handler)
            ? ((Func<IQuestion<TAnswer>, long, CancellationToken, Task<TAnswer>>)handler)(question, atLeast, cancellationToken)
            : throw new NotSupportedException($"This host does not answer {question.GetType().Name}.");
    }
}
