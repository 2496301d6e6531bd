using FamiPortal.Domain.Funds;
using FamiPortal.Domain.Persistence;

namespace FamiPortal.Domain.Practitioners;

/// <summary>A health professional in private practice, attached to one fund.</summary>
public sealed class Practitioner
{
    private Practitioner()
    {
    }

    public Practitioner(Rpps rpps, string? title, string firstName, string lastName, string professionCode, Fund fund)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(firstName);
        ArgumentException.ThrowIfNullOrWhiteSpace(lastName);
        ArgumentException.ThrowIfNullOrWhiteSpace(professionCode);
        Id = Ids.New();
        Rpps = rpps;
        Title = title;
        FirstName = firstName;
        LastName = lastName;
        ProfessionCode = professionCode;
        Fund = fund;
        FundId = fund.Id;
    }

    public Guid Id { get; private set; }

    public Rpps Rpps { get; private set; } = null!;

    /// <summary>« Dr », for those who bear it.</summary>
    public string? Title { get; private set; }

    public string FirstName { get; private set; } = "";

    public string LastName { get; private set; } = "";

    /// <summary>A code of the rule catalogue.</summary>
    public string ProfessionCode { get; private set; } = "";

    /// <summary>The label that the rules know, for professions that have specialties.</summary>
    public string? Specialty { get; private set; }

    public string? Email { get; private set; }

    public Guid FundId { get; private set; }

    public Fund Fund { get; private set; } = null!;

    /// <summary><c>Dr Camille Exemple</c></summary>
    public string DisplayName => Title is null ? $"{FirstName} {LastName}" : $"{Title} {FirstName} {LastName}";

    /// <summary>Another fund treats their files from now on.</summary>
    internal void MoveTo(Fund fund)
    {
        Fund = fund;
        FundId = fund.Id;
    }

    public Practitioner WithSpecialty(string? specialty)
    {
        Specialty = specialty;
        return this;
    }

    public Practitioner WithEmail(string? email)
    {
        Email = email;
        return this;
    }
}
