using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;

namespace FamiPortal.Web.Tests.Infrastructure;

public sealed class PassagesTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public void Of_ASectionThatHasItsOwnName_DoesNotCallItAPart()
    {
        var catalogue = portal.Services.GetRequiredService<RuleCatalogue>();
        var references = catalogue.Find("masseur-kinesitherapeute", 2022)!.Find("dmp-software")!.References;

        var passages = Passages.Of(references);

        Assert.Contains("Guide méthodologique FAMI des masseurs-kinésithérapeutes, exercice 2022, parties 1.1, 1.1.1, 1.1.2 et 1.1.3", passages);
        Assert.Contains(passages, passage => passage.EndsWith(", Indicateur 1 et Écran 5", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_RomanNumbers_StayNumbers()
    {
        var catalogue = portal.Services.GetRequiredService<RuleCatalogue>();
        var references = catalogue.Find("medecin", 2025)!.Find("sas")!.References;

        Assert.All(Passages.Of(references), passage => Assert.Matches(", parties? II", passage));
    }
}
