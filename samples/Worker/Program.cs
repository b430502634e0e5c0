// A service that feeds the files of a folder: --Resolve:Address=… --Resolve:Outbox=… --Folder=…
using Resolve.Client.Durable;
using Resolve.Client.Extensions;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
builder.Services.AddResolveClient(o =>
{
    o.BaseAddress = new Uri(builder.Configuration["Resolve:Address"]!);
    o.ApiKey = builder.Configuration["Resolve:ApiKey"];
});
builder.Services.AddDurableFeed(o =>
{
    o.Path = builder.Configuration["Resolve:Outbox"] ?? "outbox/resolve.db";
    o.FullMode = OutboxFullMode.Wait;
});
builder.Services.AddHostedService<FolderReader>();
await builder.Build().RunAsync();

/// <summary>Hands each file on and removes it once it is in the outbox; a file that is no report stays under another name.</summary>
internal sealed class FolderReader(IDurableFeedAccessor resolve, IConfiguration configuration) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string folder = configuration["Folder"] ?? "reports";
        Directory.CreateDirectory(folder);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        do
        {
            foreach (string file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)) await FeedAsync(file, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task FeedAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            await resolve.Feed.EnqueueAsync(await File.ReadAllBytesAsync(file, cancellationToken), tag: Path.GetFileName(file), cancellationToken);
            File.Delete(file); // a crash before this line feeds the file again, which the service takes once
        }
        catch (ArgumentException)
        {
            File.Move(file, file + ".bad", overwrite: true);
        }
    }
}
