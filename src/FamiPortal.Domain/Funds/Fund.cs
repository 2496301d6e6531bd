using FamiPortal.Domain.Persistence;

namespace FamiPortal.Domain.Funds;

/// <summary>A health insurance fund (CPAM, CGSS): its agents judge the evidence of its practitioners.</summary>
public sealed class Fund
{
    private Fund()
    {
    }

    /// <param name="code">The fund's three digits, e.g. <c>311</c>.</param>
    /// <param name="name">As people read it, e.g. « CPAM d’Exempleville ».</param>
    public Fund(string code, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Id = Ids.New();
        Code = code;
        Name = name;
    }

    public Guid Id { get; private set; }

    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";
}
