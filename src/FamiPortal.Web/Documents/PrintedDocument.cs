namespace FamiPortal.Web.Documents;

/// <summary>
/// What a document says, as data: whoever fills it in knows the business, whoever renders it knows paper. Texts are
/// French and final (typography included); the only clock is <see cref="CreatedUtc"/>, given by the caller.
/// </summary>
public sealed record PrintedDocument
{
    /// <summary>The one first-level heading, also the title in the file's properties and in the reader's window.</summary>
    public required string Title { get; init; }

    public string? Subtitle { get; init; }

    /// <summary>Who issues the document, one line each, the first one in bold.</summary>
    public required IReadOnlyList<string> Issuer { get; init; }

    /// <summary>The number people quote when they call; printed at the foot of every page.</summary>
    public required string Reference { get; init; }

    public required string Author { get; init; }

    /// <summary>One sentence for the file's properties.</summary>
    public required string Subject { get; init; }

    public required DateTime CreatedUtc { get; init; }

    public string Language { get; init; } = "fr";

    public required IReadOnlyList<Block> Blocks { get; init; }
}

/// <summary>
/// The density of the ink says how sure a thing is: solid, hatched, outlined with a cross, dashed. It repeats what the
/// words beside it say and never replaces them.
/// </summary>
public enum Ink
{
    /// <summary>No drawing.</summary>
    None,

    /// <summary>Plain information: a thin line.</summary>
    Neutral,

    /// <summary>Secured: solid.</summary>
    Solid,

    /// <summary>Someone still has to decide: hatched.</summary>
    Hatched,

    /// <summary>Refused or not achieved: an outline and a cross.</summary>
    Crossed,

    /// <summary>Nothing yet: dashed.</summary>
    Dashed,
}

public enum Align
{
    Left,
    Right,
}

/// <summary>A piece of a document; the set is closed, so that a renderer can know them all.</summary>
public abstract record Block
{
    private protected Block()
    {
    }
}

/// <param name="Level">2 or 3; the title of the document is the only level 1.</param>
/// <param name="Text">A few words.</param>
public sealed record Heading(int Level, string Text) : Block;

/// <param name="Text">A line feed starts a new line.</param>
/// <param name="Small">For what is secondary.</param>
public sealed record Paragraph(string Text, bool Small = false) : Block;

/// <summary>The one number of a document.</summary>
public sealed record KeyFigure(string Label, string Value, Ink State, string? Detail = null) : Block;

/// <summary>A remark set apart, its first sentence in bold.</summary>
public sealed record Note(Ink State, string Lead, string Text) : Block;

public sealed record KeyValues(IReadOnlyList<KeyValue> Rows) : Block;

/// <param name="Label">What it is.</param>
/// <param name="Value">A line feed starts a new line.</param>
/// <param name="Detail">Below the value, quieter.</param>
public sealed record KeyValue(string Label, string Value, string? Detail = null);

/// <param name="Columns">At least one; a row has as many cells.</param>
/// <param name="Rows">None prints the header alone.</param>
/// <param name="Total">Never printed alone at the top of a page.</param>
public sealed record Table(IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows, IReadOnlyList<Cell>? Total = null) : Block;

/// <param name="Header">What the column holds.</param>
/// <param name="Width">Relative to the other columns.</param>
/// <param name="Align">Sums go to the right.</param>
public sealed record Column(string Header, double Width, Align Align = Align.Left);

/// <param name="Text">A line feed starts a new line.</param>
/// <param name="State">Drawn before the text.</param>
/// <param name="Strong">The cell names its row.</param>
/// <param name="Detail">Below the text, quieter.</param>
public sealed record Cell(string Text, Ink State = Ink.None, bool Strong = false, string? Detail = null);

/// <summary>A text that somebody accepted, quoted exactly, with what proves which one it was.</summary>
public sealed record Attestation(string Text, string Version, string Hash, string? Accepted = null) : Block;

/// <summary>Kept on one page when it fits in one.</summary>
public sealed record KeepTogether(IReadOnlyList<Block> Blocks) : Block;
