using System.Globalization;
using System.Text;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Rings;

namespace Resolve.Server.Standalone;

/// <summary>Prints rings for people, in Vietnamese and English.</summary>
internal static class RingTable
{
    private const int LineWidth = 132;

    private static readonly (EntityKind Kind, string Name)[] s_kinds = [.. EntityKinds.All.Select(k => (k.Kind, $"{k.Vietnamese} · {k.EnglishPlural}"))];

    private static readonly (string Role, string Name)[] s_roles =
    [
        ("leader", "Cầm đầu · Leaders"),
        ("recruiter", "Tuyển người · Recruiters"),
        ("caller", "Gọi điện · Callers"),
        ("sim-farm", "Trạm SIM · SIM farms"),
        ("account-seller", "Bán tài khoản · Account sellers"),
        ("mule-account", "Tài khoản trung chuyển · Mule accounts"),
        ("collector", "Tài khoản gom · Collectors"),
        ("cash-out", "Rút, đổi tiền · Cash-out"),
    ];

    /// <summary>Prints a page of rings with their members.</summary>
    /// <param name="rings">The rings.</param>
    /// <param name="output">Where to.</param>
    public static async Task WriteAsync(Page<Ring> rings, TextWriter output)
    {
        await output.WriteLineAsync($"Đường dây tìm thấy · Rings found: {rings.Total}");
        await output.WriteLineAsync();
        await output.WriteLineAsync(Row("", "Đường dây", "Thành viên", "Tin báo", "Bị hại", "Tỉnh 63/34", "Nước ngoài", "Thiệt hại (VND)"));
        await output.WriteLineAsync(Row("", "Ring", "Members", "Reports", "Victims", "Provinces", "Countries", "Loss (VND)"));
        for (int i = 0; i < rings.Items.Count; i++)
        {
            Ring ring = rings.Items[i];
            await output.WriteLineAsync(new string('-', LineWidth));
            await output.WriteLineAsync(Row(
                $"{i + 1}",
                ring.Id,
                $"{ring.Members.Count}",
                $"{ring.Reports.Count}",
                $"{ring.Victims.Count}",
                $"{ring.Provinces63.Count}/{ring.Provinces34.Count}",
                ring.ForeignTies.Count == 0 ? "-" : string.Join(' ', ring.ForeignTies.Select(t => t.Country)),
                ring.LossVnd.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '.')));
            await WriteListAsync(output, "Tỉnh, thành · Provinces", ring.Provinces34.Count, ring.Provinces34);
            await WriteListAsync(output, "Thủ đoạn · Typologies", ring.Typologies.Count, ring.Typologies);
            foreach ((string role, string name) in s_roles)
            {
                string[] players = PlayersOf(ring, role);
                if (role == "leader") players = [.. players.Take(2)]; // those for whom most speaks; the page shows all
                await WriteListAsync(output, name, players.Length, players);
            }
            foreach ((EntityKind kind, string name) in s_kinds)
            {
                RingMember[] members = [.. ring.Members.Where(m => m.Key.Kind == kind)];
                await WriteListAsync(output, name, members.Length, Labels(members));
            }
        }
        if (rings.Total > rings.Items.Count) await output.WriteLineAsync($"... {rings.Total - rings.Items.Count} /v1/rings");
        await output.WriteLineAsync();
    }

    private static string Row(string number, string id, string members, string reports, string victims, string provinces, string countries, string loss) =>
        $"{number,3}  {id,-24}{members,11}{reports,9}{victims,9}{provinces,12}  {countries,-24}{loss,24}".TrimEnd();

    /// <summary>The members that play a part, those for whom most speaks first; but for leaders, only those whose first part it is.</summary>
    private static string[] PlayersOf(Ring ring, string role) =>
        [.. ring.Members.Where(m => role == "leader" ? m.Roles.Any(r => r.Word == role) : m.Roles.Count > 0 && m.Roles[0].Word == role)
            .OrderByDescending(m => m.Roles.First(r => r.Word == role).Score).ThenBy(m => m.Key).Select(m => m.Label)];

    /// <summary>Several members may bear one label: persons of whom too little is known to say that they are one.</summary>
    private static string[] Labels(IEnumerable<RingMember> members) =>
        [.. members.GroupBy(m => m.Label, StringComparer.Ordinal).Select(g => g.Count() == 1 ? g.Key : $"{g.Key} (×{g.Count()})")
            .Order(StringComparer.Ordinal)];

    private static async Task WriteListAsync(TextWriter output, string name, int count, IReadOnlyList<string> items)
    {
        if (items.Count == 0) return;
        var line = new StringBuilder($"     {name} ({count}): ");
        int indent = 9;
        for (int i = 0; i < items.Count; i++)
        {
            string item = Printable(items[i]) + (i + 1 < items.Count ? ", " : "");
            if (line.Length + item.Length > LineWidth && line.Length > indent)
            {
                await output.WriteLineAsync(line.ToString().TrimEnd());
                line.Clear().Append(' ', indent);
            }
            line.Append(item);
        }
        await output.WriteLineAsync(line.ToString());
    }

    /// <summary>Takes out what could steer a terminal: labels come from reports.</summary>
    private static string Printable(string text) => string.Concat(text.EnumerateRunes().Select(r =>
        Rune.GetUnicodeCategory(r) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            ? "\uFFFD"
            : r.ToString()));
}
