using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Resolve.Api.Hosting;
using Resolve.Api.Http;
using Resolve.Api.Parameters;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Review;

namespace Resolve.Api.Questions;

/// <summary>Asks the engine with a time limit and says which bound was missed.</summary>
internal sealed class QuestionRunner(ResolveServiceSlot slot, WalkLimiter walks, IOptions<ResolveApiOptions> options, TimeProvider clock)
{
    private static readonly EntityKey s_nobody = EntityKey.Parse("phone:+840");

    public static IntegerParameter AtLeast { get; } = new(
        "atLeast", "A journal position from a receipt: the answer sees that fact, and waits for it if need be. 0 takes the newest there is.", 0, long.MaxValue,
            0);

    /// <summary>Asks a question on the graph or its rings.</summary>
    public Task<(T? Answer, ProblemHttpResult? Problem)> AskAsync<T>(HttpContext context, long atLeast, IQuestion<T> question) =>
        AskAsync(context, atLeast, (service, cancellationToken) => WalkLimiter.WalksFar(question)
            ? WalkAsync(context, service, atLeast, question, cancellationToken)
            : service.AskAsync(question, atLeast, cancellationToken));

    /// <summary>Asks the engine.</summary>
    /// <param name="context">The request.</param>
    /// <param name="atLeast">The position that the answer must have reached.</param>
    /// <param name="ask">The question.</param>
    /// <returns>The answer, or the problem.</returns>
    public async Task<(T? Answer, ProblemHttpResult? Problem)> AskAsync<T>(
        HttpContext context, long atLeast, Func<IResolveService, CancellationToken, ValueTask<T>> ask)
    {
        IResolveService service = slot.Service;
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.QuestionSecondsMax), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, context.RequestAborted);
        try
        {
            return (await ask(service, either.Token), null);
        }
        catch (TooManyQuestionsException)
        {
            context.Response.Headers.RetryAfter = "1";
            return (default, Problems.TooMany());
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            long reached = service.GetState().GraphPosition;
            if (reached >= atLeast) return (default, Problems.Timeout());
            context.Response.Headers.RetryAfter = "1";
            return (default, Problems.NotReached(reached));
        }
        catch (FormatException)
        {
            // The keys were read before: only the cursor can still be wrong.
            return (default, Problems.Question("cursor", "format", "The cursor is not one that this question gave."));
        }
    }

    private async ValueTask<T> WalkAsync<T>(
        HttpContext context, IResolveService service, long atLeast, IQuestion<T> question, CancellationToken cancellationToken)
    {
        // Whoever waits for a position walks nowhere meanwhile: looking one entity up waits for it without a permit.
        if (service.GetState().GraphPosition < atLeast) await service.AskAsync(new EntityQuestion(s_nobody), atLeast, cancellationToken);
        using RateLimitLease? permit = await walks.EnterAsync(cancellationToken, context.RequestAborted);
        return permit is null ? throw new TooManyQuestionsException() : await service.AskAsync(question, atLeast, cancellationToken);
    }

    /// <summary>Asks about persons; the answer sees every fact that was acknowledged before.</summary>
    public Task<(T? Answer, ProblemHttpResult? Problem)> ReviewAsync<T>(HttpContext context, Func<IPersonReview, CancellationToken, Task<T>> ask)
    {
        IPersonReview review = slot.Review;
        return AskAsync(context, 0, (_, cancellationToken) => new ValueTask<T>(ask(review, cancellationToken)));
    }
}

/// <summary>Too many questions that may walk far are asked at once.</summary>
internal sealed class TooManyQuestionsException() : Exception("Too many questions are asked at once.");
