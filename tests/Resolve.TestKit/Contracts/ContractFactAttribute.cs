using System.ComponentModel;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Resolve.TestKit.Contracts;

/// <summary>A fact of a contract. It is skipped, with the reason in the report, where the deriving class carries a <see cref="RequiresAttribute"/> whose need
/// is not met.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Resolve.TestKit.Contracts.ContractFactDiscoverer", "Resolve.TestKit")]
public sealed class ContractFactAttribute : FactAttribute;

/// <summary>On a test class: what the machine must have for its <see cref="ContractFactAttribute"/> tests to run.</summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class RequiresAttribute : Attribute
{
    /// <summary>Gets why the need is not met here; null when it is.</summary>
    public abstract string? Unmet { get; }
}

/// <summary>Finds contract facts; the runner names it by its name.</summary>
public sealed class ContractFactDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    /// <inheritdoc/>
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        [new ContractTestCase(diagnostics, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod)];
}

/// <summary>A contract fact as the runner keeps it.</summary>
public sealed class ContractTestCase : XunitTestCase
{
    /// <summary>For the runner, which fills it from its serialised form.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Called by the runner.")]
    public ContractTestCase()
    {
    }

    /// <summary>Makes the case.</summary>
    public ContractTestCase(IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(diagnostics, display, options, method)
    {
    }

    /// <inheritdoc/>
    protected override string GetSkipReason(IAttributeInfo factAttribute)
    {
        if (base.GetSkipReason(factAttribute) is { } reason) return reason;
        Type type = TestMethod.TestClass.Class.ToRuntimeType();
        return (Attribute.GetCustomAttribute(type, typeof(RequiresAttribute)) as RequiresAttribute)?.Unmet!;
    }
}
