using System.CommandLine;
using System.Globalization;
using Resolve.Alerts;
using Resolve.Cli.Commands.Backends;
using Resolve.Cli.Commands.Common;
using Resolve.Cli.Output;
using Resolve.Client;
using Resolve.Client.Contracts;
using Resolve.Runtime.Ports;
using Resolve.Storage.Alerts;

namespace Resolve.Cli.Commands.Alerts;

/// <summary><c>resolve alerts</c>: the alerts of units, and with <c>--follow</c> also those delivered from now on.</summary>
internal static class AlertsCommand
{
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>Builds the command.</summary>
    public static Command Create(CliIo io)
    {
        var unit = new Option<string?>("--unit") { HelpName = "UNIT",
            Description = "Only those that concern this unit, such as 87/PC02, or all units of a province, such as 87 · Đơn vị" };
        Option<string[]> kinds = CommonOptions.Words("--kind", "Only this kind; may stand several times · Loại cảnh báo", [.. AlertWords.Kinds]);
        Option<DateTimeOffset?> since = CommonOptions.Time("--since", "Only those delivered since then · Từ ngày");
        var unread = new Option<bool>("--unread") { Description = "Only those that the unit has not read · Chưa đọc" };
        Option<int> limit = CommonOptions.Number("--limit", "The most alerts; the newest · Số cảnh báo tối đa", 50, 1, 500);
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with alerts delivered from now on, until Ctrl+C · Theo dõi liên tục" };
        var mark = new Option<bool>("--mark-read") { Description = "Mark those shown as read by the unit · Đánh dấu đã đọc" };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("alerts",
            "List the alerts of units: new rings, places reached, merges, watched entities, suspended reports.\nDanh sách cảnh báo.") { unit, kinds, since,
            unread, limit, follow, mark, json };
        BackendOptions backend = BackendOptions.AddTo(command);
        command.Validators.Add(result =>
        {
            if ((result.GetValue(unread) || result.GetValue(mark))
                && result.GetValue(unit) is null) result.AddError("--unread and --mark-read need --unit: each unit reads for itself.");
        });
        return command.Does(io, async (context, cancellationToken) =>
        {
            var filter = new AlertFilter { Unit = context.Get(unit), Kinds = context.Get(kinds), Since = context.Get(since), UnreadOnly = context.Get(unread) };
            var shown = new Shown(context, context.Get(json));
            return backend.ServerOf(context) is { } address
                ? await OfServerAsync(address, filter, context.Get(limit), context.Get(follow), context.Get(mark), shown, cancellationToken)
                    .ConfigureAwait(false)
                : await OfDirectoryAsync(context, backend.DirectoryOf(context)!, filter, context.Get(limit), context.Get(follow), context.Get(mark), shown,
                    cancellationToken).ConfigureAwait(false);
        });
    }

    private static async Task<int> OfServerAsync(Uri address, AlertFilter filter, int limit, bool follow, bool mark, Shown shown,
        CancellationToken cancellationToken)
    {
        ServerBackend server = ServerBackend.Connect(address);
        await using (server.ConfigureAwait(false))
        {
            AlertsData page = await server.Client.ListAlertsAsync(filter, limit, null, cancellationToken).ConfigureAwait(false);
            shown.Write(page.Items, page.Total);
            if (mark && page.Items.Count > 0)
                await server.Client.MarkAlertsReadAsync(new AlertsReadRequest(filter.Unit!) { Numbers = [.. page.Items.Select(a => a.Number)] },
                    cancellationToken).ConfigureAwait(false);
            if (!follow) return page.Items.Count > 0 ? ExitCode.Ok : ExitCode.NotFound;
            try
            {
                await foreach (AlertData alert in server.Client.FollowAlertsAsync(filter, page.Newest, cancellationToken)
                    .ConfigureAwait(false)) await shown.WriteAsync(alert).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // Ctrl+C ends the following.
            }
            return ExitCode.Ok;
        }
    }

    private static async Task<int> OfDirectoryAsync(
        CommandContext context, string directory, AlertFilter filter, int limit, bool follow, bool mark, Shown shown, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(directory)) throw new CliException(ExitCode.DataDirectory, $"There is no data directory {directory}.");
        await DeliverPendingAsync(context, directory, cancellationToken).ConfigureAwait(false);
        SqliteAlertStore store = await SqliteAlertStore.OpenAsync(directory, cancellationToken).ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            AlertQuery query = new()
            {
                Unit = filter.Unit,
                Kinds = [.. (filter.Kinds ?? []).Select(w => AlertWords.TryParse(w, out AlertKind kind) ? kind : default)],
                Since = filter.Since,
                UnreadOnly = filter.UnreadOnly,
                Limit = limit,
            };
            AlertCounts counts = await store.CountAsync(query, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<DeliveredAlert> found = await store.ListAsync(query, cancellationToken).ConfigureAwait(false);
            shown.Write([.. found.Select(t => AlertText.Of(t, filter.Unit is not null))], counts.Total);
            if (mark) await store.MarkReadAsync(filter.Unit!, [.. found.Select(t => t.Number)], 0, context.Io.Clock.GetUtcNow(), cancellationToken)
                .ConfigureAwait(false);
            if (!follow) return found.Count > 0 ? ExitCode.Ok : ExitCode.NotFound;
            long after = counts.Newest;
            while (!cancellationToken.IsCancellationRequested)
            {
                foreach (DeliveredAlert alert in await store.ListAsync(query with { After = after, UnreadOnly = false, Since = null, Limit = int.MaxValue },
                    CancellationToken.None).ConfigureAwait(false))
                {
                    await shown.WriteAsync(AlertText.Of(alert, filter.Unit is not null)).ConfigureAwait(false);
                    after = alert.Number;
                }
                await Task.Delay(s_lookEvery, context.Io.Clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            return ExitCode.Ok;
        }
    }

    /// <summary>Delivers the alerts that an import left pending; a process that holds the directory does that itself.</summary>
    private static async Task DeliverPendingAsync(CommandContext context, string directory, CancellationToken cancellationToken)
    {
        try
        {
            EmbeddedBackend backend = await EmbeddedBackend.OpenAsync(directory, BackendAccess.Write, context.Progress, cancellationToken, deliversAlerts: true)
                .ConfigureAwait(false);
            await backend.DisposeAsync().ConfigureAwait(false);
        }
        catch (JournalException e) when (e.Failure == JournalFailure.InUse)
        {
            // A server is at work there.
        }
    }

    /// <summary>Prints alerts for people or programs.</summary>
    private sealed class Shown(CommandContext context, bool json)
    {
        public void Write(IReadOnlyList<AlertData> alerts, int total)
        {
            foreach (AlertData alert in alerts.Reverse()) Write(alert);
            if (alerts.Count == 0) context.Say("There are no such alerts.");
            else if (alerts.Count < total) context.Say(string.Create(CultureInfo.InvariantCulture, $"These are the newest {alerts.Count} of {total}."));
        }

        public async Task WriteAsync(AlertData alert)
        {
            Write(alert);
            await context.Io.Text.FlushAsync().ConfigureAwait(false);
            await context.Io.Out.FlushAsync().ConfigureAwait(false);
        }

        private void Write(AlertData alert)
        {
            if (json) context.PrintJson(alert);
            else AlertText.Write(context.Io.Text, alert);
        }
    }
}
