using Resolve.Cli;

return await CliApp.RunAsync(args, CliIo.OfProcess(), CancellationToken.None).ConfigureAwait(false);
