namespace FamiPortal.Rules.Yaml;

/// <summary>
/// Puts a catalogue where a portal reads it (<c>Rules:Folder</c>), only once it has passed every check. The catalogue that
/// served until then is kept beside it, so that going back is renaming a folder.
/// </summary>
public static class RuleInstallation
{
    /// <summary>Added to the folder's name for the catalogue that served before.</summary>
    public const string PreviousSuffix = ".previous";

    private const string NextSuffix = ".next";

    /// <param name="source">The catalogue to install; only its YAML files are taken.</param>
    /// <param name="target">The folder to replace, or to create.</param>
    /// <returns>What was found; when it has problems, the target is untouched.</returns>
    /// <exception cref="IOException">A file cannot be read, or the target's parent cannot be written; the target is untouched.</exception>
    public static RuleCheckReport Install(string source, string target)
    {
        (source, target) = (Whole(source), Whole(target));
        if (IsWithin(source, target) || IsWithin(target, source))
        {
            return new RuleCheckReport([new RuleProblem(source, 1, "la source et la destination doivent être deux dossiers séparés.")], 0, []);
        }

        var first = Check(source, target);
        if (first.Problems.Count > 0)
        {
            return first;
        }

        var next = target + NextSuffix;
        try
        {
            // What is checked last is what will serve, whatever happens to the source meanwhile.
            Copy(source, next);
            var report = Check(next, target);
            if (report.Problems.Count == 0)
            {
                Swap(next, target);
            }

            return report;
        }
        finally
        {
            Delete(next);
        }
    }

    private static RuleCheckReport Check(string candidate, string target)
    {
        var report = RuleCheck.Run(candidate);
        var problems = new RuleProblems();
        var closed = ClosedExercise.Read(target, problems);
        var candidates = ClosedExercise.Read(candidate, new RuleProblems()).ToDictionary(e => e.Key, e => e.Hash);
        foreach (var exercise in closed.Where(e => candidates.GetValueOrDefault(e.Key) != e.Hash))
        {
            problems.Add(
                ClosedExercise.FileName,
                exercise.Line,
                candidates.ContainsKey(exercise.Key)
                    ? $"{exercise.Key} est clos dans le dossier de destination avec une autre empreinte. Un exercice clos ne se modifie pas."
                    : $"{exercise.Key} est clos dans le dossier de destination, il doit le rester avec la même empreinte, {exercise.Hash}.");
        }

        return report with { Problems = [.. report.Problems, .. problems.Sorted] };
    }

    private static void Copy(string source, string next)
    {
        Delete(next);
        foreach (var folder in Directory.EnumerateDirectories(source).Append(source))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.yaml"))
            {
                var copy = Path.Combine(next, Path.GetRelativePath(source, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }
    }

    /// <summary>Renames, so that nobody ever reads half a catalogue.</summary>
    private static void Swap(string next, string target)
    {
        var previous = target + PreviousSuffix;
        if (!Directory.Exists(target))
        {
            Directory.Move(next, target);
            return;
        }

        Delete(previous);
        Directory.Move(target, previous);
        try
        {
            Directory.Move(next, target);
        }
        catch
        {
            Directory.Move(previous, target);
            throw;
        }
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool IsWithin(string inner, string outer) =>
        inner == outer || inner.StartsWith(outer + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string Whole(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
}
