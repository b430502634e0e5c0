using System.Globalization;
using System.Text;
using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Online;

/// <summary>Brings hosts and links into one spelling.</summary>
internal static class WebAddress
{
    // Parameters that say how a reader came, not what the link names.
    private static readonly HashSet<string> Tracking = new(StringComparer.OrdinalIgnoreCase)
    {
        "fbclid", "gclid", "gclsrc", "dclid", "wbraid", "gbraid", "msclkid", "ttclid", "twclid", "yclid", "igshid", "igsh", "mibextid", "zarsrc", "zanpid",
            "mc_cid", "mc_eid", "_ga", "_gl", "_ke",
        "ref_src", "ref_url", "refsrc", "refid", "fref", "hc_ref", "__tn__", "__xts__", "paipv", "sfnsn", "rdid", "share_url", "extid",
            "_rdr", "_rdc", "wtsid", "si",
        "spm", "scm", "share_app_id", "share_link_id", "sender_device", "sender_web_id", "is_from_webapp", "is_copy_url", "_r", "_t", "_d", "web_id",
            "tt_from", "share_item_id",
        "u_code", "social_share_type", "vero_id", "oly_enc_id", "wickedid", "cmpid", "at_medium", "at_campaign",
    };

    /// <summary>Returns the host and the rest of a link, defanged spellings (hxxp, [.]) included; false when it is none.</summary>
    public static bool TrySplit(string text, out string host, out string path, out string query)
    {
        host = path = query = "";
        text = Refang(text);
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme is > 0 and <= 8) text = text[(scheme + 3)..];
        else if (text.StartsWith("//", StringComparison.Ordinal)) text = text[2..];
        int end = text.AsSpan().IndexOfAny('/', '?', '#');
        string authority = end < 0 ? text : text[..end];
        string rest = end < 0 ? "" : text[end..];
        int at = authority.LastIndexOf('@');
        if (at >= 0) authority = authority[(at + 1)..];
        int port = authority.LastIndexOf(':');
        string portText = "";
        if (port >= 0)
        {
            if (authority.AsSpan(port + 1).ContainsAnyExceptInRange('0', '9')) return false;
            portText = authority[(port + 1)..] is "" or "80" or "443" ? "" : authority[port..];
            authority = authority[..port];
        }
        if (Host(authority) is not { } canonical) return false;
        host = canonical + portText;
        int fragment = rest.IndexOf('#', StringComparison.Ordinal);
        if (fragment >= 0) rest = rest[..fragment];
        int mark = rest.IndexOf('?', StringComparison.Ordinal);
        path = (mark < 0 ? rest : rest[..mark]).TrimEnd('/');
        query = mark < 0 ? "" : rest[(mark + 1)..];
        return true;
    }

    /// <summary>Returns the canonical host: lower case, punycode, without <c>www.</c>; null when the text is none.</summary>
    public static string? Host(string text)
    {
        string host = CanonicalText.ComposePlain(Refang(text)).Replace('。', '.').Trim().TrimEnd('.').ToLowerInvariant();
        if (host.StartsWith("www.", StringComparison.Ordinal) && host.Count(c => c == '.') > 1) host = host[4..];
        if (host.Length is < 4 or > 253) return null;
        string[] labels = host.Split('.');
        if (labels.Length < 2) return null;
        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i].Length is 0 or > 63 || labels[i][0] == '-' || labels[i][^1] == '-') return null;
            foreach (Rune rune in labels[i].EnumerateRunes())
                if (!Rune.IsLetterOrDigit(rune) && rune.Value is not ('-' or '_')
                    && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)) return null;
            if (Punycode.Encode(labels[i]) is not { } ascii) return null;
            labels[i] = ascii;
        }
        string top = labels[^1];
        bool address = labels.Length == 4 && labels.All(IsOctet);
        if (!address && (top.Length < 2 || !char.IsAsciiLetterLower(top[0])
            || (!top.StartsWith("xn--", StringComparison.Ordinal) && top.Any(c => !char.IsAsciiLetterLower(c))))) return null;
        return string.Join('.', labels);
    }

    /// <summary>Returns whether a host is an address of a private or special network (RFC 6890), which names no one outside it.</summary>
    public static bool IsPrivateAddress(string host)
    {
        string[] part = host.Split(':')[0].Split('.');
        if (part.Length != 4 || !part.All(IsOctet)) return false;
        int one = Number(part[0]), two = Number(part[1]);
        return one is 0 or 10 or 127 or >= 224 || (one == 192 && two == 168) || (one == 172 && two is >= 16 and <= 31) || (one == 169 && two == 254)
            || (one == 100 && two is >= 64 and <= 127);
    }

    /// <summary>Returns whether a host is an IPv4 address.</summary>
    public static bool IsAddress(string host) => host.Split(':')[0].Split('.') is { Length: 4 } part && part.All(IsOctet);

    /// <summary>Returns the canonical link without its scheme: tracking parameters gone, the others sorted; null when it is none.</summary>
    public static string? Link(string host, string path, string query)
    {
        var kept = new List<string>();
        foreach (string parameter in query.Split(['&', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            string name = parameter.Split('=')[0];
            if (!Tracking.Contains(name) && !name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase)
                && !name.StartsWith("__cft__", StringComparison.Ordinal)) kept.Add(Percent(parameter));
        }
        kept.Sort(StringComparer.Ordinal);
        return kept.Count == 0 ? host + Percent(path) : $"{host}{Percent(path)}?{string.Join('&', kept)}";
    }

    /// <summary>Returns text in which defanged links are links again.</summary>
    public static string Refang(string text)
    {
        string link = text.Trim().Trim('<', '>', '"', '\'', '“', '”', '(', ')', ',', ';');
        link = link.Replace("[.]", ".", StringComparison.Ordinal).Replace("(.)", ".", StringComparison.Ordinal)
            .Replace("[dot]", ".", StringComparison.OrdinalIgnoreCase)
            .Replace("(dot)", ".", StringComparison.OrdinalIgnoreCase).Replace("[:]", ":", StringComparison.Ordinal)
                .Replace("[://]", "://", StringComparison.Ordinal);
        if (link.StartsWith("hxxp", StringComparison.OrdinalIgnoreCase)) link = string.Concat("http", link.AsSpan(4));
        return link;
    }

    /// <summary>Decodes what needs no encoding and encodes what does, so that a link has one spelling (RFC 3986, section 6.2.2).</summary>
    private static string Percent(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var result = new StringBuilder(bytes.Length);
        for (int i = 0; i < bytes.Length; i++)
        {
            byte value = bytes[i];
            bool escaped = value == '%' && i + 2 < bytes.Length
                && byte.TryParse(bytes.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
            if (escaped) i += 2;
            else value = bytes[i];
            char c = (char)value;
            bool plain = char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~';
            if (plain || (!escaped && "/!$'()*+,;=:@".Contains(c, StringComparison.Ordinal))) result.Append(c);
            else result.Append('%').Append(value.ToString("X2", CultureInfo.InvariantCulture));
        }
        return result.ToString();
    }

    private static bool IsOctet(string text) => text.Length is >= 1 and <= 3 && !text.AsSpan().ContainsAnyExceptInRange('0', '9') && Number(text) <= 255;

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
