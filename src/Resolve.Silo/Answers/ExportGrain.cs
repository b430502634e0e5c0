using Orleans.CodeGeneration;
using System.IO.Pipelines;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Export;

namespace Resolve.Silo.Answers;

/// <summary>One export on its way out of the cluster, piece by piece; the key is made by whoever asks for it.</summary>
[Alias("resolve.export"), Version(1)]
internal interface IExportGrain : IGrainWithGuidKey
{
    /// <summary>Begins.</summary>
    /// <param name="kind">What (<see cref="ExportKind"/>).</param>
    /// <param name="asCsv">Whether as CSV, for persons and rings.</param>
    [Alias("begin")]
    Task BeginAsync(byte kind, bool asCsv);

    /// <summary>Gives the next piece; empty at the end. A piece is given once: who misses one begins another export.</summary>
    /// <exception cref="JournalException">The export broke off.</exception>
    [Alias("next"), ResponseTimeout("00:05:00")]
    Task<byte[]> NextAsync();
}

/// <inheritdoc cref="IExportGrain"/>
internal sealed class ExportGrain(ClusterExport export) : Grain, IExportGrain
{
    private ExportPump? _pump;

    public Task BeginAsync(byte kind, bool asCsv)
    {
        _pump ??= ExportPump.Start((output, cancellationToken) => export.WriteAsync((ExportKind)kind, asCsv, output, cancellationToken));
        return Task.CompletedTask;
    }

    public async Task<byte[]> NextAsync()
    {
        if (_pump is null) throw new JournalException(JournalFailure.Unavailable, "The export is unknown here: its silo went. Begin again.");
        byte[] piece = await _pump.NextAsync();
        if (piece.Length == 0) DeactivateOnIdle();
        return piece;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_pump is not null) await _pump.DisposeAsync();
    }
}

/// <summary>Writes ahead of a slow reader, a little.</summary>
internal sealed class ExportPump : IAsyncDisposable
{
    private const int PieceBytes = 1 << 20;

    private readonly CancellationTokenSource _stop = new();
    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 4 * PieceBytes, resumeWriterThreshold: 2 * PieceBytes,
        useSynchronizationContext: false));
    private Task _work = Task.CompletedTask;

    private ExportPump()
    {
    }

    /// <summary>Begins to write.</summary>
    public static ExportPump Start(Func<Stream, CancellationToken, Task> write)
    {
        var pump = new ExportPump();
        pump._work = Task.Run(() => pump.RunAsync(write));
        return pump;
    }

    /// <summary>Gives the next piece; empty at the end.</summary>
    public async Task<byte[]> NextAsync()
    {
        ReadResult read = await _pipe.Reader.ReadAtLeastAsync(PieceBytes, _stop.Token).ConfigureAwait(false);
        byte[] piece = System.Buffers.BuffersExtensions.ToArray(read.Buffer.Slice(0, Math.Min(read.Buffer.Length, PieceBytes)));
        _pipe.Reader.AdvanceTo(read.Buffer.GetPosition(piece.Length));
        return piece;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _pipe.Reader.CompleteAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RunAsync(Func<Stream, CancellationToken, Task> write)
    {
        Exception? fault = null;
        try
        {
            await write(_pipe.Writer.AsStream(leaveOpen: true), _stop.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever went wrong, the reader gets the error.
        catch (Exception e)
#pragma warning restore CA1031
        {
            fault = e as JournalException ?? new JournalException(JournalFailure.Unavailable, "Silos came or went during the export. Begin again.", e);
        }
        await _pipe.Writer.CompleteAsync(fault).ConfigureAwait(false);
    }
}
