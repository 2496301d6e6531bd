using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FamiPortal.Rules.Yaml;

/// <summary>
/// The events of a file without the keys that are written twice. YamlDotNet stops at the first of them, and would hide the
/// other mistakes of the file. Aliases are refused: they are the only way for a part of a file to contain itself.
/// </summary>
internal sealed class DistinctKeys : IParser
{
    public const string NoAlias = "ni ancre (&) ni alias (*) dans un fichier de règles : écrivez la valeur là où elle sert, entre guillemets si c’est un texte.";

    private readonly Queue<ParsingEvent> kept = new();
    private readonly Parser source;
    private readonly string file;
    private readonly RuleProblems problems;

    public DistinctKeys(string file, string text, RuleProblems problems)
    {
        (this.file, this.problems) = (file, problems);
        source = new Parser(new StringReader(text));
        source.MoveNext();
        while (source.Current is { } current)
        {
            if (current is NodeEvent)
            {
                Node(keep: true);
            }
            else
            {
                Take(keep: true);
            }
        }
    }

    public ParsingEvent? Current { get; private set; }

    public bool MoveNext()
    {
        Current = kept.TryDequeue(out var next) ? next : null;
        return Current is not null;
    }

    private void Node(bool keep)
    {
        if (source.Current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
        {
            throw new YamlException(source.Current.Start, source.Current.End, NoAlias);
        }

        switch (Take(keep))
        {
            case SequenceStart:
                while (source.Current is not SequenceEnd)
                {
                    Node(keep);
                }

                Take(keep);
                break;
            case MappingStart:
                Pairs(keep);
                Take(keep);
                break;
        }
    }

    private void Pairs(bool keep)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (source.Current is not MappingEnd)
        {
            var first = true;
            if (source.Current is Scalar key && !keys.Add(key.Value))
            {
                first = false;
                problems.Add(file, key.Start.Line, $"la clé « {key.Value} » est écrite deux fois au même endroit.");
            }

            Node(keep && first);
            Node(keep && first);
        }
    }

    private ParsingEvent Take(bool keep)
    {
        var taken = source.Current!;
        if (keep)
        {
            kept.Enqueue(taken);
        }

        source.MoveNext();
        return taken;
    }
}
