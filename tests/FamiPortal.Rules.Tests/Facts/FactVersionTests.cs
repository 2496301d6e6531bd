namespace FamiPortal.Rules.Tests.Facts;

public class FactVersionTests
{
    [Theory]
    [InlineData("1.40", 1, 40)]
    [InlineData("1.4", 1, 4)]
    [InlineData("10.0", 10, 0)]
    [InlineData("999999999.400000000", 999999999, 400000000)]
    public void Parse_TwoIntegersAndADot_IsAVersion(string text, int major, int minor)
    {
        var version = FactVersion.Parse(text);

        Assert.Equal((major, minor), (version!.Major, version.Minor));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.")]
    [InlineData(".40")]
    [InlineData("1.40.1")]
    [InlineData("1,40")]
    [InlineData(" 1.40")]
    [InlineData("+1.40")]
    [InlineData("1.4٠")]
    [InlineData("1.4000000000")]
    public void Parse_AnythingElse_IsNot(string text) => Assert.Null(FactVersion.Parse(text));
}
