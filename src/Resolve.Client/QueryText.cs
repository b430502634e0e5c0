using System.Globalization;
using System.Text;

namespace Resolve.Client;

/// <summary>Writes a relative address with its query, everything percent-encoded.</summary>
internal sealed class QueryText(string path)
{
    private readonly StringBuilder _text = new(path);
    private bool _hasQuery;

    public QueryText Add(string name, string? value)
    {
        if (value is null) return this;
        _text.Append(_hasQuery ? '&' : '?').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        _hasQuery = true;
        return this;
    }

    public QueryText Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public QueryText Add(string name, decimal? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public QueryText Add(string name, bool? value) => Add(name, value is { } given ? (given ? "true" : "false") : null);

    public QueryText Add(string name, DateTimeOffset? value) =>
        Add(name, value?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture));

    public QueryText Add(string name, IReadOnlyList<string>? values) => Add(name, values is { Count: > 0 } ? string.Join(',', values) : null);

    public QueryText AddAtLeast(long atLeast) => atLeast > 0 ? Add("atLeast", (long?)atLeast) : this;

    public Uri ToUri() => new(_text.ToString(), UriKind.Relative);
}
