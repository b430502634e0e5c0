using Resolve.Runtime.Ports;
using Resolve.Runtime.Sequencing;

namespace Resolve.Runtime.Local;

/// <summary>Facts that were submitted together: one journal append takes them all, or none.</summary>
internal sealed class Submission(Offer[] offers)
{
    /// <summary>Gets the facts, in order.</summary>
    public Offer[] Offers { get; } = offers;

    /// <summary>Gets the receipts, in the same order, once the facts are durable and shown.</summary>
    public TaskCompletionSource<Receipt[]> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Answers whoever waits.</summary>
    public void Answer() => Done.TrySetResult(Array.ConvertAll(Offers, static o => FactPayload.ReceiptOf(o, o.Verdict.Outcome, o.AnsweredPosition)));

    /// <summary>Lets whoever waits know that it failed.</summary>
    public void Fail(Exception exception) => Done.TrySetException(exception);
}

/// <summary>A question that only the writer can answer, since it reads what the writer writes; asked between two batches.</summary>
internal sealed class WriterCall(Func<Task> run, Action<Exception> fail)
{
    /// <summary>Asks it, and waits for the answer.</summary>
    public async Task RunAsync()
    {
#pragma warning disable CA1031 // Whatever the question throws belongs to the asker, not to the writer.
        try
        {
            await run().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            fail(e);
        }
#pragma warning restore CA1031
    }

    /// <summary>Lets whoever waits know that it failed.</summary>
    public void Fail(Exception exception) => fail(exception);
}

/// <summary>What the writer takes at a time.</summary>
internal sealed class WriterBatch
{
    /// <summary>Gets the submissions, in order.</summary>
    public List<Submission> Submissions { get; } = [];

    /// <summary>Gets their facts, in order.</summary>
    public List<Offer> Offers { get; } = [];

    /// <summary>Gets or sets the position of the last fact that went into the journal; 0 when none did.</summary>
    public long Last { get; set; }
}
