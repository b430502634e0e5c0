using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Resolve.Api.Hosting;
using Resolve.Client;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;

namespace Resolve.Api.Tests;

/// <summary>The whole interface on a real server and the real engine, with the journal in memory.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private LocalRuntime? _resolver;

    private ApiHost(WebApplication app)
    {
        _app = app;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First() + "/") };
        Client = new ResolveClient(Http);
    }

    public HttpClient Http { get; }

    public ResolveClient Client { get; }

    public ResolveServiceSlot Slot => _app.Services.GetRequiredService<ResolveServiceSlot>();

    public IServiceProvider Services => _app.Services;

    public static async Task<ApiHost> StartAsync(
        IJournal? journal = null, Action<ResolveApiOptions>? options = null, ILoggerProvider? logs = null, bool open = true,
            Action<WebApplicationBuilder>? host = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace);
        if (logs is not null) builder.Logging.AddProvider(logs);
        host?.Invoke(builder);
        builder.Services.AddResolveApi();
        if (options is not null) builder.Services.Configure(options);
        WebApplication app = builder.Build().MapResolveApi();
        await app.StartAsync();
        var started = new ApiHost(app);
        if (open) await started.OpenAsync(journal ?? new InMemoryJournal());
        return started;
    }

    public async Task OpenAsync(IJournal journal)
    {
        _resolver = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions { Alerts = new InMemoryAlertStore() }, null, CancellationToken.None);
        _app.Services.GetRequiredService<ResolveServiceSlot>().Open(_resolver);
    }

    public Task<HttpResponseMessage> PostAsync(string path, string json) => PostAsync(path, Encoding.UTF8.GetBytes(json));

    public async Task<HttpResponseMessage> PostAsync(string path, byte[] body, string type = "application/json")
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return await Http.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(new Uri(path, UriKind.Relative));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_resolver is not null) await _resolver.DisposeAsync();
    }
}

/// <summary>Reads answers in tests.</summary>
internal static class Answers
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response)
    {
        using JsonDocument document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        return document.RootElement.Clone();
    }

    /// <summary>Checks that an answer is a problem of this type, and gives its errors as <c>path:code</c>.</summary>
    public static async Task<string[]> ProblemAsync(this HttpResponseMessage response, int status, string type)
    {
        string body = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode} {body}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using JsonDocument document = JsonDocument.Parse(body);
        JsonElement problem = document.RootElement;
        Assert.Equal("/problems/" + type, problem.GetProperty("type").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        return problem.TryGetProperty("errors", out JsonElement errors)
            ? [.. errors.EnumerateArray().Select(e => $"{e.GetProperty("path").GetString()}:{e.GetProperty("code").GetString()}")]
            : [];
    }
}
