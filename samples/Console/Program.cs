// Sends one report so that it survives a bad line: Console ADDRESS OUTBOX
using Resolve.Client;
using Resolve.Client.Building;
using Resolve.Client.Durable;

string? key = Environment.GetEnvironmentVariable("RESOLVE_API_KEY");
using var client = new ResolveClient(new ResolveClientOptions { BaseAddress = new Uri(args[0]), ApiKey = key });
await using DurableFeed feed = await DurableFeed.OpenAsync(client, new DurableFeedOptions { Path = args[1] });

var report = new ReportBuilder("dongthap/pc02", "TB-2026-000123")
{
    Unit = "87/PC02",
    ReceivedAt = new DateTimeOffset(2026, 3, 2, 8, 15, 0, TimeSpan.FromHours(7)),
    Loss = 250_000_000m,
};
PersonMention victim = report.AddPerson(ReportRole.Victim, new PersonDescription { Name = "Nguyễn Thị Hoà", BornOn = new DateOnly(1961, 4, 3) });
PhoneMention phone = report.AddPhone("0169.123.4567", ReportRole.Suspect, channel: "zalo");
AccountMention account = report.AddAccount("VCB", "0071000123456", ReportRole.Suspect, holder: "TRAN VAN B");
report.Contacted(phone, victim);
report.Transferred(victim, account, 250_000_000m);

long number = await feed.EnqueueAsync(report.Build()); // on this machine's disk
Console.WriteLine($"accepted {number}");
FeedStatus status = await feed.WaitAsync(number); // on the service's disk, or parked with the reason
Console.WriteLine(status.State);

if (status.State == FeedReportState.Parked)
{
    await foreach (ParkedReport parked in feed.ListParkedAsync())
        Console.WriteLine($"{parked.Id}: {parked.Reason} {string.Join(", ", parked.Errors.Select(e => $"{e.Path} {e.Code}"))}");
    return 1;
}
return 0;
