namespace Resolve.Cli.Output;

/// <summary>Reports progress synchronously, in order, on the caller's thread; <see cref="Progress{T}"/> would post it elsewhere.</summary>
/// <param name="report">Receives each value.</param>
internal sealed class DirectProgress<T>(Action<T> report) : IProgress<T>
{
    /// <inheritdoc/>
    public void Report(T value) => report(value);
}
