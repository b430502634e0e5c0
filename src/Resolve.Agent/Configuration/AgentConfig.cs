using System.Text.Json;

namespace Resolve.Agent.Configuration;

/// <summary>The configuration of the agent as its file has it; docs/agent.md describes each member.</summary>
public sealed record AgentConfig
{
    /// <summary>Gets the service's root, such as <c>https://resolve.example.vn/</c>.</summary>
    public required string Server { get; init; }

    /// <summary>Gets the file that holds the key that is sent as <c>Authorization: Bearer</c>; null for none.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Gets the file of the outbox; paths are relative to the configuration's folder.</summary>
    public string Outbox { get; init; } = "resolve-outbox.db";

    /// <summary>Gets how large the outbox may grow, in MiB, from 1.</summary>
    public int OutboxMiBMax { get; init; } = 1_024;

    /// <summary>Gets where the status page is, on a loopback address; null for none.</summary>
    public string? Status { get; init; } = "http://127.0.0.1:5090";

    /// <summary>Gets the pause between two looks at folders, databases and the configuration, in seconds, from 0.1 to 3600.</summary>
    public double EverySeconds { get; init; } = 2;

    /// <summary>Gets whether the reports are of the past, for which nobody gets alerts.</summary>
    public bool Quiet { get; init; }

    /// <summary>Gets the watched folders.</summary>
    public IReadOnlyList<FolderConfig> Folders { get; init; } = [];

    /// <summary>Gets the watched database views.</summary>
    public IReadOnlyList<DatabaseConfig> Databases { get; init; } = [];
}

/// <summary>A watched folder.</summary>
public sealed record FolderConfig
{
    /// <summary>Gets its name in the log, on the status page and in the outbox; unique.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the folder.</summary>
    public required string Path { get; init; }

    /// <summary>Gets which files are read, such as <c>*.csv</c>.</summary>
    public IReadOnlyList<string> Patterns { get; init; } = ["*.csv", "*.tsv", "*.txt", "*.xlsx", "*.xls", "*.ndjson", "*.jsonl"];

    /// <summary>Gets the mapping of tables: an object, or the name of a file that has it; not needed for NDJSON.</summary>
    public JsonElement? Mapping { get; init; }

    /// <summary>Gets the encoding of text files, such as <c>windows-1258</c>; <c>auto</c> finds it out.</summary>
    public string Encoding { get; init; } = "auto";

    /// <summary>Gets the sheet of workbooks; null for the first that has the columns.</summary>
    public string? Sheet { get; init; }

    /// <summary>Gets how long a file must not have changed before it is read, in seconds, from 0 to 3600.</summary>
    public double SettleSeconds { get; init; } = 5;
}

/// <summary>A watched view or table of a database.</summary>
public sealed record DatabaseConfig
{
    /// <summary>Gets its name in the log, on the status page and in the outbox; unique.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the provider: <c>postgresql</c>, <c>sqlite</c>, or the name of a <c>DbProviderFactory</c> type with its assembly.</summary>
    public required string Provider { get; init; }

    /// <summary>Gets the connection string; null when <see cref="ConnectionVariable"/> names where it is.</summary>
    public string? Connection { get; init; }

    /// <summary>Gets the environment variable that holds the connection string.</summary>
    public string? ConnectionVariable { get; init; }

    /// <summary>Gets the view or table: a name, or names with dots between.</summary>
    public required string View { get; init; }

    /// <summary>Gets the column by which rows are read on: it only grows, and rows that were read do not change.</summary>
    public required string Cursor { get; init; }

    /// <summary>Gets the mapping: an object, or the name of a file that has it.</summary>
    public required JsonElement Mapping { get; init; }
}
