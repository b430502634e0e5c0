using Resolve.Reports;

namespace Resolve.Agent.Folders;

/// <summary>A row or line of a source.</summary>
/// <param name="Row">Its number in the source, from 1.</param>
/// <param name="Report">The report; null when there are errors.</param>
/// <param name="Errors">What is wrong with it.</param>
/// <param name="Text">The row as the source has it, for the quarantine.</param>
internal sealed record SourceRow(long Row, Report? Report, IReadOnlyList<FieldError> Errors, string Text);
