using FamiPortal.Domain.Declarations;
using FamiPortal.TestKit;

namespace FamiPortal.Domain.Tests.Declarations;

/// <summary>Every way that one question can go in two forms: what was shown, what is saved since, what is typed here.</summary>
public sealed class DraftMergeTests
{
    [Theory]
    [InlineData("x", "x", "x", "x")]
    [InlineData("x", "y", "x", "y")] // untouched here
    [InlineData("x", "", "x", "")]
    [InlineData("", "y", "", "y")]
    [InlineData("x", "x", "z", "z")] // untouched elsewhere
    [InlineData("x", "x", "", "")]
    [InlineData("", "", "z", "z")]
    [InlineData("x", "y", "y", "y")] // the same on both sides
    [InlineData("x", "", "", "")]
    [InlineData("x", "y", "z", null)]
    [InlineData("", "y", "z", null)]
    [InlineData("x", "", "z", null)]
    [InlineData("x", "y", "", null)]
    public void Of_OneQuestion_TakesWhatOneSideChangedAndAsksTheRest(string shown, string saved, string typed, string? expected)
    {
        var merge = DraftMerge.Of(A.Answers(("a", saved), ("b", "1")), A.Answers(("a", typed), ("b", "1")), ["a", "b"], AnswerMarks.Of(A.Answers(("a", shown), ("b", "1"))));

        Assert.Equal(expected is null ? ["a"] : [], merge.Asked.Select(asked => asked.Path));
        Assert.Equal(expected ?? saved, merge.Answers.ValueOf("a") ?? "");
        Assert.Equal("1", merge.Answers.ValueOf("b"));
        Assert.Equal(expected == saved && saved != typed ? ["a"] : [], merge.Kept);
    }

    [Fact]
    public void Of_AFormThatSaysNothing_AsksAllThatDiffers()
    {
        var merge = DraftMerge.Of(A.Answers(("a", "1"), ("b", "1")), A.Answers(("b", "1"), ("c", "1")), ["a", "b", "c"], AnswerMarks.Unknown);

        Assert.Equal(["a", "c"], merge.Asked.Select(asked => asked.Path));
    }

    [Fact]
    public void Of_AnAnswerOutsideTheForm_LeavesIt()
    {
        var merge = DraftMerge.Of(A.Answers(("a", "1"), ("outside", "1")), A.Answers(("a", "2")), ["a"], AnswerMarks.Of(A.Answers(("a", "1"))));

        Assert.Equal(A.Answers(("a", "2"), ("outside", "1")), merge.Answers);
    }
}
