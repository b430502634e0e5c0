using System.Diagnostics;
using System.Globalization;
using OpenTelemetry.Trace;

namespace Resolve.ServiceDefaults;

/// <summary>Traces begin with a request of ours; what runs by itself (polls, heartbeats of the cluster) begins none.</summary>
internal sealed class OwnTraces(Sampler share) : Sampler
{
    /// <summary>Makes the sampler: a caller's decision is followed, else a share of the requests is traced.</summary>
    /// <param name="share">The share from 0 to 1 as text; all when it is none.</param>
    public static Sampler Sampler(string? share) => new ParentBasedSampler(new OwnTraces(
        double.TryParse(share, NumberStyles.Float, CultureInfo.InvariantCulture, out double ratio) && ratio is >= 0 and <= 1
            ? new TraceIdRatioBasedSampler(ratio) : new AlwaysOnSampler()));

    /// <inheritdoc/>
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        samplingParameters.Kind == ActivityKind.Server && samplingParameters.Name.Contains(" /", StringComparison.Ordinal)
            ? share.ShouldSample(samplingParameters)
            : new SamplingResult(SamplingDecision.Drop);
}
