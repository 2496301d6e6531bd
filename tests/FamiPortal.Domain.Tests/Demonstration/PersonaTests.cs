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
    public async Task Persona_OfThePhysiotherapistsOf2024_ShowsWhatItSays(
        string firstName, string indicator, Verdict verdict, int euros)
    {
        var card = await CurrentAsync(firstName);

        Assert.Equal(verdict, card.Estimate![indicator].Verdict);
        Assert.Equal(euros, card.Estimate.Amount);
    }

    [Fact]
    public async Task Persona_WithAProofOf2022_IsNotAskedAgain()
    {
        var card = await CurrentAsync("Hugo");

        // The earlier exercise is there only when its rules are.
        var hasEarlier = TestPortal.Catalogue.Find(A.Profession, 2022) is not null;
        Assert.Equal(hasEarlier ? Verdict.Achieved : Verdict.AwaitingEvidence, card.Estimate!["dmp-software"].Verdict);
    }

    private async Task<CurrentCampaign> CurrentAsync(string firstName)
    {
        await using var db = demonstration.Portal.NewContext();
        var practitioner = await db.Practitioners.SingleAsync(any => any.FirstName == firstName && any.ProfessionCode == A.Profession);
        var home = await demonstration.Portal.RunAsync((PractitionerHome query) =>
            query.RunAsync(new Actor(Guid.NewGuid(), practitioner.DisplayName, Roles.Practitioner, practitioner.Id)));
        return home.Value.Current.Single(card => card.Campaign.Exercise == A.Exercise);
    }
}
