using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Resolve.Api.Hosting;
using Resolve.Api.Parameters;
using Resolve.Reports;
using Resolve.Runtime.Ports;

namespace Resolve.Api.Intake;

/// <summary>Submits reports in the way that a request asks for.</summary>
internal delegate Task<IReadOnlyList<Receipt>> SubmitReports(IReadOnlyList<Report> reports, CancellationToken cancellationToken);

/// <summary>The parameter by which reports of the past come in without alerts.</summary>
internal static class Quiet
{
    public static BooleanParameter Parameter { get; } = new("quiet", "true: reports of the past; no alert is sent for what they alone bring about.");

    /// <summary>Reads the parameter.</summary>
    /// <exception cref="ServiceStartingException">The host has not replayed the journal yet.</exception>
    /// <exception cref="NotOfferedException">Quiet is requested on a host without alerts.</exception>
    public static (SubmitReports Submit, ProblemHttpResult? Problem) Read(HttpContext context, ResolveServiceSlot slot)
    {
        var query = new QueryReader(context.Request.Query, [Parameter]);
        bool isQuiet = query.Boolean(Parameter) == true;
        return (isQuiet && query.Problem is null ? slot.Alerts.SubmitQuietlyAsync : slot.Service.SubmitAsync, query.Problem);
    }
}
