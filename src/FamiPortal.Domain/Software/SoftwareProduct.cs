using FamiPortal.Domain.Persistence;

namespace FamiPortal.Domain.Software;

/// <summary>
/// A product of the catalogue that declarations propose. Answers keep its label as text: a declaration stays readable when the
/// catalogue changes, and « autre logiciel » is any other text.
/// </summary>
public sealed class SoftwareProduct
{
    public const int LabelLengthMax = Declarations.AnswerReader.TextLengthMax;

    private SoftwareProduct()
    {
    }

    public SoftwareProduct(string label, string editor, string name, string version, string? professionCode)
    {
        Id = Ids.New();
        Label = label;
        Key = KeyOf(label);
        Update(editor, name, version, professionCode);
    }

    public Guid Id { get; private set; }

    /// <summary>What an answer keeps: name and version, with the editor where two editors share them.</summary>
    public string Label { get; private set; } = "";

    /// <summary>The label without blanks, in lower case; unique.</summary>
    public string Key { get; private set; } = "";

    public string Editor { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string Version { get; private set; } = "";

    /// <summary>Null when every profession uses it.</summary>
    public string? ProfessionCode { get; private set; }

    /// <summary>False once a newer list has left it out or an administrator withdrew it: still recognised, no longer proposed.</summary>
    public bool IsOffered { get; private set; }

    /// <summary>Two spellings of one label have one key: case and blanks don't count.</summary>
    public static string KeyOf(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character))).ToLowerInvariant();

    internal void Update(string editor, string name, string version, string? professionCode)
    {
        Editor = editor;
        Name = name;
        Version = version;
        ProfessionCode = professionCode;
        IsOffered = true;
    }

    internal void Retire() => IsOffered = false;

    internal void Offer(bool isOffered) => IsOffered = isOffered;
}
