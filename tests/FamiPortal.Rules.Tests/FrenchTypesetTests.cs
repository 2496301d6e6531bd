namespace FamiPortal.Rules.Tests;

public sealed class FrenchTypesetTests
{
    [Theory]
    [InlineData("70 % ou plus ; sinon rien !", "70\u202f% ou plus\u202f; sinon rien\u202f!")]
    [InlineData("La mention « DMP compatible » : où ?", "La mention «\u00a0DMP compatible\u00a0»\u00a0: où\u202f?")]
    [InlineData("350 €", "350\u202f€")]
    [InlineData("", "")]
    [InlineData("dmpSoftware.declared 31/12/N S-KINE24 1.4.1", "dmpSoftware.declared 31/12/N S-KINE24 1.4.1")]
    public void Typeset_SetsTheFrenchSpaces_AndLeavesTheRest(string typed, string expected)
    {
        Assert.Equal(expected, French.Typeset(typed));
    }
}
