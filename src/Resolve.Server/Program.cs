using System.Text;
using Resolve.Identifiers.Accounts;
using Resolve.Server;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
if (Environment.GetEnvironmentVariable("RESOLVE_CARD_SECRET") is { Length: > 0 } secret)
{
    if (Encoding.UTF8.GetByteCount(secret) < CardNumber.SecretLengthMin)
    {
        await Console.Error.WriteLineAsync($"RESOLVE_CARD_SECRET has at least {CardNumber.SecretLengthMin} bytes.");
        return ExitCodes.Usage;
    }
    CardNumber.UseSecret(Encoding.UTF8.GetBytes(secret));
}
return await CommandLine.RunAsync(args);
