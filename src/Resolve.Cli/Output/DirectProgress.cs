namespace Resolve.Cli.Output;

/// <summary>Tells progress in the thread that makes it, in its order; <see cref="Progress{T}"/> would post it elsewhere.</summary>
/// <param name="tell">Is told.</param>
internal sealed class DirectProgress<T>(Action<T> tell) : IProgress<T>
{
    /// <inheritdoc/>
    public void Report(T value) => tell(value);
}
