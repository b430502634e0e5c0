using System.Text;
using Resolve.Cli;
using Resolve.Cli.Output;
using Resolve.Identifiers.Accounts;

// All processes that share a journal hash card numbers with the same secret, else one card has two keys.
if (Environment.GetEnvironmentVariable("RESOLVE_CARD_SECRET") is { Length: > 0 } secret)
{
    if (Encoding.UTF8.GetByteCount(secret) < CardNumber.SecretLengthMin)
    {
        await Console.Error.WriteLineAsync($"RESOLVE_CARD_SECRET has at least {CardNumber.SecretLengthMin} bytes.").ConfigureAwait(false);
        return 2;
    }
    CardNumber.UseSecret(Encoding.UTF8.GetBytes(secret));
}
return await CliApp.RunAsync(args, CliIo.OfProcess(), CancellationToken.None).ConfigureAwait(false);
