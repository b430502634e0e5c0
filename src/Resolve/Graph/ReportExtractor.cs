using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Identifiers.Narratives;
using Resolve.Identifiers.Normalisation;
using Resolve.Identifiers.Text;
using Resolve.Persons.Records;
using Resolve.Reports;

namespace Resolve.Graph;

/// <summary>Reads out of a report what it contributes: entities, records, links. Pure: nothing but the report decides.</summary>
public static class ReportExtractor
{
    /// <summary>The version of what is extracted: content that was extracted under another is extracted anew.</summary>
    /// <remarks>Raise it with every change that lets any report contribute something else. A test that pins what a fixed set of reports contributes fails
    /// until that is done.</remarks>
    public const int Version = 3;

    /// <summary>Up to this many suspect-side mentions that nothing links are joined each with each; beyond, each with the next few.</summary>
    internal const int CliqueSizeMax = 12;

    private const int NextCount = 4;

    /// <summary>Reads a report.</summary>
    /// <param name="report">The report; a withdrawn one contributes nothing.</param>
    /// <returns>Its content.</returns>
    public static ReportContent Extract(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Withdrawn) return new ReportContent(ReportHead.Of(report), [], []);
        DateOnly? date = DateOf(report);
        var drafts = new List<Draft>(report.Mentions.Count);
        var byRef = new Dictionary<string, int>(StringComparer.Ordinal);
        var several = new List<(int First, Mention Mention, NormalisedIdentifier Identifier)>();
        foreach (Mention mention in report.Mentions)
        {
            byRef[mention.Ref] = drafts.Count;
            if (mention.Kind == MentionKind.Person)
            {
                drafts.Add(new Draft(mention, default, Implied: false));
                continue;
            }
            IReadOnlyList<NormalisedIdentifier> readings = MentionNormaliser.NormaliseAll(mention, date);
            drafts.Add(new Draft(mention, readings[0], Implied: false));
            for (int i = 1; i < readings.Count; i++) several.Add((drafts.Count - 1, mention with { Ref = $"{mention.Ref}/{i + 1}" }, readings[i]));
        }
        var links = new List<ContentLink>(report.Links.Count);
        foreach (ReportLink link in report.Links)
            links.Add(new ContentLink(byRef[link.From], byRef[link.To], link.Kind, DetailOf(link)));
        ImplySeveral(several, drafts, links);
        ImplyHolders(drafts, links);
        ImplyNarrative(report, date, drafts);
        ImplyUncertain(drafts);
        ContentMention[] mentions = BuildMentions(report, date, drafts, links);
        links.RemoveAll(link => !mentions[link.From].NamesEntity || !mentions[link.To].NamesEntity || AreOne(mentions[link.From], mentions[link.To]));
        ImplyMentionedWith(mentions, links);
        return new ReportContent(ReportHead.Of(report), mentions, links);
    }

    private static DateOnly? DateOf(Report report) =>
        (report.OccurredAt ?? report.ReceivedAt) is { } time ? DateOnly.FromDateTime(time.DateTime) : null;

    private static LinkDetail? DetailOf(ReportLink link) =>
        link.Amount is null && link.At is null && link.Reference is null ? null : new LinkDetail(link.Amount, link.Currency, link.At, link.Reference);

    /// <summary>Several numbers in one cell are as many mentions, each with the links of the cell.</summary>
    private static void ImplySeveral(List<(int First, Mention Mention, NormalisedIdentifier Identifier)> several, List<Draft> drafts, List<ContentLink> links)
    {
        int stated = links.Count;
        foreach ((int first, Mention mention, NormalisedIdentifier identifier) in several)
        {
            for (int i = 0; i < stated; i++)
            {
                if (links[i].From == first) links.Add(links[i] with { From = drafts.Count });
                else if (links[i].To == first) links.Add(links[i] with { To = drafts.Count });
            }
            drafts.Add(new Draft(mention, identifier, Implied: true));
        }
    }

    /// <summary>An account's holder is a person: the one of that name in the report, else one of his own.</summary>
    private static void ImplyHolders(List<Draft> drafts, List<ContentLink> links)
    {
        int stated = drafts.Count;
        for (int i = 0; i < stated; i++)
        {
            Mention account = drafts[i].Mention;
            if (account.Kind != MentionKind.Account || string.IsNullOrWhiteSpace(account.Holder)) continue;
            string folded = TextFold.Fold(account.Holder);
            int person = drafts.FindIndex(0, stated, d => d.Mention.Kind == MentionKind.Person && d.Mention.Name is { } name && TextFold.Fold(name) == folded);
            if (person < 0) person = FindHolder(drafts, stated, folded);
            if (person < 0)
            {
                person = drafts.Count;
                MentionRole role = RingLinkRule.IsLeaf(account.Role) || account.Role == MentionRole.Mentioned ? account.Role : MentionRole.Holder;
                var holder = new Mention { Ref = account.Ref + "/holder", Kind = MentionKind.Person, Role = role, Name = account.Holder };
                drafts.Add(new Draft(holder, default, Implied: true));
            }
            bool linked = links.Exists(l => l.Kind is LinkKind.Holds or LinkKind.RegisteredTo
                && ((l.From == person && l.To == i) || (l.From == i && l.To == person)));
            if (!linked) links.Add(new ContentLink(person, i, LinkKind.Holds, null));
        }
    }

    /// <summary>Finds the only person of the report whose name, or another name, has the holder's words in any order: banks write Western names either
    /// way.</summary>
    private static int FindHolder(List<Draft> drafts, int count, string folded)
    {
        string words = Sorted(folded);
        if (!words.Contains(' ', StringComparison.Ordinal)) return -1;
        int found = -1;
        for (int i = 0; i < count; i++)
        {
            Mention mention = drafts[i].Mention;
            if (mention.Kind != MentionKind.Person || !mention.Aliases.Append(mention.Name).OfType<string>()
                .Any(n => Sorted(TextFold.Fold(n)) == words)) continue;
            if (found >= 0) return -1;
            found = i;
        }
        return found;

        static string Sorted(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    /// <summary>What the text names and no mention does is mentioned, with its place in the text as ref; it is shown and joins nothing.</summary>
    private static void ImplyNarrative(Report report, DateOnly? date, List<Draft> drafts)
    {
        if (report.Narrative is null) return;
        IReadOnlyList<NarrativeMention> mentions = NarrativeScanner.Find(report.Narrative, date);
        if (mentions.Count == 0) return;
        HashSet<EntityKey> known = [.. drafts.Select(d => d.Identifier.Key)];
        HashSet<EntityKey> possible = [.. drafts.SelectMany(d => d.Identifier.Candidates ?? [])];
        foreach (NarrativeMention found in mentions)
        {
            if (found.Key.IsDefault && (found.Candidates.Count == 0 || !possible.Add(found.Candidates[0]))) continue;
            if (!found.Key.IsDefault && !known.Add(found.Key)) continue;
            string place = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"narrative@{found.Start}+{found.Length}");
            if (found.ToMention(place) is not { } mention) continue;
            NormalisedIdentifier read = found.Key.IsDefault ? new(default, found.Candidates, MentionNormaliser.Normalise(mention, date).Reason ?? "ambiguous")
                : NormalisedIdentifier.Of(found.Key);
            drafts.Add(new Draft(mention, read, Implied: true));
        }
    }

    /// <summary>What names no entity is found by its digits: it is mentioned under a key that says so, which joins nothing.</summary>
    private static void ImplyUncertain(List<Draft> drafts)
    {
        var known = new HashSet<EntityKey>();
        for (int i = 0, stated = drafts.Count; i < stated; i++)
        {
            (Mention mention, NormalisedIdentifier identifier, _) = drafts[i];
            if (UncertainKeys.Of(mention, identifier) is not { } key || !known.Add(key)) continue;
            var digits = new Mention { Ref = mention.Ref + "/digits", Kind = mention.Kind, Value = mention.Value };
            drafts.Add(new Draft(digits, NormalisedIdentifier.Of(key), Implied: true));
        }
    }

    private static ContentMention[] BuildMentions(Report report, DateOnly? date, List<Draft> drafts, List<ContentLink> links)
    {
        var holds = new List<EntityKey>[drafts.Count];
        var contacts = new List<string>[drafts.Count];
        foreach (ContentLink link in links)
        {
            if (link.Kind is not (LinkKind.Holds or LinkKind.RegisteredTo)) continue;
            AddHeld(link.From, link.To);
            AddHeld(link.To, link.From);
        }
        var mentions = new ContentMention[drafts.Count];
        for (int i = 0; i < drafts.Count; i++)
        {
            (Mention mention, NormalisedIdentifier identifier, bool implied) = drafts[i];
            PersonRecord? record = mention.Kind == MentionKind.Person ? PersonRecordBuilder.Build(report.Key, mention, holds[i] ?? [], contacts[i], date)
                : null;
            string? reason = identifier.Reason;
            if (record is not null && PersonRecordBuilder.NamesNobody(record)) (record, reason) = (null, "filler");
            else if (record is not null && PersonRecordBuilder.IsBirthOfNobody(mention, date)) reason = "birth-of-nobody";
            mentions[i] = new ContentMention(mention.Ref, mention.Role, identifier.Key, record, identifier.Candidates ?? [], reason, implied);
        }
        return mentions;

        void AddHeld(int person, int thing)
        {
            if (drafts[person].Mention.Kind != MentionKind.Person) return;
            (Mention mention, NormalisedIdentifier identifier, bool _) = drafts[thing];
            if (!identifier.Key.IsDefault) (holds[person] ??= []).Add(identifier.Key);
            else if (DescriptionReader.IsContact(mention, identifier)) (contacts[person] ??= []).Add(mention.Value!);
        }
    }

    private static bool AreOne(ContentMention a, ContentMention b) =>
        a.Record is not null ? b.Record is not null && a.Record.Fingerprint == b.Record.Fingerprint : a.Key == b.Key && b.Record is null;

    /// <summary>Joins the suspect-side mentions that no chain of explicit links joins, by the weakest kind.</summary>
    private static void ImplyMentionedWith(ContentMention[] mentions, List<ContentLink> links)
    {
        int[] suspects = [.. Enumerable.Range(0, mentions.Length).Where(i => mentions[i].NamesEntity && RingLinkRule.IsSuspectSide(mentions[i].Role))];
        if (suspects.Length < 2) return;
        int[] parent = [.. Enumerable.Range(0, mentions.Length)];
        foreach (ContentLink link in links)
            if (RingLinkRule.CarriesRings(link.Kind, mentions[link.From].Role, mentions[link.To].Role)) parent[Find(link.From)] = Find(link.To);
        bool small = suspects.Length <= CliqueSizeMax;
        for (int i = 0; i < suspects.Length; i++)
        {
            int last = small ? suspects.Length - 1 : Math.Min(i + NextCount, suspects.Length - 1);
            for (int j = i + 1; j <= last; j++)
            {
                int a = suspects[i], b = suspects[j];
                if (Find(a) != Find(b) && !AreOne(mentions[a], mentions[b])) links.Add(new ContentLink(a, b, LinkKind.MentionedWith, null));
            }
        }

        int Find(int x)
        {
            while (parent[x] != x) x = parent[x] = parent[parent[x]];
            return x;
        }
    }

    private readonly record struct Draft(Mention Mention, NormalisedIdentifier Identifier, bool Implied);
}
