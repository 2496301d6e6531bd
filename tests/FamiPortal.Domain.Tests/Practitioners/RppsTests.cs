using FamiPortal.Domain.Practitioners;

namespace FamiPortal.Domain.Tests.Practitioners;

public sealed class RppsTests
{
    [Theory]
    [InlineData("99000000001", "99000000001")]
    [InlineData(" 99 000 000 001 ", "99000000001")]
    [InlineData("9900000000", null)]
    [InlineData("990000000012", null)]
    [InlineData("9900000000A", null)]
    [InlineData("٩٩٠٠٠٠٠٠٠٠١", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Parse_WantsElevenDigits(string? text, string? expected)
    {
        var isRpps = Rpps.TryParse(text, out var rpps);

        Assert.Equal(expected is not null, isRpps);
        Assert.Equal(expected, rpps?.Value);
    }
}
