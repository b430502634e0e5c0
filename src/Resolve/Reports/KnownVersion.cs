namespace Resolve.Reports;

/// <summary>A version of a fact that was taken.</summary>
/// <param name="Version">The version, from 1.</param>
/// <param name="Hash">The hash of its canonical JSON.</param>
/// <param name="Position">Its journal position.</param>
/// <param name="Withdrawn">Whether it withdraws the fact.</param>
internal readonly record struct KnownVersion(int Version, UInt128 Hash, long Position, bool Withdrawn);
