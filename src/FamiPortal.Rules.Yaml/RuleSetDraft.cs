using System.Globalization;
using System.Text.RegularExpressions;

namespace FamiPortal.Rules.Yaml;

/// <summary>
/// Next year's rule file, from this year's: everything that a guide confirms anew each year (dates, amounts, thresholds,
/// lists, references, sentences that name a year) is blanked, with the old value in a comment; the check refuses the file until each blank is filled.
/// </summary>
/// <param name="Text">The file.</param>
/// <param name="BlankCount">Values to fill in.</param>
/// <param name="YearLines">Lines whose words name a year and were not blanked (items of lists), to be read again: <c>12: …</c>.</param>
public sealed partial record RuleSetDraft(string Text, int BlankCount, IReadOnlyList<string> YearLines)
{
    /// <param name="folder">The catalogue's folder.</param>
    /// <param name="ruleSet">The rule set to start from.</param>
    public static RuleSetDraft Next(string folder, RuleSet ruleSet)
    {
        var next = (ruleSet.Exercise + 1).ToString(CultureInfo.InvariantCulture);
        var source = File.ReadAllLines(Path.Combine(folder, $"{ruleSet.Key}.yaml"));
        var lines = new List<string> { $"# Brouillon de l’exercice {next}, tiré de {ruleSet.Key} : chaque blanc est à confirmer dans le nouveau guide." };
        var years = new List<string>();
        var blanks = 0;
        var (listIndent, isListed) = (0, false);
        for (var i = 0; i < source.Length; i++)
        {
            var line = source[i];
            var indent = Indent(line);
            isListed = isListed && (indent > listIndent || line.Length == 0);
            if (isListed)
            {
                // Taking « # 2024 : » away confirms the item.
                lines.Add(Commented(line));
                continue;
            }

            if (BlockList().IsMatch(line))
            {
                (listIndent, isListed) = (indent, true);
                blanks++;
                lines.Add(line);
                continue;
            }

            if (Sentence().Match(line) is { Success: true } sentence)
            {
                var rest = source.Skip(i + 1).TakeWhile(l => l.Length > 0 && Indent(l) > sentence.Groups["key"].Index).ToList();
                if (rest.Prepend(line).Any(l => Year().IsMatch(l)))
                {
                    blanks++;
                    lines.Add($"{line[..sentence.Groups["key"].Index]}{sentence.Groups["key"].Value}: # {ruleSet.Exercise} : {line.Trim()}");
                    lines.AddRange(rest.Select(Commented));
                    i += rest.Count;
                    continue;
                }
            }

            var written = ExerciseKey().Replace(line, $"exercise: {next}");
            var old = new List<string>();
            written = ToConfirm().Replace(written, Blank);
            written = YearInBraces().Replace(written, Blank);
            blanks += old.Count;
            lines.Add(old.Count == 0 ? written : $"{written.TrimEnd()} # {ruleSet.Exercise} : {string.Join(", ", old)}");
            if (old.Count == 0 && !written.StartsWith("exercise:", StringComparison.Ordinal) && !written.TrimStart().StartsWith('#') && Year().IsMatch(written))
            {
                years.Add($"{lines.Count.ToString(CultureInfo.InvariantCulture)}: {written.Trim()}");
            }

            string Blank(Match match)
            {
                old.Add($"{match.Groups["key"].Value}: {match.Groups["value"].Value.Trim()}");
                return $"{match.Groups["before"].Value}{match.Groups["key"].Value}:{(match.Groups["before"].Value.EndsWith('{') || match.Groups["before"].Value.TrimEnd().EndsWith(',') ? " " : "")}";
            }
        }

        string Commented(string line) => line.Length == 0 ? line : $"{line[..Indent(line)]}# {ruleSet.Exercise} : {line[Indent(line)..]}";

        return new RuleSetDraft(string.Join('\n', lines) + "\n", blanks, years);
    }

    /// <summary>A list of what counts, one item a line; the documents that a proof admits are a sentence, not a list.</summary>
    [GeneratedRegex(@"^\s*(?:- )?(?:accepted|values|required):$")]
    private static partial Regex BlockList();

    private static int Indent(string line) => line.Length - line.TrimStart().Length;

    [GeneratedRegex(@"^exercise: \d+$")]
    private static partial Regex ExerciseKey();

    // Keys that a new guide states anew, in block style or inside a flow mapping; a value ends at a comma, a brace or the
    // line. A path of a fact (version: sesamVitale.version) is not a value to confirm.
    [GeneratedRegex(@"(?<before>^\s*(?:- )?|[{,]\s*)(?<key>title|opens-on|closes-on|paid-when|most|point-value|worth|payment-days|at-least|acquired-by|by|source|version|addendum|(?:required|accepted|values|secure-modes|excluded|excluded-unless-secure)(?=: \[))(?<!\.): (?![A-Za-z]+\.[A-Za-z])(?<value>\[[^\]]*\]|""[^""]*""|[^,{}\[\]#\n]+)")]
    private static partial Regex ToConfirm();

    // Words on a line of their own: what is not in brackets or braces, with the lines that follow.
    [GeneratedRegex(@"^\s*(?:- )?(?<key>(?!(?:exercise|title|paid-when|version|by):)[\w-]+): (?![\[{&])")]
    private static partial Regex Sentence();

    // The same in a flow mapping, where a comma ends it.
    [GeneratedRegex(@"(?<before>[{,]\s*)(?<key>[\w-]+): (?<value>[^,{}\[\]#\n]*\b20\d\d\b[^,{}\[\]#\n]*)")]
    private static partial Regex YearInBraces();

    [GeneratedRegex(@"\b20\d\d\b")]
    private static partial Regex Year();
}
