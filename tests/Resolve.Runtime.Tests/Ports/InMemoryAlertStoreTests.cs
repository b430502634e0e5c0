using Resolve.Runtime.Ports;
using Resolve.TestKit.Contracts;

namespace Resolve.Runtime.Tests.Ports;

public sealed class InMemoryAlertStoreTests : AlertStoreContract
{
    protected override bool IsDurable => false;

    protected override Task<IAlertStore> OpenAsync() => Task.FromResult<IAlertStore>(new InMemoryAlertStore());
}
