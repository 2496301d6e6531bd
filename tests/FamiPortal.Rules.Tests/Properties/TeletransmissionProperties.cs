using FsCheck.Fluent;

namespace FamiPortal.Rules.Tests.Properties;

public class TeletransmissionProperties
{
    [Fact]
    public void Rate_WhateverTheOrderOfActs_IsTheSame() =>
        Arbitrary.Check(
            from acts in Arbitrary.Acts
            from shuffled in Gen.Shuffle(acts)
            select (acts, shuffled),
            drawn => Rate(drawn.acts) == Rate(drawn.shuffled));

    [Fact]
    public void Verdict_WhenASecureActIsAdded_NeverFalls() =>
        Arbitrary.Check(
            from acts in Arbitrary.Acts
            from month in Gen.Choose(1, 12)
            from context in Gen.Elements("standard", "ehpad-resident", "telecare")
            select (acts, added: new Act(month, "vitale", context, 1)),
            drawn => Judge(drawn.acts).Verdict <= Judge([.. drawn.acts, drawn.added]).Verdict);

    [Fact]
    public void Rate_CountsEveryActOnce_OrLeavesItOut() =>
        Arbitrary.Check(Arbitrary.Acts, acts =>
        {
            var counted = acts.Where(a => a.Context is "standard" || (a.IsSecure && a.Context is "ehpad-resident" or "telecare" && a.IsSecure)).ToList();
            return Rate(acts) == new Ratio(counted.Where(a => a.IsSecure).Sum(a => a.Count), counted.Sum(a => a.Count));
        });

    [Theory]
    [InlineData("masseur-kinesitherapeute/2024", 7, 10)]
    [InlineData("chirurgien-dentiste/2025", 7, 10)]
    [InlineData("medecin/2025", 2, 3)]
    public void Verdict_AroundTheThreshold_IsExact(string key, int numerator, int denominator)
    {
        for (var secure = 0; secure <= 120; secure++)
        {
            for (var other = 0; other <= 60; other++)
            {
                var expected = secure + other > 0 && secure * denominator >= numerator * (secure + other);
                var result = Judge([new Act(3, "vitale", "standard", secure), new Act(3, "paper", "standard", other)], key);
                Assert.Equal(expected ? Verdict.Achieved : Verdict.NotAchieved, result.Verdict);
            }
        }
    }

    [Theory]
    [InlineData("699999999999999999", "300000000000000001", Verdict.NotAchieved)]
    [InlineData("700000000000000000", "300000000000000000", Verdict.Achieved)]
    public void Verdict_OnHugeCounts_IsExactWithoutFloatingPoint(string secure, string other, Verdict expected)
    {
        var acts = $$"""[{"month":1,"mode":"vitale","context":"standard","count":{{secure}}},{"month":1,"mode":"paper","context":"standard","count":{{other}}}]""";

        var result = Official.Assess(Official.Physiotherapist($$"""
            "teletransmission":{"fseInPreviousYear":true,"acts":{{acts}}}
            """))["teletransmission"];

        Assert.Equal(expected, result.Verdict);
    }

    [Theory]
    [InlineData("2024-01-01", 2)]
    [InlineData("2024-05-31", 6)]
    [InlineData("2024-11-30", 12)]
    [InlineData("2024-12-01", 12)]
    public void Period_OfANewcomer_BeginsTheMonthAfterTheFirstSheet(string first, int firstMonth)
    {
        var acts = string.Join(',', Enumerable.Range(1, 12).Select(month => new Act(month, "vitale", "standard", 1)));

        var result = Official.Assess(Official.Physiotherapist($$"""
            "teletransmission":{"firstFseOn":"{{first}}","acts":[{{acts}}]}
            """))["teletransmission"];

        Assert.Equal(13 - firstMonth, result.Rate!.Value.Denominator);
    }

    private static Ratio Rate(Act[] acts) => Judge(acts).Rate!.Value;

    private static IndicatorResult Judge(Act[] acts, string key = "masseur-kinesitherapeute/2024")
    {
        var at = key.IndexOf('/', StringComparison.Ordinal);
        return Official.Assess($$$"""
            {"id":"a","profession":"{{{key[..at]}}}","exercise":{{{key[(at + 1)..]}}},
             "facts":{"teletransmission":{"fseInPreviousYear":true,"acts":[{{{string.Join(',', acts.AsEnumerable())}}}]} }}
            """)["teletransmission"];
    }
}
