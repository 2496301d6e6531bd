using System.Text.Json;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Practitioners;
using FamiPortal.Domain.Situations;
using FamiPortal.Rules;
using FamiPortal.TestKit;

namespace FamiPortal.Domain.Tests.Situations;

public sealed class SituationAssemblerTests
{
    private static readonly Practitioner Iris = A.Practitioner().Build();
    private static readonly SituationAssembler Assembler = new(TestPortal.Catalogue);
    private static readonly Answers Softwares = A.Answers((Scenario.BusinessSoftware, "Exemple Kiné 5"), (Scenario.DmpSoftware, "Exemple Kiné 5"));

    [Fact]
    public void Assemble_WithNothingKnown_HasNoFact()
    {
        var situation = Assemble(new SituationSources(Iris, A.Exercise));

        Assert.Equal("{}", FactsOf(situation));
        Assert.Contains("\"transmittedOn\":null", situation.Json, StringComparison.Ordinal);
    }

    [Fact]
    public void Assemble_PutsKnownFactsAtTheirPathBesideAnswers()
    {
        var situation = Assemble(new SituationSources(Iris, A.Exercise)
        {
            KnownFacts = [Known("dmpSoftware.prefilled", "true"), Known("scor", Facts.ScorUsed)],
            Answers = Softwares,
            TransmittedOn = new DateOnly(2025, 2, 10),
        });

        Assert.Equal(
            """{"dmpSoftware":{"prefilled":true,"declared":{"businessSoftware":"Exemple Kiné 5","dmpSoftware":"Exemple Kiné 5"}},"scor":{"flows":12}}""",
            FactsOf(situation));
        Assert.Equal(new Provenance("Flux de test", new DateOnly(2025, 1, 9)), situation.Provenance["scor"]);
    }

    [Theory]
    [InlineData("dmpSoftware.declared.acquiredOn", "2024-03-14", """{"dmpSoftware":{"declared":{"acquiredOn":"2024-03-14"}}}""")]
    [InlineData("dmpSoftware.declared.webDmpOnly", "true", """{"dmpSoftware":{"declared":{"webDmpOnly":true}}}""")]
    [InlineData("coordinatedCare.meetings", "4", """{"coordinatedCare":{"meetings":4}}""")]
    [InlineData("connectedDevices", "oximeter", """{"connectedDevices":["oximeter"]}""")]
    public void Assemble_GivesEachAnswerTheTypeOfItsField(string path, string value, string facts)
    {
        var situation = Assemble(new SituationSources(Iris, A.Exercise) { Answers = A.Answers((path, value)) });

        Assert.Equal(facts, FactsOf(situation));
    }

    [Fact]
    public void Assemble_WithAPrefilledIndicatorAndADocumentButNoAnswer_KeepsThePrefilledOne()
    {
        var situation = Assemble(new SituationSources(Iris, A.Exercise)
        {
            KnownFacts = [Known("dmpSoftware.prefilled", "true")],
            TransmittedOn = new DateOnly(2025, 2, 10),
            Evidence = [Use(EvidenceUseState.Pending)],
        });

        Assert.Equal("""{"dmpSoftware":{"prefilled":true}}""", FactsOf(situation));
        Assert.Equal(Verdict.Achieved, situation.Assess()["dmp-software"].Verdict);
    }

    [Theory]
    [InlineData("none", Verdict.AwaitingEvidence)]
    [InlineData("none", Verdict.AwaitingEvidence, EvidenceUseState.Withdrawn)]
    [InlineData("pending", Verdict.AwaitingEvidence, EvidenceUseState.Pending)]
    [InlineData("pending", Verdict.AwaitingEvidence, EvidenceUseState.Asked)]
    [InlineData("rejected", Verdict.NotAchieved, EvidenceUseState.Rejected)]
    [InlineData("accepted", Verdict.Achieved, EvidenceUseState.Accepted)]
    [InlineData("pending", Verdict.AwaitingEvidence, EvidenceUseState.Rejected, EvidenceUseState.Pending)]
    [InlineData("accepted", Verdict.Achieved, EvidenceUseState.Rejected, EvidenceUseState.Accepted, EvidenceUseState.Pending)]
    public void Assemble_TakesTheBestStateOfTheDocuments(string state, Verdict verdict, params EvidenceUseState[] uses)
    {
        var situation = Assemble(new SituationSources(Iris, A.Exercise)
        {
            Answers = Softwares,
            TransmittedOn = new DateOnly(2025, 2, 10),
            Evidence = [.. uses.Select(Use)],
        });

        using var json = JsonDocument.Parse(situation.Json);
        var declared = json.RootElement.GetProperty("facts").GetProperty("dmpSoftware").GetProperty("declared");
        Assert.Equal(state, declared.TryGetProperty("evidence", out var written) ? written.GetString() : "none");
        Assert.Equal(verdict, situation.Assess()["dmp-software"].Verdict);
    }

    [Theory]
    [InlineData("Exemple Kiné 5", null, true)]
    [InlineData(" exemple  KINÉ5 ", null, true)]
    [InlineData("Exemple Kiné 6", null, false)]
    [InlineData("", null, false)]
    [InlineData("Exemple Kiné 5", "2024-12-31", true)]
    [InlineData("Exemple Kiné 5", "2024-12-30", false)]
    public void Assemble_CarriesAnEarlierProofOverWhileTheSoftwareIsTheSame(string then, string? validUntil, bool isCarriedOver)
    {
        var earlier = new EarlierProof(
            Scenario.DmpProof,
            2022,
            validUntil is null ? null : DateOnly.Parse(validUntil, System.Globalization.CultureInfo.InvariantCulture),
            A.Answers((Scenario.BusinessSoftware, then), (Scenario.DmpSoftware, then)),
            "CPAM d’Exempleville",
            new DateTime(2023, 2, 1, 9, 0, 0, DateTimeKind.Utc));

        var situation = Assemble(new SituationSources(Iris, A.Exercise)
        {
            Answers = Softwares,
            TransmittedOn = new DateOnly(2025, 2, 10),
            EarlierProofs = [earlier],
        });

        Assert.Equal(isCarriedOver, situation.Json.Contains("\"evidenceCarriedOver\":true", StringComparison.Ordinal));
        Assert.Equal(isCarriedOver ? Verdict.Achieved : Verdict.AwaitingEvidence, situation.Assess()["dmp-software"].Verdict);
    }

    [Fact]
    public void Assemble_TheSameSources_GivesTheSameText()
    {
        SituationSources Sources(params (string Path, string Json)[] facts) => new(Iris, A.Exercise)
        {
            KnownFacts = [.. facts.Select(fact => Known(fact.Path, fact.Json))],
            Answers = Softwares,
        };

        var one = Assemble(Sources(("scor", Facts.ScorUsed), ("dmpSoftware.prefilled", "true")));
        var two = Assemble(Sources(("dmpSoftware.prefilled", "true"), ("scor", Facts.ScorUsed)));

        Assert.Equal(one.Json, two.Json);
    }

    [Fact]
    public void Assemble_WithoutRulesForTheExercise_IsRefused()
    {
        var refused = Assembler.Assemble(new SituationSources(Iris, 1999));

        Assert.Equal("rules-missing", Assert.Single(refused.Problems).Code);
    }

    private static AssembledSituation Assemble(SituationSources sources) => Assembler.Assemble(sources).Value;

    private static string FactsOf(AssembledSituation situation)
    {
        using var json = JsonDocument.Parse(situation.Json);
        return json.RootElement.GetProperty("facts").GetRawText();
    }

    private static Domain.Feeds.KnownFact Known(string path, string json) => A.KnownFact(path, json).About(Iris).Build();

    /// <summary>A transmitted document that went through the real transitions to its state.</summary>
    private static EvidenceUse Use(EvidenceUseState state)
    {
        var campaign = A.Campaign().Build();
        var now = campaign.OpensAt;
        var declaration = new Declaration(Iris, campaign, now);
        var file = new StoredFile(Guid.NewGuid().ToString("N"), EvidenceFormat.Pdf, "application/pdf", 1, new string('0', 64));
        var use = declaration.Attach(new EvidenceDocument(Iris, "facture.pdf", file, now), Scenario.DmpProof, "dmp-software", now).Value;
        _ = declaration.Transmit(declaration.DraftVersion, new AttestedText("J’atteste", "1", []), now).Value;
        var decision = new EvidenceDecision(Guid.NewGuid(), "Dominique Modèle", "CPAM d’Exempleville", now);
        var outcome = state switch
        {
            EvidenceUseState.Pending => Outcome.Done,
            EvidenceUseState.Accepted => use.Accept(decision, Softwares, null),
            EvidenceUseState.Rejected => use.Refuse(decision, "La facture est illisible.", null),
            EvidenceUseState.Withdrawn => declaration.Withdraw(use, now),
            EvidenceUseState.Asked => use.Ask(decision, "La page 2 manque, envoyez-la.", ParisTime.DateOf(now).AddDays(5)),
        };
        Assert.True(outcome.IsDone);
        return use;
    }
}
