namespace Resolve.Browser.Tests;

/// <summary>A theory that needs a browser; says that it is skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute()
    {
        if (BrowserFactAttribute.Executable is null) Skip = "No Chromium on the PATH: the page was not looked at.";
    }
}
