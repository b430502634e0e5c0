using System.CommandLine;
using System.CommandLine.Parsing;
using Resolve.Cli.Commands.Backends;

namespace Resolve.Cli.Commands.Common;

/// <summary><c>--data DIR</c> or <c>--server URL</c>: what a command works on.</summary>
internal sealed class BackendOptions
{
    private readonly Option<string?> _data = new("--data")
    {
        HelpName = "DIR",
        Description = "Work on this data directory, in this process · Thư mục dữ liệu",
    };

    private readonly Option<string?> _server = new("--server")
    {
        HelpName = "URL",
        Description = "Work on the server at this address, such as http://localhost:5080 · Địa chỉ máy chủ",
    };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="withServer">Whether it can work on a server.</param>
    /// <returns>The options.</returns>
    public static BackendOptions AddTo(Command command, bool withServer = true)
    {
        var options = new BackendOptions();
        command.Add(options._data);
        if (withServer) command.Add(options._server);
        command.Validators.Add(result => options.Validate(result, withServer));
        return options;
    }

    /// <summary>Gets the data directory; null when the command works on a server.</summary>
    public string? DirectoryOf(CommandContext context) => context.Get(_data);

    /// <summary>Gets the server's address; null when the command works on a data directory.</summary>
    public Uri? ServerOf(CommandContext context) => context.Get(_server) is { } address ? new Uri(address) : null;

    /// <summary>Opens what the command works on.</summary>
    /// <param name="context">The command's context.</param>
    /// <param name="access">Whether it asks or writes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="deliversAlerts">Whether an embedded engine delivers alerts for what is written.</param>
    /// <returns>The backend; the caller disposes it.</returns>
    public async Task<IBackend> OpenAsync(CommandContext context, BackendAccess access, CancellationToken cancellationToken, bool deliversAlerts = false)
    {
        if (context.Get(_data) is { } directory)
            return await EmbeddedBackend.OpenAsync(directory, access, context.Progress, cancellationToken, deliversAlerts).ConfigureAwait(false);
        return ServerBackend.Connect(new Uri(context.Get(_server)!));
    }

    /// <summary>Opens the data directory of a command that has no <c>--server</c>.</summary>
    public Task<EmbeddedBackend> OpenDirectoryAsync(CommandContext context, BackendAccess access, CancellationToken cancellationToken) =>
        EmbeddedBackend.OpenAsync(context.Get(_data)!, access, context.Progress, cancellationToken);

    private void Validate(CommandResult result, bool withServer)
    {
        string? data = result.GetValue(_data);
        string? server = withServer ? result.GetValue(_server) : null;
        if (data is null && server is null)
            result.AddError(withServer ? "Say what to work on: --data DIR or --server URL." : "Say what to work on: --data DIR.");
        if (data is not null && server is not null) result.AddError("Give --data or --server, not both.");
        if (data is not null && string.IsNullOrWhiteSpace(data)) result.AddError("--data is the path of a directory.");
        if (server is not null && !(Uri.TryCreate(server, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https"))
            result.AddError("--server is an http or https address, such as http://localhost:5080.");
    }
}
