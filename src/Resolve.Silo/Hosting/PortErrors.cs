using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Resolve.Silo.Hosting;

/// <summary>What errors of listening mean.</summary>
internal static class PortErrors
{
    /// <summary>Determines whether somebody else listens on the port.</summary>
    /// <param name="error">The error of starting, or what it was wrapped in.</param>
    /// <returns>True when the port is taken.</returns>
    public static bool IsInUse(Exception error)
    {
        for (Exception? e = error; e is not null; e = e.InnerException)
        {
            if (e is AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }) return true;
            if (e is AggregateException all) return all.InnerExceptions.Any(IsInUse);
        }
        return false;
    }
}
