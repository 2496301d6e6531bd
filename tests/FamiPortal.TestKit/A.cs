using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Feeds;
using FamiPortal.Domain.Funds;
using FamiPortal.Domain.Practitioners;

namespace FamiPortal.TestKit;

/// <summary>Builders of entities that are right by default; a test says only what it is about.</summary>
public static class A
{
    public const string Profession = "masseur-kinesitherapeute";
    public const int Exercise = 2024;

    private static int count;

    public static FundBuilder Fund() => new();

    public static PractitionerBuilder Practitioner() => new();

    public static CampaignBuilder Campaign() => new();

    public static KnownFactBuilder KnownFact(string path, string valueJson) => new(path, valueJson);

    public static Answers Answers(params (string Path, string Value)[] pairs) => Domain.Declarations.Answers.Of(pairs);

    internal static int Next() => Interlocked.Increment(ref count);
}

public sealed class FundBuilder
{
    private string code = $"{900 + (A.Next() % 100)}";
    private string name = "CPAM d’Exempleville";

    public FundBuilder Named(string value)
    {
        name = value;
        return this;
    }

    public FundBuilder Coded(string value)
    {
        code = value;
        return this;
    }

    public Fund Build() => new(code, name);
}

public sealed class PractitionerBuilder
{
    private readonly string rpps = $"99{A.Next():D9}";
    private string firstName = "Iris";
    private string lastName = "Maquette";
    private string profession = A.Profession;
    private string? specialty;
    private Fund? fund;

    public PractitionerBuilder Named(string first, string last)
    {
        (firstName, lastName) = (first, last);
        return this;
    }

    public PractitionerBuilder Of(string professionCode, string? withSpecialty = null)
    {
        (profession, specialty) = (professionCode, withSpecialty);
        return this;
    }

    public PractitionerBuilder In(Fund value)
    {
        fund = value;
        return this;
    }

    public Practitioner Build() =>
        new Practitioner(Rpps.Parse(rpps), null, firstName, lastName, profession, fund ?? A.Fund().Build()).WithSpecialty(specialty).WithEmail($"{rpps}@exemple.invalid");
}

public sealed class CampaignBuilder
{
    private string profession = A.Profession;
    private int exercise = A.Exercise;
    private DateOnly opensOn = new(2025, 1, 13);
    private DateOnly lastDay = new(2025, 3, 3);
    private CampaignState state = CampaignState.Open;

    public CampaignBuilder For(int year)
    {
        exercise = year;
        return this;
    }

    public CampaignBuilder Of(string professionCode)
    {
        profession = professionCode;
        return this;
    }

    public CampaignBuilder Between(DateOnly first, DateOnly last)
    {
        (opensOn, lastDay) = (first, last);
        return this;
    }

    public CampaignBuilder In(CampaignState value)
    {
        state = value;
        return this;
    }

    /// <summary>A campaign that went through its own transitions up to the wanted state, a minute before its end.</summary>
    public Campaign Build()
    {
        var campaign = new Campaign(profession, exercise, $"FAMI {exercise}", opensOn, lastDay);
        Func<DateTime, Domain.Outcome>[] steps = [campaign.Open, campaign.Close, campaign.Settle, campaign.Publish];
        foreach (var step in steps.Take((int)state))
        {
            var done = step(campaign.LastMinute);
            if (!done.IsDone)
            {
                throw new InvalidOperationException(done.Problems[0].Message);
            }
        }

        return campaign;
    }
}

public sealed class KnownFactBuilder(string path, string valueJson)
{
    private int exercise = A.Exercise;
    private Practitioner? practitioner;

    public KnownFactBuilder About(Practitioner value)
    {
        practitioner = value;
        return this;
    }

    public KnownFactBuilder For(int year)
    {
        exercise = year;
        return this;
    }

    public KnownFact Build() => new(
        practitioner ?? A.Practitioner().Build(),
        exercise,
        path,
        valueJson,
        "Flux de test",
        new DateOnly(2025, 1, 9),
        new DateTime(2025, 1, 9, 3, 0, 0, DateTimeKind.Utc));
}
