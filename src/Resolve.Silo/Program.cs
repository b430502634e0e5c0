using Resolve.Silo.Hosting;

return await Roles.RunAsync(args).ConfigureAwait(false);
