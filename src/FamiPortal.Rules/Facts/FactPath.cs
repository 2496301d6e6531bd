namespace FamiPortal.Rules;

/// <summary>
/// A way to one value of a situation, resolved against the vocabulary when the catalogue loads, so that reading it is one
/// array look-up and a mistyped name never waits for a practitioner to be found.
/// </summary>
public sealed class FactPath
{
    internal const string SpecialtyName = "specialty";
    private const int OutsideTheFacts = -1;

    internal static readonly FactPath Specialty = new(
        SpecialtyName,
        [new FactMember { Name = SpecialtyName, Type = new TextType(), Origin = FactOrigin.Measured, Label = "Spécialité", Source = "Annuaire des professionnels de santé" }]);

    private readonly int slot;
    private readonly bool isDeclared;
    private readonly EnumerationValue? missing;

    internal FactPath(string text, IReadOnlyList<FactMember> members)
    {
        Text = text;
        Members = members;
        slot = text == SpecialtyName ? OutsideTheFacts : members.Sum(m => 1 + m.Slot) - 1;
        isDeclared = members[^1].Origin == FactOrigin.Declared;
        missing = (members[^1].Type as EnumerationType)?.Enumeration.Find(Enumeration.None);
        Origin = members[^1].Origin;
    }

    /// <summary>Names joined by dots.</summary>
    public string Text { get; }

    /// <summary>The last name's member: its label, type and help.</summary>
    public FactMember Member => Members[^1];

    /// <summary>From the fact down to the last name.</summary>
    public IReadOnlyList<FactMember> Members { get; }

    /// <summary>The last name's own: a member inherits its fact's origin unless it says otherwise (a prefilled member of a declared fact).</summary>
    public FactOrigin Origin { get; }

    /// <summary>The value as it counts: nothing for a declared answer that was never transmitted.</summary>
    /// <param name="situation">Where to read.</param>
    /// <returns>The value, or null when nothing is known.</returns>
    public object? Read(Situation situation)
    {
        if (isDeclared && situation.TransmittedOn is null)
        {
            return null;
        }

        return slot == OutsideTheFacts ? situation.Specialty : situation.Facts[slot];
    }

    internal bool Flag(Situation situation) => Read(situation) is true;

    // « is » and not « as »: unboxing to a nullable calls the runtime, several times dearer than all the rest of a read.
    internal long Integer(Situation situation) => Read(situation) is long whole ? whole : 0;

    internal DateOnly? Date(Situation situation) => Read(situation) is DateOnly day ? day : null;

    /// <summary>The value of an enumeration; a missing one is the list's <c>none</c>, or null where it has none.</summary>
    internal EnumerationValue? Choice(Situation situation) => Read(situation) as EnumerationValue ?? missing;

    internal string Code(Situation situation) => Choice(situation)?.Code ?? Enumeration.None;

    internal object[] Items(Situation situation) => Read(situation) as object[] ?? [];

    /// <inheritdoc />
    public override string ToString() => Text;
}
