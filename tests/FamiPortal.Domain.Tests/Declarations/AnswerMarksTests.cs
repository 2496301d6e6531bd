using FamiPortal.Domain.Declarations;
using FamiPortal.TestKit;

namespace FamiPortal.Domain.Tests.Declarations;

public sealed class AnswerMarksTests
{
    private static readonly Answers Some = A.Answers(("a", "1"), ("devices", "oximeter"), ("devices", "ecg"));

    [Fact]
    public void Text_ThereAndBack_KnowsTheSameAnswersAndNoOthers()
    {
        var marks = AnswerMarks.Parse($"{AnswerMarks.Of(Some)}")!;

        Assert.True(marks.IsBuiltFrom("a", ["1"]));
        Assert.True(marks.IsBuiltFrom("devices", ["ecg", "oximeter"]));
        Assert.True(marks.IsBuiltFrom("blank", []));
        Assert.False(marks.IsBuiltFrom("a", ["2"]));
        Assert.False(marks.IsBuiltFrom("a", []));
        Assert.False(marks.IsBuiltFrom("devices", ["ecg"]));
        Assert.False(marks.IsBuiltFrom("blank", ["1"]));
    }

    [Fact]
    public void ABlankForm_IsNoUnknownOne()
    {
        Assert.True(AnswerMarks.Parse("")!.IsBuiltFrom("a", []));
        Assert.False(AnswerMarks.Parse($"{AnswerMarks.Unknown}")!.IsBuiltFrom("a", []));
        Assert.True(AnswerMarks.Parse($"{AnswerMarks.Unknown.With("a", "")}")!.IsBuiltFrom("a", []));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0123456789abcdef")]
    [InlineData("a:b:c")]
    public void Parse_OfAnythingElse_IsNothing(string? text) => Assert.Null(AnswerMarks.Parse(text));

    [Fact]
    public void Mark_OfTheSameLines_IsTheSameHoweverTheyEnd() => Assert.Equal(AnswerMarks.Mark(["one\ntwo"]), AnswerMarks.Mark(["one\r\ntwo"]));

    [Fact]
    public void Except_LeavesSomeFieldsAsTheyWere()
    {
        var marks = AnswerMarks.Of(A.Answers(("a", "2"), ("new", "1"))).Except(["a", "new"], AnswerMarks.Of(Some));

        Assert.True(marks.IsBuiltFrom("a", ["1"]));
        Assert.True(marks.IsBuiltFrom("new", []));
    }
}
