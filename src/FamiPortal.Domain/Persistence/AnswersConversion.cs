using FamiPortal.Domain.Declarations;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FamiPortal.Domain.Persistence;

/// <summary>Answers are one JSON text, compared by what they say.</summary>
internal static class AnswersConversion
{
    public static PropertyBuilder<Answers> IsJson(this PropertyBuilder<Answers> property)
    {
        property.HasConversion(
            answers => answers.ToJson(),
            json => Answers.FromJson(json),
            new ValueComparer<Answers>((one, two) => Equals(one, two), answers => answers.GetHashCode(), answers => answers));
        return property;
    }
}
