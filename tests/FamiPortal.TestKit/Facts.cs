namespace FamiPortal.TestKit;

/// <summary>Known facts, as JSON of the contract, that achieve the measured indicators of a physiotherapist.</summary>
public static class Facts
{
    public const string SesamVitaleUpToDate =
        """{"version":"1.40","addendum":8,"amendments":["tp-ald-maternite","rsp-580","cfe","tpg"],"compliantBillingOn":"2024-10-14"}""";

    public const string ScorUsed = """{"flows":12}""";

    public const string Yes = "true";

    /// <summary>All the year's acts in one month, so many of them secure.</summary>
    public static string Acts(int secure, int other) =>
        $$"""
        {"fseInPreviousYear":true,"acts":[
          {"month":3,"mode":"vitale","context":"standard","count":{{secure}}},
          {"month":3,"mode":"paper","context":"standard","count":{{other}}}]}
        """;
}
