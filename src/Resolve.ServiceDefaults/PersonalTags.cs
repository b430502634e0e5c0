using System.Collections.Frozen;
using System.Diagnostics;
using OpenTelemetry;

namespace Resolve.ServiceDefaults;

/// <summary>Takes out of spans what names persons: grains' keys are phone numbers and accounts, and messages of exceptions may quote them.</summary>
/// <remarks>Of what Orleans says of a grain only its type, its silo and its state's provider and name stay.</remarks>
internal sealed class PersonalTags : BaseProcessor<Activity>
{
    private const string OfOrleans = "orleans.";

    private static readonly FrozenSet<string> s_personal = FrozenSet.Create("exception.message", "exception.stacktrace");

    private static readonly FrozenSet<string> s_harmless = FrozenSet.Create(
        "orleans.rpc.service", "orleans.grain.type", "orleans.silo.id", "orleans.storage.provider", "orleans.storage.state.name", "orleans.storage.state.type");

    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        ArgumentNullException.ThrowIfNull(data);
        List<string>? personal = null;
        foreach (KeyValuePair<string, object?> tag in data.EnumerateTagObjects())
            if (s_personal.Contains(tag.Key) || (tag.Key.StartsWith(OfOrleans, StringComparison.Ordinal) && !s_harmless.Contains(tag.Key))) (personal ??= [])
                .Add(tag.Key);
        if (personal is not null) foreach (string tag in personal) data.SetTag(tag, null);
        if (data.StatusDescription is not null) data.SetStatus(data.Status);
    }
}
