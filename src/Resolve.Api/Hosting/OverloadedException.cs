namespace Resolve.Api.Hosting;

/// <summary>Intake has more in hand than it may.</summary>
internal sealed class OverloadedException() : Exception("Intake has more in hand than it may.");
