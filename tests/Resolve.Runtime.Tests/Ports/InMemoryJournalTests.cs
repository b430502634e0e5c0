using Resolve.Runtime.Ports;
using Resolve.TestKit.Contracts;

namespace Resolve.Runtime.Tests.Ports;

public sealed class InMemoryJournalTests : JournalContract
{
    protected override bool IsDurable => false;

    protected override Task<IJournal> OpenAsync() => Task.FromResult<IJournal>(new InMemoryJournal());
}
