namespace FamiPortal.Rules;

/// <summary>
/// The facts that situations may hold: names, shapes, labels, origins. The contract's facts are its first content; the
/// folder of a profession may add its own.
/// </summary>
public sealed class Vocabulary
{
    /// <summary>Builds a vocabulary.</summary>
    /// <param name="facts">One member a fact, names unique.</param>
    /// <param name="enumerations">The closed lists that the facts use.</param>
    public Vocabulary(IReadOnlyList<FactMember> facts, IReadOnlyList<Enumeration> enumerations)
    {
        Facts = new ObjectType(facts);
        Enumerations = enumerations;
    }

    /// <summary>The root object of a situation's <c>facts</c>.</summary>
    public ObjectType Facts { get; }

    /// <summary>The closed lists, in file order.</summary>
    public IReadOnlyList<Enumeration> Enumerations { get; }

    /// <summary>Compiles a dotted path, such as <c>dmpSoftware.declared.acquiredOn</c>.</summary>
    /// <param name="path">Names from the fact down, or <c>specialty</c> for the situation's own property.</param>
    /// <returns>The compiled path, or null when a name on the way does not exist.</returns>
    public FactPath? Path(string path)
    {
        if (path == FactPath.SpecialtyName)
        {
            return FactPath.Specialty;
        }

        var members = new List<FactMember>();
        FactType type = Facts;
        foreach (var name in path.Split('.'))
        {
            if (type is not ObjectType owner || owner.Find(name) is not { } member)
            {
                return null;
            }

            members.Add(member);
            type = member.Type;
        }

        return new FactPath(path, members);
    }
}
