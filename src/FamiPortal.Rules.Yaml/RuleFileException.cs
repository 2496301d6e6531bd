using System.Globalization;

namespace FamiPortal.Rules.Yaml;

/// <summary>A rule file that cannot be used; the portal refuses to start on it.</summary>
public sealed class RuleFileException : Exception
{
    /// <param name="file">Path of the file, relative to the catalogue.</param>
    /// <param name="line">From 1.</param>
    /// <param name="problem">One sentence in French: what is wrong and what would be right.</param>
    public RuleFileException(string file, long line, string problem)
        : base($"{file}:{line.ToString(CultureInfo.InvariantCulture)} : {problem}")
    {
        File = file;
        Line = line;
    }

    public string File { get; }

    public long Line { get; }
}
