namespace Resolve.Cli.Generate;

/// <summary>An entity that belongs to a planted ring.</summary>
/// <param name="EntityKey">The canonical key, as the engine yields it from the mentions; a person's is that of the earliest mention.</param>
/// <param name="RingId">The planted ring: <c>ring-000123</c>.</param>
/// <param name="Role">The part: <c>leader</c>, <c>mule-account</c>, <c>collector</c>, <c>cash-out</c>, <c>account-seller</c>, <c>caller</c>, <c>sim-farm</c>
/// or <c>recruiter</c>.</param>
public readonly record struct TruthRow(string EntityKey, string RingId, string Role);
