using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Demonstration;
using FamiPortal.Rules;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Demonstration;

/// <summary>One seeded portal that the tests only read.</summary>
public sealed class SeededPortal : IAsyncLifetime
{
    public TestPortal Portal { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Portal = await TestPortal.StartAsync();
        await Portal.RunAsync((DemonstrationSeed seed) => seed.RunAsync());
    }

    public async Task DisposeAsync() => await Portal.DisposeAsync();
}

public sealed class PersonaTests(SeededPortal demonstration) : IClassFixture<SeededPortal>
{
    /// <summary>Each persona shows what it says.</summary>
    [Theory]
    [InlineData("Camille", "teletransmission", Verdict.Achieved, 490)]
    [InlineData("Lou", "teletransmission", Verdict.Achieved, 490)]
    [InlineData("Éloi", "teletransmission", Verdict.NotAchieved, 0)]
    [InlineData("Maud", "teletransmission", Verdict.Achieved, 490)]
    [InlineData("Noé", "teletransmission", Verdict.Achieved, 490)]
    [InlineData("Sacha", "teletransmission", Verdict.Achieved, 490)]
    [InlineData("Gaël", "teletransmission", Verdict.NotAchieved, 0)]
    [InlineData("Ada", "scor", Verdict.NotAchieved, 0)]
    [InlineData("Rémi", "sesam-vitale", Verdict.NotAchieved, 0)]
    [InlineData("Iris", "dmp-software", Verdict.NotAchieved, 0)]
    [InlineData("Basile", "dmp-software", Verdict.NotAchieved, 0)]
    [InlineData("Côme", "dmp-software", Verdict.AwaitingEvidence, 0)]
    [InlineData("Jade", "dmp-software", Verdict.AwaitingEvidence, 0)]
    [InlineData("Lina", "dmp-software", Verdict.NotAchieved, 0)]
    [InlineData("Tom", "dmp-software", Verdict.Achieved, 590)]
    [InlineData("Rose", "dmp-software", Verdict.AwaitingEvidence, 0)]
    [InlineData("Nina", "mss-mailbox", Verdict.Achieved, 490)]
    [InlineData("Paul", "mss-mailbox", Verdict.Achieved, 490)]
    [InlineData("Inès", "mss-mailbox", Verdict.NotAchieved, 0)]
    [InlineData("Théo", "coordinated-care", Verdict.Achieved, 590)]
    [InlineData("Léa", "coordinated-care", Verdict.NotAchieved, 490)]
    [InlineData("Marius", "video-equipment", Verdict.Achieved, 1115)]
    [InlineData("Alma", "connected-devices", Verdict.Achieved, 525)]
    [InlineData("Ambre", "dmp-software", Verdict.NotAchieved, 0)]
    public async Task Persona_OfThePhysiotherapistsOf2024_ShowsWhatItSays(
        string firstName, string indicator, Verdict verdict, int euros)
    {
        var card = await CurrentAsync(firstName);

        Assert.Equal(verdict, card.Estimate![indicator].Verdict);
        Assert.Equal(euros, card.Estimate.Amount);
    }

    [Theory]
    [InlineData("chirurgien-dentiste", "Alix", "opening-hours", Verdict.Achieved, 490)]
    [InlineData("chirurgien-dentiste", "Blanche", "student-placement", Verdict.Achieved, 1240)]
    [InlineData("chirurgien-dentiste", "Cyril", "opening-hours", Verdict.NotAchieved, 0)]
    [InlineData("chirurgien-dentiste", "Dora", "dmp-software", Verdict.AwaitingEvidence, 0)]
    [InlineData("chirurgien-dentiste", "Ondine", "dmp-software", Verdict.AwaitingEvidence, 0)]
    [InlineData("chirurgien-dentiste", "Émile", "aller-vers", Verdict.NotAchieved, 490)]
    [InlineData("chirurgien-dentiste", "Flora", "aller-vers", Verdict.Achieved, 790)]
    [InlineData("chirurgien-dentiste", "Gilles", "dmp-software", Verdict.NotAchieved, 0)]
    [InlineData("chirurgien-dentiste", "Jonas", "dmp-software", Verdict.NotAchieved, 0)]
    [InlineData("medecin", "Alix", "segur-lap-software", Verdict.Achieved, 6947.5)]
    [InlineData("medecin", "Berthe", "segur-lap-software", Verdict.AwaitingEvidence, 0)]
    [InlineData("medecin", "Cyprien", "segur-lap-software", Verdict.Achieved, 3342.5)]
    [InlineData("medecin", "Daphné", "teletransmission", Verdict.Achieved, 0)]
    [InlineData("medecin", "Edgar", "segur-lap-software", Verdict.NotAchieved, 0)]
    [InlineData("medecin", "Félicie", "segur-lap-software", Verdict.AwaitingEvidence, 0)]
    [InlineData("medecin", "Octave", "segur-lap-software", Verdict.NotAchieved, 0)]
    [InlineData("medecin", "Garance", "segur-lap-software", Verdict.NotAchieved, 0)]
    public async Task Persona_OfAnotherProfession_ShowsWhatItSays(string profession, string firstName, string indicator, Verdict verdict, decimal euros)
    {
        var card = Assert.Single((await HomeAsync(firstName, profession)).Current);

        Assert.Equal(verdict, card.Estimate![indicator].Verdict);
        Assert.Equal(euros, card.Estimate.Amount);
    }

    [Fact]
    public async Task Persona_WithAProofOf2022_IsNotAskedAgain()
    {
        var card = await CurrentAsync("Hugo");

        Assert.Equal((Verdict.Achieved, 590m), (card.Estimate!["dmp-software"].Verdict, card.Estimate.Amount));
        Assert.Contains("2022", card.Situation!.Provenance["dmpSoftware.declared.evidenceCarriedOver"].Source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Camille", 590)]
    [InlineData("Hugo", 590)]
    [InlineData("Éloi", 0)]
    public async Task Persona_OfThePhysiotherapistsOf2022_WasPaid(string firstName, int euros)
    {
        var past = Assert.Single((await HomeAsync(firstName, A.Profession)).Past);

        Assert.Equal(euros, past.Result!.Amount);
        Assert.Equal(euros == 0 ? null : new DateOnly(2023, 5, 22), past.Payment?.PaidOn);
    }

    private async Task<CurrentCampaign> CurrentAsync(string firstName) =>
        (await HomeAsync(firstName, A.Profession)).Current.Single(card => card.Campaign.Exercise == A.Exercise);

    private async Task<HomeView> HomeAsync(string firstName, string profession)
    {
        await using var db = demonstration.Portal.NewContext();
        var practitioner = await db.Practitioners.SingleAsync(any => any.FirstName == firstName && any.ProfessionCode == profession);
        return (await demonstration.Portal.RunAsync((PractitionerHome query) =>
            query.RunAsync(new Actor(Guid.NewGuid(), practitioner.DisplayName, Roles.Practitioner, practitioner.Id)))).Value;
    }
}
