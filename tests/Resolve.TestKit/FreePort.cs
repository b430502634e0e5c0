using System.Net;
using System.Net.Sockets;

namespace Resolve.TestKit;

/// <summary>Finds ports for servers that a test starts, and starts again on the same port.</summary>
/// <remarks>
/// They lie below those that systems give to outgoing connections (32,768 and up on Linux, 49,152 and up elsewhere): a port from there may be taken by
/// any connection while its server is down.
/// </remarks>
public static class FreePort
{
    private const int First = 10_000, End = 32_000;

    private static readonly HashSet<int> s_given = [];

    /// <summary>Returns a port of the loopback address on which nobody listens, each once in a process.</summary>
    /// <returns>The port.</returns>
    public static int Next()
    {
        while (true)
        {
            int port = Random.Shared.Next(First, End);
            lock (s_given)
                if (!s_given.Add(port)) continue;
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody listens there.
            }
        }
    }
}
