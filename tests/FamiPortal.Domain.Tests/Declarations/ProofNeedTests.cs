using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Practitioners;
using FamiPortal.Domain.Situations;
using FamiPortal.TestKit;

namespace FamiPortal.Domain.Tests.Declarations;

public sealed class ProofNeedTests
{
    private static readonly Practitioner Iris = A.Practitioner().Build();

    [Fact]
    public void Proof_AfterAChangeOfEditor_IsWantedForThat_EvenIfALaterDocumentServedItsOwnExerciseOnly()
    {
        // Accepted by the fund in 2020 for good; in 2022 the portal accepted one more, for that exercise, because the first still held.
        var need = NeedOf("Fictikiné 3", Accepted(2020, null, "Exemple Kiné 5"), Accepted(2022, new DateOnly(2022, 12, 31), "Exemple Kiné 5"));

        Assert.Equal((ProofReason.EditorChanged, 2020), (need.Reason, need.Earlier!.Exercise));
    }

    [Fact]
    public void Proof_WhenTheEditorComesBack_RestsOnTheOneThatNamedIt()
    {
        var need = NeedOf("Exemple Kiné 5", Accepted(2020, null, "Exemple Kiné 5"), Accepted(2022, null, "Fictikiné 3"));

        Assert.Equal((ProofReason.CarriedOver, 2020), (need.Reason, need.Earlier!.Exercise));
    }

    [Fact]
    public void Proof_ThatWasAcceptedUpToADayThatHasPassed_IsWantedForThat()
    {
        var need = NeedOf("Exemple Kiné 5", Accepted(2020, new DateOnly(2021, 6, 30), "Exemple Kiné 5"), Accepted(2022, new DateOnly(2023, 6, 30), "Exemple Kiné 5"));

        Assert.Equal((ProofReason.Expired, 2022), (need.Reason, need.Earlier!.Exercise));
    }

    private static ProofNeed NeedOf(string software, params EarlierProof[] earlier)
    {
        var situation = new SituationAssembler(TestPortal.Catalogue).Assemble(new SituationSources(Iris, A.Exercise)
        {
            Answers = A.Answers((Scenario.BusinessSoftware, software), (Scenario.DmpSoftware, software)),
            TransmittedOn = new DateOnly(2025, 2, 10),
            EarlierProofs = earlier,
        }).Value;
        var indicator = situation.RuleSet.Find("dmp-software")!;
        return ProofNeed.Of(indicator, indicator.Proofs[0], situation, hasDeclaredBefore: true);
    }

    private static EarlierProof Accepted(int exercise, DateOnly? validUntil, string software) => new(
        Scenario.DmpProof,
        exercise,
        validUntil,
        A.Answers((Scenario.BusinessSoftware, software), (Scenario.DmpSoftware, software)),
        "CPAM d’Exempleville",
        new DateTime(exercise + 1, 2, 1, 9, 0, 0, DateTimeKind.Utc));
}
