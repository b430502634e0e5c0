using Resolve.Decisions;

namespace Resolve.Alerts;

/// <summary>A watch that counts, and where the journal has it: reports behind that place are told of.</summary>
/// <param name="Watch">The decision, of the kind <see cref="DecisionKind.Watch"/>.</param>
/// <param name="Position">The journal position of its first version: a later version, with another end say, does not hide what came between.</param>
public sealed record WatchInForce(Decision Watch, long Position);
