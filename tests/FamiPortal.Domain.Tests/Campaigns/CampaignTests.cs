using FamiPortal.Domain.Campaigns;
using FamiPortal.TestKit;

namespace FamiPortal.Domain.Tests.Campaigns;

public sealed class CampaignTests
{
    [Fact]
    public void Window_IsInDaysOfParis_AlsoWhenTheClocksChange()
    {
        // The last Sunday of March has 23 hours in Paris.
        var campaign = A.Campaign().Between(new DateOnly(2025, 3, 30), new DateOnly(2025, 3, 30)).Build();

        Assert.Equal(new DateTime(2025, 3, 29, 23, 0, 0, DateTimeKind.Utc), campaign.OpensAt);
        Assert.Equal(new DateTime(2025, 3, 30, 22, 0, 0, DateTimeKind.Utc), campaign.ClosesAt);
        Assert.Equal("dimanche 30 mars 2025 à 23\u00A0h\u00A059", ParisTime.LongDateAndTime(campaign.LastMinute));
    }

    [Theory]
    [InlineData(CampaignState.Draft, "open", true)]
    [InlineData(CampaignState.Open, "open", false)]
    [InlineData(CampaignState.Closed, "open", false)]
    [InlineData(CampaignState.Draft, "close", false)]
    [InlineData(CampaignState.Open, "close", true)]
    [InlineData(CampaignState.Closed, "close", false)]
    [InlineData(CampaignState.Open, "settle", false)]
    [InlineData(CampaignState.Closed, "settle", true)]
    [InlineData(CampaignState.Settled, "settle", false)]
    [InlineData(CampaignState.Closed, "publish", false)]
    [InlineData(CampaignState.Settled, "publish", true)]
    [InlineData(CampaignState.Published, "publish", false)]
    public void Transition_FromAState_IsDoneOrRefusedInWords(CampaignState from, string step, bool isDone)
    {
        var campaign = A.Campaign().In(from).Build();
        var (state, version) = (campaign.State, campaign.Version);
        var now = campaign.LastMinute;

        var outcome = step switch
        {
            "open" => campaign.Open(now),
            "close" => campaign.Close(now),
            "settle" => campaign.Settle(now),
            _ => campaign.Publish(now),
        };

        Assert.Equal(isDone, outcome.IsDone);
        Assert.Equal(isDone, (state, version) != (campaign.State, campaign.Version));
        Assert.Equal(isDone ? 0 : 1, outcome.Problems.Count);
    }

    [Fact]
    public void Open_OnceTheWindowIsOver_IsRefused()
    {
        var campaign = A.Campaign().In(CampaignState.Draft).Build();

        Assert.Equal("campaign-window-is-over", Assert.Single(campaign.Open(campaign.ClosesAt).Problems).Code);
    }

    [Fact]
    public void Close_BeforeTheLastDay_MakesItsInstantTheEnd()
    {
        var campaign = A.Campaign().Build();
        var early = campaign.ClosesAt.AddDays(-3);

        campaign.Close(early);

        Assert.Equal(early, campaign.LastMinuteOfEntry);
    }
}
