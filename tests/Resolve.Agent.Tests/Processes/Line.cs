using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Resolve.Agent.Tests.Processes;

/// <summary>The line between the agent and the server, which a test may cut.</summary>
internal sealed class Line : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, bool> _open = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly int _target;

    public Line(int target)
    {
        _target = target;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Cuts every connection, with whatever is on its way.</summary>
    public int Cut()
    {
        int count = 0;
        foreach (Socket socket in _open.Keys)
        {
            if (!_open.TryRemove(socket, out _)) continue;
            try
            {
                socket.LingerState = new LingerOption(true, 0);
                socket.Dispose();
                count++;
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The connection ended by itself at this moment.
            }
        }
        return count;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        Cut();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = CarryAsync(await _listener.AcceptSocketAsync(_stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task CarryAsync(Socket near)
    {
        var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await far.ConnectAsync(new IPEndPoint(IPAddress.Loopback, _target), _stop.Token);
            _open[near] = _open[far] = true;
            await Task.WhenAny(CopyAsync(near, far), CopyAsync(far, near));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The line is cut, or the server is down.
        }
        _open.TryRemove(near, out _);
        _open.TryRemove(far, out _);
        near.Dispose();
        far.Dispose();
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        byte[] buffer = new byte[8_192];
        try
        {
            while (await from.ReceiveAsync(buffer, _stop.Token) is > 0 and var count) await to.SendAsync(buffer.AsMemory(0, count), _stop.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The other end is gone.
        }
    }
}
