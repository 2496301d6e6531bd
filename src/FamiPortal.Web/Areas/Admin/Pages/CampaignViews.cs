using FamiPortal.Domain.Campaigns;
using FamiPortal.Web.Infrastructure;

namespace FamiPortal.Web.AdminArea;

/// <summary>How a campaign looks to administrators.</summary>
public static class CampaignViews
{
    public static (InkState State, string Icon, string Words) Badge(this CampaignState state) => state switch
    {
        CampaignState.Draft => (InkState.Todo, "pencil", "En préparation"),
        CampaignState.Open => (InkState.Ok, "", "Saisie ouverte"),
        CampaignState.Closed => (InkState.Wait, "", "Close, à liquider"),
        CampaignState.Settled => (InkState.Draft, "eye", "Liquidée, à publier"),
        CampaignState.Published => (InkState.Ok, "check", "Publiée"),
    };

    /// <summary>The share of a whole as a length of an image, the whole at most: practitioners may have left since they declared.</summary>
    public static string Share(long part, long whole) => Words.Share(Math.Min(part, whole), whole);
}
