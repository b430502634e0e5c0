using System.Collections.Concurrent;

namespace Resolve.Agent.Status;

/// <summary>How far one source is, as the status page shows it.</summary>
/// <param name="Name">The source's name.</param>
/// <param name="Kind"><c>folder</c> or <c>database</c>.</param>
internal sealed record SourceStatus(string Name, string Kind)
{
    /// <summary>Gets the file that is read or was read last; null for a database or before the first.</summary>
    public string? File { get; init; }

    /// <summary>Gets how many files were read to their end since the agent started.</summary>
    public int FilesDone { get; init; }

    /// <summary>Gets how many rows went into the outbox since the agent started.</summary>
    public long Taken { get; init; }

    /// <summary>Gets how many rows went into quarantine since the agent started.</summary>
    public long Bad { get; init; }

    /// <summary>Gets what stops the source now; null when nothing does.</summary>
    public string? Trouble { get; init; }

    /// <summary>Gets when something was read last.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>What the agent is doing: written by the worker, read by the status page.</summary>
internal sealed class AgentStatus(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, SourceStatus> _sources = new(StringComparer.Ordinal);

    /// <summary>Gets the sources by name.</summary>
    public IReadOnlyList<SourceStatus> Sources => [.. _sources.Values.OrderBy(s => s.Name, StringComparer.Ordinal)];

    /// <summary>Gets or sets what is wrong with the changed configuration; null when it is in force.</summary>
    public string? ConfigurationTrouble { get; set; }

    /// <summary>Gets when the agent started.</summary>
    public DateTimeOffset StartedAt { get; } = clock.GetUtcNow();

    /// <summary>Shows a source, and forgets those that the configuration no longer has.</summary>
    public void Keep(IReadOnlyCollection<(string Name, string Kind)> sources)
    {
        foreach ((string name, string kind) in sources) _sources.TryAdd(name, new SourceStatus(name, kind));
        foreach (string name in _sources.Keys)
            if (!sources.Any(s => s.Name == name)) _sources.TryRemove(name, out _);
    }

    /// <summary>Changes what is shown of a source.</summary>
    public void Change(string name, Func<SourceStatus, SourceStatus> change)
    {
        if (_sources.TryGetValue(name, out SourceStatus? status)) _sources[name] = change(status);
    }

    /// <summary>Notes rows that were read.</summary>
    public void Read(string name, long taken, long bad) =>
        Change(name, s => s with { Taken = s.Taken + taken, Bad = s.Bad + bad, At = clock.GetUtcNow(), Trouble = null });
}
