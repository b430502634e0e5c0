using Polly;

namespace Resolve.Client.Extensions;

/// <summary>Says in the words of HTTP what the resilience pipeline refused, so that callers see one kind of failure.</summary>
internal sealed class RejectionHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ExecutionRejectedException e)
        {
            throw new HttpRequestException("The resilience pipeline did not send the request, or waited too long for its answer.", e);
        }
    }
}
