namespace FamiPortal.Rules.Tests;

public class FrenchTests
{
    [Theory]
    [InlineData(0, "0,00 €")]
    [InlineData(590, "590,00 €")]
    [InlineData(1240, "1 240,00 €")]
    [InlineData(1234567.895, "1 234 567,90 €")]
    [InlineData(-7.5, "-7,50 €")]
    [InlineData(-0.001, "0,00 €")]
    public void Money_HasCentsAndGroupedThousands(decimal euros, string expected) => Assert.Equal(Narrow(expected), French.Money(euros));

    [Theory]
    [InlineData(490, "490 €")]
    [InlineData(157.5, "157,50 €")]
    public void ShortMoney_DropsCentsThatAreZero(decimal euros, string expected) => Assert.Equal(Narrow(expected), French.ShortMoney(euros));

    [Theory]
    [InlineData(2310, 2730, "84,62 %")]
    [InlineData(7, 10, "70 %")]
    [InlineData(2, 3, "66,67 %")]
    [InlineData(69999, 100000, "69,99 %")]
    [InlineData(1399, 2000, "69,95 %")]
    [InlineData(3, 2, "150 %")]
    [InlineData(0, 5, "0 %")]
    [InlineData(1, 1000, "0,1 %")]
    [InlineData(0, 0, "sans objet")]
    public void Percent_IsRoundedButNeverUpToAWholePercent(int numerator, int denominator, string expected) =>
        Assert.Equal(Narrow(expected), French.Percent(numerator, denominator));

    [Fact]
    public void Dates_AreWrittenInFull()
    {
        Assert.Equal("1ᵉʳ mars 2026", French.Date(new DateOnly(2026, 3, 1)));
        Assert.Equal("lundi 2 mars 2026", French.LongDate(new DateOnly(2026, 3, 2)));
        Assert.Equal("31/12/2025", French.ShortDate(new DateOnly(2025, 12, 31)));
        Assert.Equal("18\u00A0h\u00A000", French.Time(new TimeOnly(18, 0)));
        Assert.Equal("août", French.Month(8));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("a|b", "a et b")]
    [InlineData("a|b|c", "a, b et c")]
    public void Join_ReadsAsASentence(string words, string expected) =>
        Assert.Equal(expected, French.Join(words.Length == 0 ? [] : words.Split('|')));

    private static string Narrow(string text) => text.Replace(' ', French.NarrowSpace).Replace($"sans{French.NarrowSpace}objet", "sans objet", StringComparison.Ordinal);
}
