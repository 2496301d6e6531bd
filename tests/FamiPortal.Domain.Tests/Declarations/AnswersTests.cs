using FamiPortal.Domain.Declarations;
using FamiPortal.TestKit;

namespace FamiPortal.Domain.Tests.Declarations;

public sealed class AnswersTests
{
    [Fact]
    public void Equal_InAnyOrder_HaveTheSameText()
    {
        var one = A.Answers(("b", "2"), ("a", "1"));
        var two = A.Answers(("a", "1"), ("b", "2"), ("c", "  "));

        Assert.Equal(one, two);
        Assert.Equal(one.ToJson(), two.ToJson());
    }

    [Fact]
    public void Json_ThereAndBack_SaysTheSameWithReadableAccents()
    {
        var answers = A.Answers(("a", "Kiné « 5 » <b>"), ("devices", "x"), ("devices", "y"));

        Assert.Equal(answers, Answers.FromJson(answers.ToJson()));
        Assert.Contains("Kiné", answers.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Differences_NameEveryPathAddedRemovedOrChanged()
    {
        var before = A.Answers(("same", "1"), ("changed", "1"), ("removed", "1"));
        var after = A.Answers(("same", "1"), ("changed", "2"), ("added", "1"));

        Assert.Equal(["added", "changed", "removed"], after.DifferencesWith(before).Order());
    }

    [Fact]
    public void Differences_OfBoxesTickedInAnotherOrder_AreNone()
    {
        var (one, two) = (A.Answers(("devices", "oximeter"), ("devices", "ecg")), A.Answers(("devices", "ecg"), ("devices", "oximeter")));

        Assert.Empty(one.DifferencesWith(two));
        Assert.Equal(one, two);
        Assert.Equal(["devices"], one.DifferencesWith(A.Answers(("devices", "ecg"))));
    }
}
