using System.CommandLine;
using System.CommandLine.Help;
using Resolve.Server.Roles;
using Resolve.Server.Standalone;

namespace Resolve.Server;

/// <summary>Reads the command line: the role and what it is to do.</summary>
internal static class CommandLine
{
    /// <summary>Where a standalone server listens unless it is said otherwise.</summary>
    public const string DefaultUrls = "http://localhost:5080";

    private const string SettingsHint =
        "Cấu hình: --Nhóm:Tên=giá-trị, biến môi trường hoặc appsettings.json; xem docs/operating. · " +
        "Settings: --Section:Name=value, the environment or appsettings.json; see docs/operating.";

    /// <summary>Runs a role to its end.</summary>
    /// <param name="args">The command line.</param>
    /// <returns>The exit code; see <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        RootCommand root = Build();
        ParseResult result = root.Parse(args);
        if (result.Errors.Count > 0) return await Failures.WriteAsync(Describe(result, args));
        // The host stops on Ctrl+C and SIGTERM by itself, and takes the time it needs.
        return await result.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
    }

    private static RootCommand Build()
    {
        var root = new RootCommand(
            "Resolve: nhận tin báo, nhận ra ai và cái gì được nhắc tới, chỉ ra đường dây. Không nêu vai trò: standalone. · " +
            "Resolve: takes crime reports, resolves who and what they mention, and serves who belongs to which ring. Without a role: standalone.");
        var standalone = new Command("standalone", "Một máy: một silo, nhật ký SQLite trong thư mục dữ liệu (mặc định). · One machine: one silo, the journal "
            + "on SQLite in the data directory (the default).");
        var silo = new Command("silo", "Một silo của cụm, kèm giao diện HTTP. · A silo of the cluster, with the HTTP interface beside it.");
        var gateway = new Command("gateway", "Chỉ giao diện HTTP, là máy khách của cụm. · The HTTP interface only, as a client of the cluster.");
        var migrate = new Command("migrate",
            "Tạo bảng trong PostgreSQL, hoặc nâng lên phiên bản mới nhất. · Makes the tables in PostgreSQL, or brings them to the newest version.");
        AddStandalone(root);
        AddStandalone(standalone);
        AddSettings(silo, ClusterRoles.ServeSiloAsync, listens: true);
        AddSettings(gateway, ClusterRoles.ServeGatewayAsync, listens: true);
        AddSettings(migrate, ClusterRoles.MigrateAsync, listens: false);
        foreach (Command role in new[] { standalone, silo, gateway, migrate, Export(), OpenApi() }) root.Subcommands.Add(role);
        foreach (Option option in root.Options)
        {
            if (option is VersionOption) option.Description = "Cho biết phiên bản. · Shows the version.";
            if (option is not HelpOption help) continue;
            help.Description = "Cho biết cách dùng. · Shows how it is used.";
            help.Action = new BilingualHelp((HelpAction)help.Action!);
        }
        return root;
    }

    private static void AddStandalone(Command command)
    {
        var demo = new Option<bool>("--demo")
        {
            Description = "Nạp tin báo minh hoạ, in các đường dây, rồi phục vụ. · Takes in the bundled feed of invented reports, prints the rings found, "
                + "then serves.",
        };
        var data = new Option<string?>("--data")
        {
            Description = "Thư mục dữ liệu, tạo nếu chưa có; mặc định ./resolve-data, với --demo ./resolve-data/demo. · "
                + "The data directory, made where it is not there; default ./resolve-data, with --demo ./resolve-data/demo.",
            HelpName = "DIR",
        };
        Option<string?> urls = Urls($"mặc định · default {DefaultUrls}");
        command.Options.Add(demo);
        command.Options.Add(data);
        command.Options.Add(urls);
        command.SetAction((parsed, cancellationToken) =>
        {
            bool isDemo = parsed.GetValue(demo);
            string directory = parsed.GetValue(data) ?? (isDemo ? Path.Combine("resolve-data", "demo") : "resolve-data");
            var settings = new StandaloneSettings(Path.GetFullPath(directory), parsed.GetValue(urls) ?? DefaultUrls, isDemo);
            return Failures.GuardAsync(settings.Urls, () => ServeAsync(settings, cancellationToken));
        });
    }

    private static async Task<int> ServeAsync(StandaloneSettings settings, CancellationToken cancellationToken)
    {
        await using StandaloneServer server = await StandaloneServer.StartAsync(settings, Console.Out, cancellationToken);
        await server.WaitForShutdownAsync(cancellationToken);
        return ExitCodes.Stopped;
    }

    /// <summary>A role of the cluster: what is not an option of its own is a setting, which is looked at before anything starts.</summary>
    private static void AddSettings(Command command, Func<string[], CancellationToken, Task<int>> run, bool listens)
    {
        Option<string?>? urls = listens ? Urls("hoặc · or ASPNETCORE_URLS") : null;
        if (urls is not null) command.Options.Add(urls);
        AddSettings(command, parsed => urls is not null && parsed.GetValue(urls) is { } given ? [$"--urls={given}"] : [],
            (_, settings, stop) => run(settings, stop));
    }

    private static void AddSettings(Command command, Func<ParseResult, string[]> own, Func<ParseResult, string[], CancellationToken, Task<int>> run)
    {
        command.TreatUnmatchedTokensAsErrors = false;
        command.Description += " " + SettingsHint;
        command.SetAction((parsed, cancellationToken) =>
        {
            if (ClusterSettings.Read(parsed.UnmatchedTokens, out string[] settings) is { } error) return Failures.WriteAsync(error);
            settings = [.. own(parsed), .. settings];
            return Failures.GuardAsync(null, () => run(parsed, settings, cancellationToken));
        });
    }

    private static Command Export()
    {
        var what = new Argument<string>("WHAT") { Description = "Ghi gì ra tệp. · What is written." };
        what.AcceptOnlyFromAmong([.. ExportRole.Kinds]);
        var file = new Option<string>("--out") { Description = "Tệp ghi ra. · The file that is written.", HelpName = "FILE", Required = true };
        var format = new Option<string>("--format")
        {
            Description = "csv chỉ cho persons và rings. · csv is for persons and rings only.",
            DefaultValueFactory = static _ => "ndjson",
        };
        format.AcceptOnlyFromAmong("ndjson", "csv");
        var command = new Command("export", "Ghi ra tệp những gì cụm đang giữ. · Writes what the cluster holds to a file.") { what, file, format };
        command.Validators.Add(result =>
        {
            if (result.GetValue(format) == "csv" && result.GetValue(what) is { } given && !ExportRole.MayBeCsv(given))
                result.AddError("csv chỉ cho persons và rings · csv is for persons and rings only");
        });
        AddSettings(command, static _ => [], (parsed, settings, stop) =>
            ExportRole.RunAsync(parsed.GetValue(what)!, parsed.GetValue(format) == "csv", parsed.GetValue(file)!, settings, stop));
        return command;
    }

    private static Command OpenApi()
    {
        var file = new Option<string>("--out") { Description = "Tệp ghi ra. · The file that is written.", HelpName = "FILE", Required = true };
        var command = new Command("openapi",
            "Ghi tài liệu OpenAPI của giao diện HTTP ra tệp. · Writes the OpenAPI document of the HTTP interface to a file.") { file };
        command.SetAction((parsed, stop) => Failures.GuardAsync(null, () => OpenApiRole.RunAsync(parsed.GetValue(file)!, stop)));
        return command;
    }

    private static Option<string?> Urls(string otherwise) => new("--urls")
    {
        Description = $"Địa chỉ lắng nghe, cách nhau bằng dấu chấm phẩy; {otherwise}. · Where to listen; several with semicolons between.",
        HelpName = "URLS",
    };

    private static string Describe(ParseResult result, string[] args)
    {
        bool isRole = result.CommandResult.Command is not RootCommand || args is not [{ } first, ..] || first.StartsWith('-');
        string roles = string.Join(", ", result.RootCommandResult.Command.Subcommands.Select(c => c.Name));
        return isRole
            ? string.Join(" ", result.Errors.Select(e => e.Message)) + " --help: cách dùng · how it is used."
            : $"Không có vai trò '{args[0]}' · There is no role '{args[0]}'. Vai trò · roles: {roles}.";
    }
}
