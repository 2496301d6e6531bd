using FamiPortal.Domain.Persistence;

namespace FamiPortal.Domain.Tests.Persistence;

public sealed class LengthsTests
{
    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "abc")]
    [InlineData("ab👍", 4, "ab👍")]
    [InlineData("ab👍c", 4, "ab👍")]
    [InlineData("ab👍", 3, "ab")]
    [InlineData("", 3, "")]
    public void Cut_NeverSplitsASign(string text, int lengthMax, string expected) => Assert.Equal(expected, Lengths.Cut(text, lengthMax));
}
