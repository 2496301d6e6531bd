using FamiPortal.Rules;
using FamiPortal.Rules.Operators;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>How a measured rate was counted: the period, and every kind of act with whether it counts.</summary>
public sealed record MeasuredDetail(string Why, IReadOnlyList<ActCount> Acts, IReadOnlyList<string> Rules)
{
    public static MeasuredDetail? Of(IndicatorView view, Situation situation) =>
        view.Indicator.Achieved.Flatten().OfType<TeletransmissionRate>().FirstOrDefault() is { } rate && view.Result.Explanation is { } explanation
            ? new MeasuredDetail(explanation.Why, rate.Breakdown(situation), rate.Details)
            : null;

    public static string Words(ActStanding standing) => standing switch
    {
        ActStanding.Secure => "Compté, sécurisé",
        ActStanding.Insecure => "Compté, non sécurisé",
        ActStanding.Excluded => "Exclu du calcul",
        ActStanding.OutOfPeriod => "Hors période",
    };
}
