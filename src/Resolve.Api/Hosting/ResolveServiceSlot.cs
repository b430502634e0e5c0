using System.Diagnostics.CodeAnalysis;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Review;

namespace Resolve.Api.Hosting;

/// <summary>Where a host puts its engine once it has replayed the journal; until then questions are answered with "starting".</summary>
/// <remarks>The slot does not own the engine: the host that opened it closes it.</remarks>
public sealed class ResolveServiceSlot
{
    private volatile IResolveService? _service;
    private volatile IPersonReview? _review;
    private volatile IAlertService? _alerts;

    /// <summary>Gets whether the engine is there.</summary>
    [MemberNotNullWhen(true, nameof(ServiceOrNull))]
    public bool IsOpen => _service is not null;

    /// <summary>Gets the engine, or null while the host starts.</summary>
    public IResolveService? ServiceOrNull => _service;

    /// <summary>Gets the engine.</summary>
    /// <exception cref="ServiceStartingException">The host has not replayed the journal yet.</exception>
    public IResolveService Service => _service ?? throw new ServiceStartingException();

    /// <summary>Gets the engine's part for analysts: decisions, explanations, search of persons.</summary>
    /// <exception cref="ServiceStartingException">The host has not replayed the journal yet.</exception>
    /// <exception cref="NotOfferedException">The host has no such part.</exception>
    public IPersonReview Review => _review ?? (_service is null ? throw new ServiceStartingException() : throw new NotOfferedException());

    /// <summary>Gets the engine's alerts.</summary>
    /// <exception cref="ServiceStartingException">The host has not replayed the journal yet.</exception>
    /// <exception cref="NotOfferedException">The host has no alerts.</exception>
    public IAlertService Alerts => _alerts ?? (_service is null ? throw new ServiceStartingException() : throw new NotOfferedException());

    /// <summary>Opens the interface.</summary>
    /// <param name="service">The engine, ready to answer.</param>
    /// <param name="review">Its part for analysts; null takes <paramref name="service"/> itself where it is one.</param>
    /// <param name="alerts">Its alerts; null takes <paramref name="service"/> itself where it delivers alerts.</param>
    public void Open(IResolveService service, IPersonReview? review = null, IAlertService? alerts = null)
    {
        ArgumentNullException.ThrowIfNull(service);
        _alerts = alerts ?? (service is IAlertService { DeliversAlerts: true } own ? own : null);
        _review = review ?? service as IPersonReview;
        _service = service;
    }

    /// <summary>Closes the interface before the engine is closed: from now on every question is answered with "starting".</summary>
    public void Close() => (_service, _review, _alerts) = (null, null, null);
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

/// <summary>The host has no part that could answer this.</summary>
public sealed class NotOfferedException : Exception
{
    /// <summary>Makes the exception.</summary>
    public NotOfferedException()
        : base("This host does not offer this.")
    {
    }
}
