using System.Diagnostics.CodeAnalysis;
using Resolve.Ports;

namespace Resolve.Api;

/// <summary>Where a host puts its engine once it has replayed the journal; until then questions are answered with "starting".</summary>
/// <remarks>The slot does not own the engine: the host that opened it closes it.</remarks>
public sealed class ResolveServiceSlot
{
    private volatile IResolveService? _service;

    /// <summary>Gets whether the engine is there.</summary>
    [MemberNotNullWhen(true, nameof(ServiceOrNull))]
    public bool IsOpen => _service is not null;

    /// <summary>Gets the engine, or null while the host starts.</summary>
    public IResolveService? ServiceOrNull => _service;

    /// <summary>Gets the engine.</summary>
    /// <exception cref="ServiceStartingException">The host has not replayed the journal yet.</exception>
    public IResolveService Service => _service ?? throw new ServiceStartingException();

    /// <summary>Opens the interface.</summary>
    /// <param name="service">The engine, ready to answer.</param>
    public void Open(IResolveService service)
    {
        ArgumentNullException.ThrowIfNull(service);
        _service = service;
    }

    /// <summary>Closes the interface before the engine is closed: from now on every question is answered with "starting".</summary>
    public void Close() => _service = null;
}

/// <summary>The engine is not there yet, or not any more.</summary>
public sealed class ServiceStartingException : Exception
{
    /// <summary>Makes the exception.</summary>
    public ServiceStartingException()
        : base("The journal is being replayed.")
    {
    }
}
