using Resolve.TestKit.Contracts;
using Xunit;

namespace Resolve.TestKit.Postgres;

/// <summary>On a class of contract tests: they need a <see cref="PostgresServer"/>, and are skipped with the reason where none can be started.</summary>
public sealed class RequiresPostgresAttribute : RequiresAttribute
{
    /// <inheritdoc/>
    public override string? Unmet => PostgresServer.Missing;
}

/// <summary>A fact that needs a <see cref="PostgresServer"/>; skipped with the reason where none can be started.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    /// <summary>Makes the attribute.</summary>
    public PostgresFactAttribute() => Skip = PostgresServer.Missing;
}
