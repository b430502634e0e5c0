using System.Text;
using Resolve.Decisions;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;
using Resolve.Runtime.Content;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Sequencing;
using Resolve.TestKit.Facts;

namespace Resolve.Runtime.Tests.Sequencing;

/// <summary>Whatever goes into the journal is read back by the reader that replays it; what would not be is refused and changes nothing.</summary>
public class ReadBackTests
{
    private static readonly string[] s_pieces =
        ["a", "Ổn", "\u2028", "\u0085", "\ue000", "\uffff", "😀", "\\u0001", "\\u2029", "\\\"", "\\\\", "\\/", "<", "\u00a0", "\u200b",
            "1e308", "é", "\\ud83d\\ude00"];

    [Fact]
    public void What_the_reader_accepts_it_reads_back_from_the_canonical_form()
    {
        int accepted = 0;
        for (ulong seed = 1; seed <= 4_000; seed++)
        {
            byte[] json = Encoding.UTF8.GetBytes(RandomJson(new SplitMix(seed)));
            if (ReportReader.Read(json).Report is not { } report) continue;
            accepted++;
            Assert.True(report.IsAsRead);
            byte[] canonical = ReportWriter.ToUtf8(report);
            ReportReadResult again = ReportReader.Read(canonical);
            Assert.True(again.Report is not null, $"Seed {seed}: {string.Join(", ", again.Errors.Select(e => e.Path + " " + e.Message))}");
            Assert.Equal(canonical, ReportWriter.ToUtf8(again.Report));
        }
        Assert.True(accepted > 1_000, $"{accepted} were accepted.");
    }

    [Theory]
    [InlineData("😀", 90_000, 4)]
    [InlineData("\u2028", 200_000, 3)]
    [InlineData("\u0085", 180_000, 2)]
    [InlineData("\ue000", 200_000, 3)]
    public void A_report_whose_canonical_form_is_too_large_is_refused_by_the_reader(string piece, int count, int bytes)
    {
        byte[] json = Encoding.UTF8.GetBytes("""{"source":"s","id":"1","narrative":"X","mentions":[{"kind":"phone","value":"0912345678"}]}""".Replace("X",
            string.Concat(Enumerable.Repeat(piece, count)), StringComparison.Ordinal));
        Assert.InRange(json.Length, count * bytes, ReportLimits.SizeBytesMax);
        ReportReadResult read = ReportReader.Read(json);
        if (read.Report is { } report) Assert.NotNull(ReportReader.Read(ReportWriter.ToUtf8(report)).Report);
        else Assert.Equal(FieldErrorCodes.TooLong, Assert.Single(read.Errors).Code);
    }

    [Fact]
    public void A_changed_copy_is_not_as_read()
    {
        Report read = ReportReader.Read("""{"source":"s","id":"1","mentions":[{"kind":"phone","value":"0912345678"}]}"""u8.ToArray()).Report!;
        Assert.False((read with { Version = 2 }).IsAsRead);
        Assert.Equal(read, read with { });
        Assert.Throws<FactRefusedException>(() => FactPayload.Of(read with { Key = new ReportKey("s", "1 ") }));
    }

    [Fact]
    public async Task Packed_content_goes_into_the_journal_beside_its_own_payload_only()
    {
        Offer received = FactPayload.Of(Phone("0912345678")), other = FactPayload.Of(Phone("0987654321") with { Version = 2 });
        byte[] own = ReportContentCodec.Encode(received.Content!, received.Meta.Hash);
        byte[] others = ReportContentCodec.Encode(other.Content!, other.Meta.Hash);
        byte[] damaged = [.. own[..^1], (byte)(own[^1] ^ 1)];
        foreach (byte[] content in (byte[][])[own, others, damaged, []])
        {
            var journal = new InMemoryJournal();
            Offer offer = FactPayload.Of(JournalEntryKind.Report, received.Payload, content);
            Assert.Equal(received.Meta, offer.Meta);
            await new Sequencer(journal, 0, static () => 0).AppendAsync([offer], static (_, _) => default);
            JournalRecord record = (await journal.ReadOneAsync(1, CancellationToken.None))!.Value;
            Assert.Equal(own, record.Content.ToArray());
            Assert.Equal(own, FactPayload.PackedOf(record with { Content = content }).Packed!.Bytes.ToArray());
        }
        Assert.Throws<FactRefusedException>(() => FactPayload.Of(JournalEntryKind.Report, "{}"u8.ToArray(), own));
    }

    public static TheoryData<string, string> BadKeys => new() { { "s", "TB-1 " }, { " s", "1" }, { "s", "1\u0007" }, { "s", "" }, { "s", "\t" } };

    [Theory]
    [MemberData(nameof(BadKeys))]
    public async Task A_withdrawal_of_a_key_that_no_report_can_have_is_refused(string source, string id)
    {
        var journal = new InMemoryJournal();
        await using LocalRuntime runtime = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions(), null, CancellationToken.None);
        FactRefusedException refused = await Assert.ThrowsAsync<FactRefusedException>(() =>
            runtime.WithdrawAsync(new ReportKey(source, id), 2, CancellationToken.None));
        Assert.NotEmpty(refused.Errors);
        Assert.Equal(0, journal.Position);
    }

    [Fact]
    public async Task A_decision_of_the_highest_version_cannot_be_taken_back_and_the_journal_stays_readable()
    {
        var journal = new InMemoryJournal();
        await using LocalRuntime runtime = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions(), null, CancellationToken.None);
        Decision exclude = Exclude() with { Version = int.MaxValue };
        Assert.Equal(SubmissionOutcome.Accepted, (await runtime.DecideAsync(exclude, CancellationToken.None)).Outcome);
        await Assert.ThrowsAsync<NoHigherVersionException>(() => runtime.UndoAsync(exclude.Id, exclude.At, CancellationToken.None));
        await ReopensAsync(journal, 1);
    }

    [Theory]
    [InlineData(1700)]
    [InlineData(2200)]
    public async Task A_decision_taken_back_under_a_wrong_clock_is_refused(int year)
    {
        var journal = new InMemoryJournal();
        await using LocalRuntime runtime = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions(), null, CancellationToken.None);
        await runtime.DecideAsync(Exclude(), CancellationToken.None);
        FactRefusedException refused = await Assert.ThrowsAsync<FactRefusedException>(
            () => runtime.UndoAsync("d", new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero), CancellationToken.None));
        Assert.Equal("at", Assert.Single(refused.Errors).Path);
        await ReopensAsync(journal, 1);
        Assert.NotNull(await runtime.UndoAsync("d", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), CancellationToken.None));
        await ReopensAsync(journal, 2);
    }

    [Fact]
    public async Task A_model_that_no_kind_asks_for_is_not_kept_and_one_too_large_is_refused()
    {
        var journal = new InMemoryJournal();
        await using LocalRuntime runtime = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions(), null, CancellationToken.None);
        string model = $"\"{new string('x', 20 << 20)}\"";
        await Assert.ThrowsAsync<FactRefusedException>(() => runtime.DecideAsync(Exclude() with { Model = model }, CancellationToken.None));
        await Assert.ThrowsAsync<FactRefusedException>(() =>
            runtime.DecideAsync(Exclude() with { Kind = DecisionKind.AdoptModel, Persons = [], Model = model }, CancellationToken.None));
        Decision read = DecisionReader.Read(Encoding.UTF8.GetBytes(
            """{"id":"d","at":"2026-01-01T00:00:00Z","kind":"exclude","persons":["person:0123456789abcdef"],"model":{"name":"x"}}"""), out _)!;
        Assert.Null(read.Model);
        Assert.Equal(SubmissionOutcome.Accepted, (await runtime.DecideAsync(read, CancellationToken.None)).Outcome); // the engine goes on
        await ReopensAsync(journal, 1);
    }

    [Fact]
    public async Task A_version_that_comes_between_the_look_and_the_withdrawal_is_withdrawn_too()
    {
        var journal = new InMemoryJournal();
        await using LocalRuntime runtime = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions(), null, CancellationToken.None);
        Report report = Phone("0912345678");
        await runtime.SubmitAsync(report, CancellationToken.None);
        bool isFirst = true;
        Receipt? receipt = await Retraction.WithdrawAsync(report.Key, null, () =>
            Task.FromResult<KnownVersion?>(new KnownVersion(isFirst ? 1 : 3, 0, 1, false)), async withdrawal =>
        {
            if (isFirst) await runtime.SubmitAsync(report with { Version = 3 }, CancellationToken.None);
            isFirst = false;
            return await runtime.SubmitAsync(withdrawal, CancellationToken.None);
        });
        Assert.Equal((4, SubmissionOutcome.Accepted), (receipt!.Version, receipt.Outcome));
        Assert.Null(await runtime.GetReportAsync(report.Key, CancellationToken.None));
    }

    private static async Task ReopensAsync(InMemoryJournal journal, long position)
    {
        Assert.Equal(position, journal.Position);
        await using LocalRuntime again = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions(), null, CancellationToken.None);
        Assert.Equal(position, again.GetState().GraphPosition);
    }

    private static Decision Exclude() => new()
    {
        Id = "d",
        At = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero),
        Kind = DecisionKind.Exclude,
        Persons = [EntityKey.Parse("person:0123456789abcdef")],
    };

    private static Report Phone(string number) => new()
    {
        Key = new ReportKey("s", "1"),
        Mentions = [new Mention { Ref = "t", Kind = MentionKind.Phone, Role = MentionRole.Suspect, Value = number }],
    };

    /// <summary>A report with odd texts, unknown fields, numbers in several spellings and members in any order; many are invalid.</summary>
    private static string RandomJson(SplitMix random)
    {
        string Text() => string.Concat(Enumerable.Range(0, random.Below(6)).Select(_ => random.Pick(s_pieces)));
        string Number() => random.Pick((string[])["0", "1", "1.50", "1e3", "-1", "250000000", "1E+2", "0.1", "123456789012345678"]);
        string Unknown() => random.Below(5) switch { 0 => $"\"{Text()}\"", 1 => Number(), 2 => $"[{Number()},null,{{\"z\":1,\"a\":\"{Text()}\"}}]",
            3 => "true", _ => "null" };
        var mentions = Enumerable.Range(0, 1 + random.Below(3)).Select(i => random.Below(3) switch
        {
            0 => $"{{\"kind\":\"phone\",\"role\":\"suspect\",\"value\":\"0912{random.Below(1_000_000):000000}{Text()}\"}}",
            1 => $"{{\"value\":\"00710001{random.Below(99_999)}\",\"bank\":\"{Text()}\",\"kind\":\"account\",\"ref\":\"m{i + random.Below(2)}\",\"odd\":"
                + $"{Unknown()}}}",
            _ => $"{{\"kind\":\"person\",\"name\":\"{Text()}\",\"aliases\":[\"{Text()}\"],\"dob\":\"{random.Pick((string[])["1961-04-03", "", "1990"])}\","
                + $"\"documents\":[{{\"type\":\"cccd\",\"number\":\"087161001234\",\"x\":{Unknown()}}}]}}",
        });
        List<string> members =
        [
            "\"source\":\"s\"", $"\"id\":\"{random.Pick((string[])["1", "TB 1", "Ổn", "a\\u002fb"])}\"", $"\"mentions\":[{string.Join(',', mentions)}]",
            $"\"narrative\":\"{Text()}\"", $"\"loss\":{{\"amount\":{Number()}}}", $"\"{random.Pick((string[])["zz", "Ổ", "a b"])}\":{Unknown()}",
            $"\"receivedAt\":\"{random.Pick((string[])["2026-03-02T08:15:00+07:00", "2026-03-02T08:15:00.1234567Z", "2026-03-02T24:00:00Z"])}\"",
        ];
        return "{" + string.Join(',', random.Shuffle(members).Take(3 + random.Below(5))) + "}";
    }
}
