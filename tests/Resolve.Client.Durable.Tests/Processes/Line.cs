using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Resolve.Client.Durable.Tests.Processes;

/// <summary>A line between a sender and a server that can be cut, or fall silent as when a cable is pulled.</summary>
internal sealed class Line : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, byte> _open = [];
    private volatile bool _down, _silent;

    public Line(Uri target)
    {
        Target = target;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _ = AcceptAsync();
    }

    public Uri Address { get; }

    public Uri Target { get; set; }

    /// <summary>Breaks all connections; new ones break at once until <see cref="Mend"/>.</summary>
    public void Cut()
    {
        _down = true;
        foreach (Socket socket in _open.Keys) Close(socket);
    }

    /// <summary>Lets nothing through, and closes nothing, until <see cref="Mend"/> breaks what hung.</summary>
    public void FallSilent() => _silent = true;

    public void Mend()
    {
        if (_silent) foreach (Socket socket in _open.Keys) Close(socket);
        (_down, _silent) = (false, false);
    }

    public void Dispose()
    {
        Cut();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = CarryAsync(await _listener.AcceptSocketAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return; // the line is disposed of
        }
    }

    private async Task CarryAsync(Socket near)
    {
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (near)
        {
            try
            {
                _open[near] = _open[far] = 0;
                if (_down) return;
                await far.ConnectAsync(Target.Host, Target.Port);
                await Task.WhenAny(CopyAsync(near, far), CopyAsync(far, near));
            }
            catch (SocketException)
            {
                return; // the server is not there: the connection breaks
            }
            finally
            {
                _open.TryRemove(near, out _);
                _open.TryRemove(far, out _);
            }
        }
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        byte[] buffer = new byte[16 << 10];
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer)) > 0)
            {
                while (_silent) await Task.Delay(5);
                await to.SendAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return; // cut
        }
    }

    private static void Close(Socket socket)
    {
        try
        {
            socket.Close(0); // with a reset
        }
        catch (SocketException)
        {
            return; // it was closed
        }
    }
}
