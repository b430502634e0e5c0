using Resolve.Reports;

namespace Resolve.Runtime.Content;

/// <summary>What decides about a version of a report before its content is read: what the sequencer judges by, and who must have it.</summary>
/// <param name="Key">The report.</param>
/// <param name="Version">The version, from 1.</param>
/// <param name="Withdrawn">Whether it withdraws the report.</param>
/// <param name="Hash">The hash of its canonical JSON.</param>
/// <param name="OwnTime">The report's own time (<see cref="Report.OwnTime"/>).</param>
/// <param name="Partitions">The partitions of the identifiers it names, a bit a partition; those of its records follow from their fingerprints.</param>
public readonly record struct ReportMeta(ReportKey Key, int Version, bool Withdrawn, UInt128 Hash, DateTimeOffset OwnTime, ulong Partitions);

/// <summary>A mention of a person, as the leader needs it.</summary>
/// <param name="Fingerprint">The fingerprint of its record.</param>
/// <param name="MentionHash">The hash of the mention, by which decisions name it and persons have their keys.</param>
/// <param name="Record">The place of its record among those of the report.</param>
/// <param name="Ref">The mention's ref in the report, which decides between mentions of one report.</param>
public readonly record struct PersonMention(UInt128 Fingerprint, ulong MentionHash, int Record, string Ref);
