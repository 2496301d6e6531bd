namespace FamiPortal.Rules;

/// <summary>
/// A way to one value of a situation, resolved against the vocabulary when the catalogue loads, so that reading it is a
/// few array look-ups and a mistyped name never waits for a practitioner to be found.
/// </summary>
public sealed class FactPath
{
    internal const string SpecialtyName = "specialty";

    internal static readonly FactPath Specialty = new(
        SpecialtyName,
        [new FactMember { Name = SpecialtyName, Type = new TextType(), Origin = FactOrigin.Measured, Label = "Spécialité", Source = "Annuaire des professionnels de santé" }]);

    private readonly int[] slots;

    internal FactPath(string text, IReadOnlyList<FactMember> members)
    {
        Text = text;
        Members = members;
        slots = [.. members.Select(m => m.Slot)];
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
        if (ReferenceEquals(this, Specialty))
        {
            return situation.Specialty;
        }

        if (Origin == FactOrigin.Declared && situation.TransmittedOn is null)
        {
            return null;
        }

        object? value = situation.Facts;
        foreach (var slot in slots)
        {
            if (value is not FactRecord record)
            {
                return null;
            }

            value = record[slot];
        }

        return value;
    }

    internal bool Flag(Situation situation) => Read(situation) is true;

    internal long Integer(Situation situation) => Read(situation) as long? ?? 0;

    internal DateOnly? Date(Situation situation) => Read(situation) as DateOnly?;

    internal string Code(Situation situation) => (Read(situation) as EnumerationValue)?.Code ?? Enumeration.None;

    internal IEnumerable<T> Items<T>(Situation situation) => (Read(situation) as IReadOnlyList<object> ?? []).Cast<T>();

    /// <inheritdoc />
    public override string ToString() => Text;
}
