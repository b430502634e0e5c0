using System.Net;
using System.Net.Sockets;

namespace Resolve.Storage.Tests.Postgres;

/// <summary>Stands between the journal and its server and cuts the connection at a commit: before the server hears of it, or before its answer is passed
/// on.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _target;
    private readonly Task _accepting;
    private int _cuts;

    public CuttingProxy(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Gets or sets what happens to the next commit; it happens once.</summary>
    public Cut Next { get; set; }

    /// <summary>Gets how often it happened.</summary>
    public int Cuts => Volatile.Read(ref _cuts);

    public enum Cut
    {
        None,
        BeforeTheServer,
        BeforeTheAnswer,
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (SocketException)
        {
            // The listener was stopped.
        }
        catch (ObjectDisposedException)
        {
            // As well.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient near = client;
        using var far = new TcpClient();
        await far.ConnectAsync(IPAddress.Loopback, _target);
        bool silent = false;
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task answers = CopyAsync(far, near, _ =>
        {
            if (Volatile.Read(ref silent)) answered.TrySetResult();
            return Task.FromResult(!Volatile.Read(ref silent));
        });
        await CopyAsync(near, far, async bytes =>
        {
            if (Next == Cut.None || bytes.Span.IndexOf("COMMIT\0"u8) < 0) return true;
            Interlocked.Increment(ref _cuts);
            (Cut cut, Next) = (Next, Cut.None);
            Volatile.Write(ref silent, true);
            if (cut == Cut.BeforeTheServer) return false;
            await far.GetStream().WriteAsync(bytes);
            await answered.Task; // the server has answered, so it has committed
            return false;
        });
        near.Close();
        far.Close();
        await answers;
    }

    private static async Task CopyAsync(TcpClient from, TcpClient to, Func<ReadOnlyMemory<byte>, Task<bool>> pass)
    {
        byte[] buffer = new byte[1 << 16];
        try
        {
            while (await from.GetStream().ReadAsync(buffer) is > 0 and int count)
            {
                if (!await pass(buffer.AsMemory(0, count))) return;
                await to.GetStream().WriteAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception cut) when (cut is IOException or ObjectDisposedException or InvalidOperationException or SocketException)
        {
            // One side is gone; the other is closed by the caller.
        }
    }
}
