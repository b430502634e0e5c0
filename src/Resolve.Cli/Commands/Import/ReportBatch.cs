using Resolve.Reports;

namespace Resolve.Cli.Commands.Import;

/// <summary>A part of a feed: what could be read, and what could not.</summary>
/// <param name="Reports">The reports, in the order of the feed.</param>
/// <param name="Lines">The line that each report began on, from 1.</param>
/// <param name="Bad">The lines that are no report.</param>
internal sealed record ReportBatch(IReadOnlyList<Report> Reports, IReadOnlyList<long> Lines, IReadOnlyList<BadLine> Bad);

/// <summary>A line that was refused.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Errors">Why, field by field.</param>
/// <param name="Text">The line as it came, as far as it was held.</param>
/// <param name="LengthWhole">How long it really is, in bytes.</param>
internal sealed record BadLine(long Line, IReadOnlyList<FieldError> Errors, ReadOnlyMemory<byte> Text, long LengthWhole);
