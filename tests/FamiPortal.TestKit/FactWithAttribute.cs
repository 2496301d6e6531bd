using FamiPortal.Domain.Evidence;
using Xunit;

namespace FamiPortal.TestKit;

/// <summary>A test that needs a program of the system; skipped, with its name, where it is not installed.</summary>
public sealed class FactWithAttribute : FactAttribute
{
    public FactWithAttribute(params string[] tools) =>
        Skip = tools.FirstOrDefault(tool => !new ExternalTool(tool).IsPresent && !File.Exists($"/usr/sbin/{tool}")) is { } missing ? $"{missing} is not installed." : null;
}
