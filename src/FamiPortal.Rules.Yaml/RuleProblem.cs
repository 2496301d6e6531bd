using System.Globalization;

namespace FamiPortal.Rules.Yaml;

/// <summary>A mistake in a file of the catalogue.</summary>
/// <param name="File">Path of the file, relative to the catalogue.</param>
/// <param name="Line">From 1.</param>
/// <param name="Message">One sentence in French: what is wrong and what would be right.</param>
public sealed record RuleProblem(string File, long Line, string Message)
{
    /// <summary><c>file:line: message</c>, the shape that editors and people know from compilers.</summary>
    public override string ToString() => $"{File}:{Line.ToString(CultureInfo.InvariantCulture)}: {Message}";
}
