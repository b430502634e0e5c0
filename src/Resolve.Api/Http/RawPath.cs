using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Resolve.Api.Http;

/// <summary>Reads keys out of the path as it was sent.</summary>
/// <remarks>
/// The decoded path does not distinguish a slash inside a source or key from one between segments (the server leaves <c>%2F</c> as it is and decodes
/// <c>%252F</c> to it), so the segments are split first and decoded after.
/// </remarks>
internal static class RawPath
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Gets the decoded segments behind a prefix.</summary>
    /// <param name="context">The request.</param>
    /// <param name="prefix">The prefix with a slash at its end, such as <c>/v1/reports/</c>.</param>
    /// <param name="segments">The segments, decoded; at least one.</param>
    /// <returns>False when the path does not begin so as sent, or a segment is empty or not percent-encoded UTF-8.</returns>
    public static bool TryGetSegments(HttpContext context, string prefix, [NotNullWhen(true)] out string[]? segments)
    {
        segments = null;
        string target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        if (target.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(target, UriKind.Absolute, out Uri? absolute))
            target = absolute.GetComponents(UriComponents.PathAndQuery, UriFormat.UriEscaped);
        int end = target.AsSpan().IndexOfAny('?', '#');
        string path = end < 0 ? target : target[..end];
        string whole = context.Request.PathBase.ToUriComponent() + prefix;
        if (!path.StartsWith(whole, StringComparison.OrdinalIgnoreCase)) return false;
        string[] raw = path[whole.Length..].Split('/');
        for (int i = 0; i < raw.Length; i++)
        {
            if (!TryDecode(raw[i], out string? text) || text.Length == 0) return false;
            raw[i] = text;
        }
        segments = raw;
        return true;
    }

    private static bool TryDecode(string segment, [NotNullWhen(true)] out string? text)
    {
        text = segment;
        if (!segment.Contains('%')) return true;
        text = null;
        byte[] bytes = new byte[s_strict.GetMaxByteCount(segment.Length)];
        int count = 0;
        for (int i = 0; i < segment.Length; i++)
        {
            if (segment[i] != '%')
            {
                count += s_strict.GetBytes(segment, i, 1, bytes, count);
                continue;
            }
            if (i + 2 >= segment.Length || !char.IsAsciiHexDigit(segment[i + 1]) || !char.IsAsciiHexDigit(segment[i + 2])) return false;
            bytes[count++] = (byte)((HexOf(segment[i + 1]) << 4) | HexOf(segment[i + 2]));
            i += 2;
        }
        try
        {
            text = s_strict.GetString(bytes, 0, count);
            return !text.Contains('\0');
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static int HexOf(char digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
