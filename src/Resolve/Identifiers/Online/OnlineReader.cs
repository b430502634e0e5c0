using Resolve.Identifiers.Phones;
using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Online;

/// <summary>What a text was read as: one online identity, several possible ones, or none and why.</summary>
/// <param name="Key">The key; default when there is none.</param>
/// <param name="Candidates">The identities it may be, sorted by key.</param>
/// <param name="Reason">Why there is no key, as a stable word; null when there is one.</param>
/// <param name="Platform">The platform that was read; null when none.</param>
/// <param name="Detail">What to know of it, such as a host that mixes alphabets; null when nothing.</param>
public readonly record struct OnlineReading(EntityKey Key, IReadOnlyList<EntityKey> Candidates, string? Reason, string? Platform = null, string? Detail = null)
{
    internal static OnlineReading None(string reason, string? platform = null) => new(default, [], reason, platform);

    internal static OnlineReading Of(string platform, string value, string? detail = null) =>
        EntityKey.TryParse($"online:{platform}:{value}", null, out EntityKey key) ? new(key, [], null, platform, detail) : None("too-long", platform);
}

/// <summary>Reads accounts on platforms, e-mail addresses, domains and links.</summary>
public static class OnlineReader
{
    private const int TextLengthMax = 1_000, FloatLengthMin = 6;

    /// <summary>Reads an online identity.</summary>
    /// <param name="value">The value as written: a handle, an id, a link.</param>
    /// <param name="platform">The platform a field gives; empty when it does not.</param>
    /// <param name="date">The day of the report, for phone numbers; null when unknown.</param>
    /// <returns>The identity, or why there is none.</returns>
    public static OnlineReading Read(string value, string? platform, DateOnly? date)
    {
        ArgumentNullException.ThrowIfNull(value);
        string text = (CanonicalText.Tidy(value) ?? "").Trim('"', '\'', '“', '”', '<', '>', ',', ';', ' ');
        if (text.Length == 0) return OnlineReading.None("empty");
        if (text.Length > TextLengthMax) return OnlineReading.None("too-long");
        // a key
        if (text.StartsWith("online:", StringComparison.Ordinal) && text.IndexOf(':', 7) is var colon and > 7) (platform,
            text) = (text[7..colon], text[(colon + 1)..]);
        if (text.Length == 0) return OnlineReading.None("empty");
        string? known = OnlinePlatforms.Canonical(platform);
        if (known is null && !string.IsNullOrWhiteSpace(platform)) known = OtherPlatform(platform);
        text = TakeLabel(text, ref known);
        if (text.Length == 0) return OnlineReading.None("empty", known);
        if (known is "email") return Email(text);
        if (known is "domain") return Domain(text);
        if (known is "ip") return Address(text);
        bool isLink = text.Contains("://", StringComparison.Ordinal) || text.StartsWith("hxxp", StringComparison.OrdinalIgnoreCase)
            || known is "url" || LooksLikeLink(text);
        if (text.StartsWith("tg://", StringComparison.OrdinalIgnoreCase)) return OnlinePlatforms.TelegramLink(text, date);
        if (known is null && IsEmail(text)) return Email(text);
        if (isLink && WebAddress.TrySplit(text, out string host, out string path, out string query))
        {
            if (OnlinePlatforms.OfHost(host) is { } owner && (known is null or "url" || known == owner)) return OnlinePlatforms.Profile(owner, host, path,
                query, date);
            if (known is null or "url") return path.Length == 0 && query.Length == 0 && known is null && !text.Contains('/', StringComparison.Ordinal)
                ? Domain(text) : Url(host, path, query);
        }
        if (known is "url") return OnlineReading.None("not-a-link", known);
        if (known is null) return text.StartsWith('@') ? OnlinePlatforms.UnknownPlatform(text) : OnlineReading.None("unknown-platform");
        // an id that a program wrote as a floating-point number
        if (Spreadsheet.FractionAt(text, 0, FloatLengthMin, out int point) == text.Length) text = text[..point];
        return known is "email-or-handle" ? Email(text) : OnlinePlatforms.Handle(known, text, date);
    }

    /// <summary>Reads an e-mail address: lower case, punycode, and for Gmail without the dots and tags that it ignores.</summary>
    internal static OnlineReading Email(string text)
    {
        string address = text.Trim();
        int open = address.LastIndexOf('<');
        if (open >= 0) address = address[(open + 1)..].TrimEnd('>', ' ');
        if (address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) address = address[7..].Split('?')[0];
        address = WebAddress.Refang(address).Replace(" at ", "@", StringComparison.OrdinalIgnoreCase).Replace("(at)", "@", StringComparison.OrdinalIgnoreCase)
            .Replace("[at]", "@", StringComparison.OrdinalIgnoreCase)
            .Replace(" dot ", ".", StringComparison.OrdinalIgnoreCase).Replace("(a)", "@", StringComparison.OrdinalIgnoreCase)
                .Replace("%40", "@", StringComparison.Ordinal);
        address = string.Concat(address.Where(c => !char.IsWhiteSpace(c)));
        int at = address.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0 || at != address.LastIndexOf('@') || at > 64) return OnlineReading.None("not-an-email", "email");
        string local = address[..at].ToLowerInvariant();
        if (local.Any(c => !char.IsAsciiLetterOrDigit(c) && !"!#$%&'*+-/=?^_`{|}~.".Contains(c, StringComparison.Ordinal)) || local.StartsWith('.')
            || local.EndsWith('.') || local.Contains("..", StringComparison.Ordinal))
            return OnlineReading.None("not-an-email", "email");
        if (WebAddress.Host(address[(at + 1)..]) is not { } host || WebAddress.IsAddress(host)) return OnlineReading.None("not-an-email", "email");
        if (host is "gmail.com" or "googlemail.com")
        {
            (local, host) = (local.Split('+')[0].Replace(".", "", StringComparison.Ordinal), "gmail.com");
            if (local.Length == 0) return OnlineReading.None("not-an-email", "email");
        }
        if (host is "example.com" or "example.org" or "test.com" or "email.com"
            && local is "test" or "a" or "abc" or "email" or "user") return OnlineReading.None("filler", "email");
        return OnlineReading.Of("email", $"{local}@{host}");
    }

    private static OnlineReading Domain(string text)
    {
        if (!WebAddress.TrySplit(text.Contains('@', StringComparison.Ordinal) ? text[(text.LastIndexOf('@') + 1)..] : text, out string host, out _,
            out _)) return OnlineReading.None("not-a-domain", "domain");
        if (WebAddress.IsAddress(host)) return Address(host);
        return OnlineReading.Of("domain", host.Split(':')[0], Warn(host));
    }

    private static OnlineReading Address(string text)
    {
        if (text.Contains("::", StringComparison.Ordinal) || text.Count(c => c == ':') > 1)
        {
            if (!System.Net.IPAddress.TryParse(text, out System.Net.IPAddress? six)
                || six.AddressFamily != System.Net.Sockets.AddressFamily.InterNetworkV6) return OnlineReading.None("not-an-address", "ip");
            six.ScopeId = 0;
            bool local = System.Net.IPAddress.IsLoopback(six) || six.IsIPv6LinkLocal || six.IsIPv6UniqueLocal || six.IsIPv6SiteLocal || six.IsIPv6Multicast
                || six.Equals(System.Net.IPAddress.IPv6None);
            return local ? OnlineReading.None("private-address", "ip") : OnlineReading.Of("ip", six.ToString());
        }
        if (!WebAddress.TrySplit(text, out string host, out _, out _) || !WebAddress.IsAddress(host)) return OnlineReading.None("not-an-address", "ip");
        host = string.Join('.', host.Split(':')[0].Split('.').Select(octet => octet.TrimStart('0') is { Length: > 0 } digits ? digits : "0"));
        return WebAddress.IsPrivateAddress(host) ? OnlineReading.None("private-address", "ip") : OnlineReading.Of("ip", host);
    }

    private static OnlineReading Url(string host, string path, string query)
    {
        if (WebAddress.IsPrivateAddress(host)) return OnlineReading.None("private-address", "url");
        return OnlineReading.Of("url", WebAddress.Link(host, path, query)!, Warn(host));
    }

    private static string? Warn(string host) => host.Contains("xn--", StringComparison.Ordinal) ? "international name, may imitate another" : null;

    private static bool IsEmail(string text)
    {
        int at = text.IndexOf('@', StringComparison.Ordinal);
        return text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)
            || (at > 0 && at < text.Length - 3 && !text.Contains('/', StringComparison.Ordinal) && text.IndexOf('.', at) > 0);
    }

    private static bool LooksLikeLink(string text)
    {
        if (text.Contains(' ', StringComparison.Ordinal) || text.StartsWith('@') || text.StartsWith('.')) return false;
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string host = slash < 0 ? text : text[..slash];
        return host.Contains('.', StringComparison.Ordinal) && WebAddress.Host(host.Split('?', ':')[0]) is { } canonical
            && (slash > 0 || host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || OnlinePlatforms.IsCommonTop(canonical)
                || WebAddress.IsAddress(canonical));
    }

    /// <summary>Takes a label off the front: "Facebook: …", "fb …", "tele @…".</summary>
    private static string TakeLabel(string text, ref string? known)
    {
        int end = text.AsSpan().IndexOfAny(':', ' ');
        if (end <= 0 || end + 1 >= text.Length || text.AsSpan(end).StartsWith("://")) return text;
        string? label = OnlinePlatforms.Canonical(text[..end]);
        if (label is null || (known is not null && known != label && known is not "url")) return text;
        known = label;
        return text[(end + 1)..].Trim(' ', ':');
    }

    private static string? OtherPlatform(string platform)
    {
        string name = TextFold.FoldTight(platform);
        return name.Length is 0 or > 40 || name.Any(c => !char.IsAsciiLetterOrDigit(c)) ? null : name;
    }
}
