namespace FamiPortal.Rules.Tests.Facts;

public class ExactNumberTests
{
    [Theory]
    [InlineData("2", "2", true)]
    [InlineData("2e0", "2", true)]
    [InlineData("0.2E1", "2", true)]
    [InlineData("20e-1", "2", true)]
    [InlineData("1.99999999999999999999", "2", false)]
    [InlineData("2.00000000000000000001", "2", true)]
    [InlineData("1e400", "2", true)]
    [InlineData("1e-400", "2", false)]
    [InlineData("1e-400", "0", true)]
    [InlineData("0", "0", true)]
    [InlineData("0", "1", false)]
    [InlineData("0.0e99", "0", true)]
    [InlineData("10", "9", true)]
    [InlineData("9", "10", false)]
    [InlineData("0.10", "0.1", true)]
    [InlineData("0.1", "0.09", true)]
    public void IsAtLeast_IsExact(string number, string least, bool expected) =>
        Assert.Equal(expected, Parse(number).IsAtLeast(Parse(least)));

    [Theory]
    [InlineData("0", 0L)]
    [InlineData("-0", 0L)]
    [InlineData("12", 12L)]
    [InlineData("1.20e1", 12L)]
    [InlineData("1200e-2", 12L)]
    [InlineData("999999999999999999", 999999999999999999L)]
    [InlineData("1e17", 100000000000000000L)]
    [InlineData("1e18", null)]
    [InlineData("1.5", null)]
    [InlineData("1e999999999999999999", null)]
    public void ToInt64_GivesWholeNumbersOfAtMost18Digits(string text, long? expected) =>
        Assert.Equal(expected, Parse(text).ToInt64());

    [Theory]
    [InlineData("-1", true)]
    [InlineData("-0", false)]
    [InlineData("-0.0", false)]
    [InlineData("1", false)]
    public void Parse_SaysWhetherTheNumberIsBelowZero(string text, bool expected)
    {
        ExactNumber.Parse(text, out var negative);

        Assert.Equal(expected, negative);
    }

    [Fact]
    public void Parse_AnExponentBeyondAllMeasure_IsRefused() =>
        Assert.Null(ExactNumber.Parse("1e9999999999999999999", out _));

    [Theory]
    [InlineData("0.00")]
    [InlineData("1.50e2")]
    public void ToString_IsTheNumberAsItWasWritten(string text) => Assert.Equal(text, Parse(text).ToString());

    [Fact]
    public void IsAtLeast_WithoutAnotherNumber_IsAMistakeOfTheCaller() => Assert.Throws<ArgumentNullException>(() => Parse("1").IsAtLeast(null!));

    private static ExactNumber Parse(string text) => ExactNumber.Parse(text, out _)!;
}
