using System.Text.RegularExpressions;

namespace FamiPortal.Rules.Yaml;

/// <summary>A line of <c>closed.yaml</c>: an exercise that was paid, whose rules never change again.</summary>
/// <param name="Key"><c>profession/exercise</c>.</param>
/// <param name="Hash">The hash of its rules when it closed.</param>
/// <param name="Line">Where it stands in the file.</param>
internal sealed partial record ClosedExercise(string Key, string Hash, long Line)
{
    public const string FileName = "closed.yaml";

    /// <summary>The closed exercises of a catalogue; none when it has no such file.</summary>
    public static IReadOnlyList<ClosedExercise> Read(string folder, RuleProblems problems)
    {
        if (!File.Exists(Path.Combine(folder, FileName)))
        {
            return [];
        }

        var file = RuleCatalogueFolder.Parse(folder, FileName, problems).Map;
        var closed = new List<ClosedExercise>();
        foreach (var key in file.Keys.ToList())
        {
            if (file.OptionalText(key) is not { } hash)
            {
                continue;
            }

            if (Sha256().IsMatch(hash))
            {
                closed.Add(new ClosedExercise(key, hash, file.LineOf(key)));
            }
            else
            {
                file.Problem("une empreinte a 64 chiffres hexadécimaux : « fami rules list » la donne.", key);
            }
        }

        return closed;
    }

    [GeneratedRegex("^[0-9a-f]{64}$", RegexOptions.CultureInvariant)]
    private static partial Regex Sha256();
}
