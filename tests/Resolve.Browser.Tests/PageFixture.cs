using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.Playwright;
using Resolve.TestKit;

namespace Resolve.Browser.Tests;

/// <summary>The real server with the demo and one hostile report, and a real browser in front of it.</summary>
public sealed class PageFixture : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("resolve-page-").FullName;
    private Process? _server;
    private IPlaywright? _playwright;

    public IBrowser Browser { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (BrowserFactAttribute.Executable is not { } executable) return;
        Address = new Uri($"http://127.0.0.1:{FreePort.Next()}/");
        string server = Path.Combine(AppContext.BaseDirectory, "Resolve.Server.dll");
        var start = new ProcessStartInfo("dotnet",
            ["exec", server, "--demo", "--data", Path.Combine(_directory, "data"), "--urls", Address.ToString().TrimEnd('/')])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _server = Process.Start(start)!;
        _server.OutputDataReceived += (_, _) => { };
        _server.ErrorDataReceived += (_, _) => { };
        _server.BeginOutputReadLine();
        _server.BeginErrorReadLine();
        await WaitUntilReadyAsync();
        await SubmitHostileReportsAsync();
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = executable,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null) await Browser.CloseAsync();
        _playwright?.Dispose();
        if (_server is { HasExited: false })
        {
            _server.Kill(entireProcessTree: true);
            await _server.WaitForExitAsync();
        }
        _server?.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>Submits two reports that make a ring.</summary>
    public async Task SubmitRingAsync(string id, int first, string unit = "87/PC02")
    {
        using var client = new HttpClient { BaseAddress = Address };
        for (int i = 1; i <= 2; i++)
        {
            string mentions = string.Join(',', Enumerable.Range(first, 3).Select(n => $$"""{"kind":"phone","role":"suspect","value":"098765{{n:0000}}"}"""));
            string report = $$"""
                {"source":"browser","id":"{{id}}-{{i}}","unit":"{{unit}}","receivedAt":"2026-03-0{{i}}T08:00:00+07:00","mentions":[{{mentions}}]}
                """;
            using var body = new StringContent(report, Encoding.UTF8, "application/json");
            using HttpResponseMessage response = await client.PostAsync(new Uri("v1/reports", UriKind.Relative), body);
            response.EnsureSuccessStatusCode();
        }
    }

    private async Task WaitUntilReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        for (int i = 0; i < 600; i++)
        {
            if (_server!.HasExited) throw new InvalidOperationException($"The server ended with code {_server.ExitCode}.");
            try
            {
                using HttpResponseMessage response = await client.GetAsync(new Uri("readyz", UriKind.Relative));
                if (response.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(200);
        }
        throw new TimeoutException("The server was not ready within two minutes.");
    }

    /// <summary>A ring whose name and province are markup: the page must show them as text.</summary>
    private async Task SubmitHostileReportsAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        for (int i = 0; i < 3; i++)
        {
            string report = $$"""
                {"source":"test/page","id":"XSS-{{i}}","receivedAt":"2026-05-0{{i + 1}}T00:00:00Z","province":"<img src=x onerror=window.pwned=1>",
                "loss":{"amount":99000000000000},
                 "mentions":[{"ref":"s","kind":"person","role":"suspect","name":"<img src=x onerror=window.pwned=1>","documents":[{"type":"cccd",
                 "number":"001190004321"}]},
                             {"ref":"a","kind":"account","role":"suspect","bank":"VCB","value":"007100012345{{i}}"},
                             {"ref":"o","kind":"online","role":"suspect","platform":"telegram","value":"@page_test_ring"}],
                 "links":[{"from":"s","to":"a","kind":"holds"},{"from":"s","to":"o","kind":"holds"}]}
                """;
            using var content = new StringContent(report, Encoding.UTF8, "application/json");
            using HttpResponseMessage response = await client.PostAsync(new Uri("v1/reports", UriKind.Relative), content);
            if (response.StatusCode != HttpStatusCode.Created) throw new InvalidOperationException($"The report was answered with {response.StatusCode}.");
        }
    }
}
