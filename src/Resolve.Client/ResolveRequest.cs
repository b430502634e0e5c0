
namespace Resolve.Client;

/// <summary>What a handler of the HTTP pipeline can know of a request of <see cref="ResolveClient"/>.</summary>
public static class ResolveRequest
{
    /// <summary>Gets the option of a request that says whether a repetition changes nothing more.</summary>
    public static HttpRequestOptionsKey<bool> Repeatable { get; } = new("resolve.repeatable");
}
