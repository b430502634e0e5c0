using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Resolve.Api.Hosting;

/// <summary>The limits of the HTTP interface. Bound to the section <c>Resolve:Api</c>; a value out of range stops the start.</summary>
public sealed class ResolveApiOptions
{
    /// <summary>Gets or sets how long a question may take, waiting for its <c>atLeast</c> included.</summary>
    /// <value>Default 10 seconds, from 0.1 to 300. Every waiting question holds a connection.</value>
    [Range(0.1, 300)]
    public double QuestionSecondsMax { get; set; } = 10;

    /// <summary>Gets or sets how many questions that may walk far (expand, paths, common neighbours, money, history) run at once.</summary>
    /// <value>Default 0: one fewer than there are processors, at least one. Up to 1,000.</value>
    [Range(0, 1_000)]
    public int WalksAtOnceMax { get; set; }

    /// <summary>Gets or sets how many such questions may wait for their turn; more is answered 429.</summary>
    /// <value>Default 100, from 0 to 10,000. One that waits longer than <see cref="QuestionSecondsMax"/> is answered 429 as well.</value>
    [Range(0, 10_000)]
    public int WalksWaitingMax { get; set; } = 100;

    /// <summary>Gets or sets how many lines of a batch are made durable together.</summary>
    /// <value>Default 500 lines, 1 to 10,000. More is faster and answers later.</value>
    [Range(1, 10_000)]
    public int BatchLinesMax { get; set; } = 500;

    /// <summary>Gets or sets how long the lines of a batch wait for more before they are made durable.</summary>
    /// <value>Default 50 milliseconds, 1 to 10,000.</value>
    [Range(1, 10_000)]
    public int BatchWaitMilliseconds { get; set; } = 50;

    /// <summary>Gets or sets how long a batch may stay open without a byte from its sender.</summary>
    /// <value>Default 300 seconds, from 1 to 86,400.</value>
    [Range(1, 86_400)]
    public int BatchIdleSecondsMax { get; set; } = 300;

    /// <summary>Gets or sets the most bytes of reports and decisions that are in flight at once; more is answered 429, streams wait.</summary>
    /// <value>Default 64 MiB, from 1 MiB to 4 GiB. What is in flight takes some ten times as much memory while it is read.</value>
    [Range(1L << 20, 4L << 30)]
    public long IntakeBytesMax { get; set; } = 64L << 20;

    /// <summary>Gets or sets how many submissions may wait for the journal; more is answered 429, streams wait.</summary>
    /// <value>Default 4,000, from 1 to 1,000,000. A submission waits behind all before it, so this bounds how late an acknowledgement comes.</value>
    [Range(1, 1_000_000)]
    public int IntakeQueueLengthMax { get; set; } = 4_000;

    /// <summary>Gets or sets how often a stream sends a keep-alive comment while there are no alerts.</summary>
    /// <value>Default 15 seconds, from 0.1 to 300. Proxies close what is silent for long, a minute as a rule.</value>
    [Range(0.1, 300)]
    public double HeartbeatSeconds { get; set; } = 15;
}

/// <summary>Checks the options when the host starts.</summary>
[OptionsValidator]
internal sealed partial class ResolveApiOptionsValidator : IValidateOptions<ResolveApiOptions>;
