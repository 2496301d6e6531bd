using FamiPortal.Domain;
using FamiPortal.Domain.Contests;
using FamiPortal.Web.Infrastructure;

namespace FamiPortal.Web.Pages.Shared;

/// <summary>The state of a contest, as both sides read it.</summary>
public static class ContestWords
{
    public static (InkState State, string Icon, string Words) Badge(this Contest contest) => contest.State switch
    {
        ContestState.Submitted => (InkState.Wait, "", "Déposée"),
        ContestState.UnderReview => (InkState.Wait, "", "En cours"),
        ContestState.Accepted => (InkState.Ok, "check", "Acceptée"),
        ContestState.Rejected => (InkState.Bad, "x", "Rejetée"),
    };

    /// <summary>« le 3 mars 2026 à 9 h 12, CPAM d’Exempleville »; empty while nobody answered.</summary>
    public static string Answered(this Contest contest) =>
        contest.AnsweredAt is { } at ? $"le {ParisTime.DateAndTime(at)}, {contest.FundName}" : "";
}
