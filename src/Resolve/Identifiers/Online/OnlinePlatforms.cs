using System.Web;
using Resolve.Identifiers.Phones;
using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Online;

/// <summary>The platforms whose accounts Resolve reads, by host and by handle.</summary>
internal static class OnlinePlatforms
{
    /// <summary>Returns the canonical word of a platform as people name it; null when it is none.</summary>
    public static string? Canonical(string? platform) =>
        string.IsNullOrWhiteSpace(platform) || platform.Length > 40 ? null : TextFold.FoldTight(platform) switch
    {
        "facebook" or "fb" or "face" or "messenger" or "mess" or "nickfacebook" or "nickfb" or "facebookcom" => "facebook",
        "zalo" or "zalooa" or "nickzalo" => "zalo",
        "telegram" or "tele" or "tg" or "tlg" or "telegam" => "telegram",
        "tiktok" or "tik" or "tt" => "tiktok",
        "instagram" or "insta" or "ig" => "instagram",
        "youtube" or "yt" => "youtube",
        "twitter" or "x" or "xtwitter" => "x",
        "whatsapp" or "wa" => "whatsapp",
        "viber" => "viber",
        "wechat" or "weixin" => "wechat",
        "line" => "line",
        "skype" => "skype",
        "discord" => "discord",
        "threads" => "threads",
        "linkedin" => "linkedin",
        "signal" => "signal",
        "email" or "mail" or "thudientu" or "gmail" or "mailto" or "diachiemail" => "email",
        "domain" or "tenmien" or "host" => "domain",
        "ip" or "ipaddress" or "ipv4" or "ipv6" or "diachiip" => "ip",
        "url" or "link" or "website" or "web" or "trangweb" or "duongdan" or "dduonglink" => "url",
        _ => null,
    };

    /// <summary>Returns the platform that a host belongs to, or null.</summary>
    public static string? OfHost(string host)
    {
        ReadOnlySpan<(string Suffix, string Platform)> hosts =
        [
            ("facebook.com", "facebook"), ("fb.com", "facebook"), ("fb.me", "facebook"), ("m.me", "facebook"),
                ("messenger.com", "facebook"), ("fb.watch", "facebook"),
            ("zalo.me", "zalo"), ("t.me", "telegram"), ("telegram.me", "telegram"), ("telegram.dog", "telegram"), ("web.telegram.org", "telegram"),
            ("tiktok.com", "tiktok"), ("instagram.com", "instagram"), ("youtube.com", "youtube"), ("youtu.be", "youtube"), ("twitter.com", "x"), ("x.com", "x"),
            ("wa.me", "whatsapp"), ("whatsapp.com", "whatsapp"), ("threads.net", "threads"), ("threads.com", "threads"), ("linkedin.com", "linkedin"),
        ];
        foreach ((string suffix, string platform) in hosts)
            if (host == suffix || (host.Length > suffix.Length && host[^(suffix.Length + 1)] == '.'
                && host.EndsWith(suffix, StringComparison.Ordinal))) return platform;
        return null;
    }

    /// <summary>Returns whether a bare host ends as links do, so that it is no handle with a dot in it.</summary>
    public static bool IsCommonTop(string host) => host[(host.LastIndexOf('.') + 1)..] is
        "vn" or "com" or "net" or "org" or "info" or "biz" or "me" or "io" or "co" or "cc" or "xyz" or "top" or "club" or "vip" or "online" or "site" or "shop"
            or "store" or "live" or "app" or "dev"
        or "win" or "bet" or "icu" or "pro" or "asia" or "link" or "life" or "fun" or "tv" or "us" or "uk" or "cn" or "hk" or "sg" or "th" or "kh" or "la"
            or "mm" or "ph" or "my" or "tw" or "ru" or "edu" or "gov" or "work" or "tech" or "space" or "website" or "cfd" or "sbs" or "bond" or "cyou"
            or "buzz" or "world" or "today" or "finance" or "trade" or "loan" or "money" or "bank";

    /// <summary>Reads the account that a link on a platform names.</summary>
    public static OnlineReading Profile(string platform, string host, string path, string query, DateOnly? date)
    {
        string[] part = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(p => Uri.UnescapeDataString(p)).ToArray();
        return platform switch
        {
            "facebook" => Facebook(host, part, HttpUtility.ParseQueryString(query)),
            "zalo" => Zalo(part, date),
            "telegram" => Telegram(part, date),
            "tiktok" => part.Length > 0 && part[0].StartsWith('@') ? Handle("tiktok", part[0], date)
                : OnlineReading.None(part.Length > 0 ? "short-link" : "no-account", "tiktok"),
            "instagram" => Plain("instagram", part, ["p", "reel", "reels", "explore", "stories", "tv"], date),
            "youtube" => YouTube(host, part),
            "x" => Plain("x", part, ["i", "home", "search", "hashtag", "intent"], date),
            "whatsapp" => WhatsApp(host, part, query, date),
            "threads" => Plain("threads", part, [], date),
            "linkedin" => part.Length > 1 && part[0] is "in" or "company" ? Handle("linkedin", part[1], date) : OnlineReading.None("no-account", "linkedin"),
            _ => OnlineReading.None("no-account", platform),
        };
    }

    /// <summary>Reads a handle, id or phone number on a platform.</summary>
    public static OnlineReading Handle(string platform, string text, DateOnly? date)
    {
        string handle = text.Trim().TrimEnd('/');
        if (handle.Length == 0) return OnlineReading.None("empty", platform);
        if (GroupOf(platform, handle) is { } group) return OnlineReading.Of(platform, group, "group or page");
        switch (platform)
        {
            case "zalo" or "whatsapp" or "viber" or "signal":
                if (platform == "zalo" && handle.All(char.IsAsciiDigit) && handle.Length > 13) return OnlineReading.Of(platform, handle, "page");
                return PhoneHandle(platform, handle, date);
            case "telegram":
                return Telegram([handle.TrimStart('@')], date);
            case "facebook":
                return FacebookName(handle.TrimStart('@'));
        }
        handle = handle.TrimStart('@');
        bool keepsCase = platform is "youtube" && handle.StartsWith("UC", StringComparison.Ordinal) && handle.Length == 24; // a channel id
        if (!keepsCase) handle = handle.ToLowerInvariant();
        if (handle.Length == 0 || handle.Length > 100) return OnlineReading.None(handle.Length == 0 ? "empty" : "too-long", platform);
        if (handle.Contains(' ', StringComparison.Ordinal)) return OnlineReading.None("display-name", platform);
        if (platform is "tiktok" or "instagram" or "threads" or "x"
            && handle.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('_' or '.'))) return OnlineReading.None("bad-handle", platform);
        foreach (char c in handle)
            if (!char.IsLetterOrDigit(c) && c is not ('_' or '.' or '-' or '@' or '+' or ':' or '#' or '/')) return OnlineReading.None("bad-handle", platform);
        if (IsFillerHandle(handle)) return OnlineReading.None("filler", platform);
        return OnlineReading.Of(platform, handle);
    }

    /// <summary>Returns the canonical form of a group or page as keys write it (<c>groups/…</c>, <c>g/…</c>, <c>p/…</c>, <c>chat/…</c>); null for anything
    /// else.</summary>
    private static string? GroupOf(string platform, string handle)
    {
        int slash = handle.IndexOf('/', StringComparison.Ordinal);
        bool known = slash > 0 && (platform, handle[..slash]) is ("facebook", "groups") or ("zalo", "g") or ("zalo", "p") or ("whatsapp", "chat");
        if (!known || handle.Length - slash is < 3 or > 80) return null;
        foreach (char c in handle.AsSpan(slash + 1))
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '.' or '-')) return null;
        return platform == "whatsapp" ? handle : handle.ToLowerInvariant();
    }

    /// <summary>Returns the reading of a bare @handle, which any platform may have.</summary>
    public static OnlineReading UnknownPlatform(string text)
    {
        var candidates = new SortedSet<EntityKey>();
        foreach (string platform in (ReadOnlySpan<string>)["telegram", "tiktok", "facebook", "instagram"])
            if (Handle(platform, text, null) is { Reason: null } reading) candidates.Add(reading.Key);
        return new OnlineReading(default, [.. candidates], "unknown-platform");
    }

    /// <summary>Reads a tg:// link.</summary>
    public static OnlineReading TelegramLink(string text, DateOnly? date)
    {
        System.Collections.Specialized.NameValueCollection query = HttpUtility.ParseQueryString(text.Contains('?', StringComparison.Ordinal)
            ? text[(text.IndexOf('?', StringComparison.Ordinal) + 1)..] : "");
        if (query["domain"] is { Length: > 0 } domain) return Telegram([domain], date);
        if (query["invite"] is { Length: > 0 } invite) return Telegram(["joinchat", invite], date);
        if (query["phone"] is { Length: > 0 } phone) return PhoneHandle("telegram", "+" + phone.TrimStart('+'), date);
        return query["id"] is { Length: > 0 } id ? Telegram([id], date) : OnlineReading.None("no-account", "telegram");
    }

    private static OnlineReading Facebook(string host, string[] part, System.Collections.Specialized.NameValueCollection query)
    {
        if (host is "fb.watch") return OnlineReading.None("short-link", "facebook");
        if (query["id"] is { Length: > 4 } id && id.All(char.IsAsciiDigit)
            && (part.Length == 0 || part[0] is "profile.php" or "story.php" or "permalink.php" or "photo.php")) return OnlineReading.Of("facebook",
            id.TrimStart('0'));
        if (part.Length == 0) return OnlineReading.None("no-account", "facebook");
        switch (part[0].ToLowerInvariant())
        {
            case "groups" when part.Length > 1:
                return Handle("facebook", $"groups/{part[1]}", null);
            case "people" or "pages" or "p" when part.Length > 1:
                string last = part[Math.Min(part.Length - 1, 2)];
                string number = last[(last.LastIndexOf('-') + 1)..];
                return number.Length > 4 && number.All(char.IsAsciiDigit) ? OnlineReading.Of("facebook", number) : FacebookName(last);
            case "t" or "messages" when part.Length > 1:
                return FacebookName(part[^1]);
            case "share" or "sharer" or "sharer.php" or "l.php" or "watch" or "reel" or "video" or "videos" or "photo" or "photo.php" or "events"
                or "marketplace" or "hashtag" or "login" or "dialog" or "ads" or "help" or "stories" or "story.php" or "permalink.php" or "profile.php"
                or "gaming" or "s":
                return OnlineReading.None("share-link", "facebook");
        }
        return FacebookName(part[0]);
    }

    /// <summary>Reads a Facebook user name; Facebook itself ignores its case and dots.</summary>
    private static OnlineReading FacebookName(string name)
    {
        if (name.Contains(' ', StringComparison.Ordinal) || TextHasAccents(name)) return OnlineReading.None("display-name", "facebook");
        string compact = name.Replace(".", "", StringComparison.Ordinal).ToLowerInvariant();
        if (compact.Length is < 4 or > 60 || compact.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))) return OnlineReading.None("bad-handle",
            "facebook");
        return IsFillerHandle(compact) ? OnlineReading.None("filler", "facebook") : OnlineReading.Of("facebook", compact);
    }

    private static bool TextHasAccents(string name) => name.Any(c => c > 0x7F);

    private static OnlineReading Zalo(string[] part, DateOnly? date)
    {
        if (part.Length == 0) return OnlineReading.None("no-account", "zalo");
        if (part[0] == "g" && part.Length > 1) return Handle("zalo", $"g/{part[1]}", date);
        if (part[0] is "pc" or "app" or "s" or "pay" or "qr") return OnlineReading.None("no-account", "zalo");
        return Handle("zalo", part[0], date) is { Reason: null } reading ? reading
            : part[0].Length is >= 4 and <= 60 && part[0].All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.') && part[0].Any(char.IsAsciiLetter)
                ? Handle("zalo", $"p/{part[0]}", date)
            : OnlineReading.None("bad-handle", "zalo");
    }

    private static OnlineReading Telegram(string[] part, DateOnly? date)
    {
        if (part.Length == 0) return OnlineReading.None("no-account", "telegram");
        string name = part[0];
        if (name is "s" or "c" or "k" or "a" or "z" && part.Length > 1) name = part[1].TrimStart('@', '#');
        if (name is "joinchat" && part.Length > 1) return Invite(part[1]);
        if (name is "addstickers" or "share" or "proxy" or "socks" or "iv" or "contact") return OnlineReading.None("no-account", "telegram");
        if (name.StartsWith('+'))
        {
            string invite = name[1..];
            return invite.All(c => char.IsAsciiDigit(c) || c is ' ' or '-' or '.' or '(' or ')') ? PhoneHandle("telegram", name, date) : Invite(invite);
        }
        string handle = name.ToLowerInvariant();
        if (handle.Length >= 5 && handle.All(char.IsAsciiDigit))
            return PhonePlan.Read(handle, false, date) is { Number.IsDefault: false } && handle[0] == '0' ? PhoneHandle("telegram", handle, date)
                : handle[0] == '0' ? OnlineReading.None("bad-handle", "telegram") : OnlineReading.Of("telegram", handle, "numeric id");
        if (handle.Contains(' ', StringComparison.Ordinal)) return PhoneHandle("telegram", name, date) is { Reason: null } phone ? phone
            : OnlineReading.None("display-name", "telegram");
        if (handle.Length is < 4 or > 32 || !char.IsAsciiLetterLower(handle[0]) || handle.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '_')
            || handle.EndsWith('_')) return OnlineReading.None("bad-handle", "telegram");
        return IsFillerHandle(handle) ? OnlineReading.None("filler", "telegram") : OnlineReading.Of("telegram", handle);
    }

    private static OnlineReading Invite(string hash) =>
        hash.Length is >= 8 and <= 60 && hash.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? OnlineReading.Of("telegram", "+" + hash, "invitation")
            : OnlineReading.None("bad-handle", "telegram");

    private static OnlineReading YouTube(string host, string[] part)
    {
        if (host.EndsWith("youtu.be", StringComparison.Ordinal) || part.Length == 0) return OnlineReading.None("no-account", "youtube");
        if (part[0].StartsWith('@')) return Handle("youtube", part[0], null);
        return part[0] is "channel" or "c" or "user" && part.Length > 1 ? Handle("youtube", part[1], null) : OnlineReading.None("no-account", "youtube");
    }

    private static OnlineReading WhatsApp(string host, string[] part, string query, DateOnly? date)
    {
        if (host.StartsWith("chat.", StringComparison.Ordinal) && part.Length > 0) return Handle("whatsapp", "chat/" + part[^1], date);
        string? number = HttpUtility.ParseQueryString(query)["phone"] ?? (part.Length > 0 ? part[0] : null);
        return number is null ? OnlineReading.None("no-account", "whatsapp")
            : PhoneHandle("whatsapp", number.StartsWith('0') ? number : "+" + number.TrimStart('+', ' '), date);
    }

    private static OnlineReading Plain(string platform, string[] part, string[] notAccounts, DateOnly? date) =>
        part.Length == 0 || notAccounts.Contains(part[0].ToLowerInvariant()) ? OnlineReading.None("no-account", platform) : Handle(platform, part[0], date);

    private static OnlineReading PhoneHandle(string platform, string text, DateOnly? date)
    {
        PhoneReading phone = PhoneReader.Read(text, date);
        if (!phone.Number.IsDefault) return OnlineReading.Of(platform, phone.Number.ToString());
        if (platform == "viber" || phone.Reason is not "no-digits") return new OnlineReading(default,
            [.. phone.Candidates.Select(p => EntityKey.Create(EntityKind.Online, $"{platform}:{p}")).Order()], phone.Reason, platform);
        return OnlineReading.None("display-name", platform);
    }

    private static bool IsFillerHandle(string handle) =>
        handle is "unknown" or "none" or "null" or "khongro" or "chuaro" or "test" or "username" or "khongco" or "profile.php" or "anonymous";
}
