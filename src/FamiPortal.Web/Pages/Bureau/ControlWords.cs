using FamiPortal.Domain.Controls;
using FamiPortal.Domain.Quality;
using FamiPortal.Web.Infrastructure;

namespace FamiPortal.Web.Pages.Bureau;

/// <summary>The states of controls and second looks, in ink and in French; offices and practitioners read the same.</summary>
public static class ControlWords
{
    public static (InkState State, string Words, string Icon) Badge(this Control control, DateTime now) => control.State switch
    {
        ControlState.Asked when control.IsLateAt(now) => (InkState.Bad, "Délai passé", "clock"),
        ControlState.Asked => (InkState.Todo, "Réponse attendue", ""),
        ControlState.Answered => (InkState.Wait, "À conclure", ""),
        ControlState.Concluded when control.RecoverCents > 0 => (InkState.Bad, "Somme à récupérer", "x"),
        ControlState.Concluded => (InkState.Ok, "Rien à récupérer", "check"),
    };

    public static (InkState State, string Words, string Icon) Badge(this ControlConclusion conclusion) => conclusion switch
    {
        ControlConclusion.ToConclude => (InkState.Wait, "À conclure", ""),
        ControlConclusion.Conform => (InkState.Ok, "Conforme", "check"),
        ControlConclusion.NotConform => (InkState.Bad, "Non conforme", "x"),
        ControlConclusion.NoAnswer => (InkState.Bad, "Sans réponse", "x"),
    };

    public static (InkState State, string Words, string Icon) Badge(this SecondLookState state) => state switch
    {
        SecondLookState.Waiting => (InkState.Wait, "À relire", ""),
        SecondLookState.Agreed => (InkState.Ok, "Accord", "check"),
        SecondLookState.Disagreed => (InkState.Wait, "À trancher", ""),
        SecondLookState.Kept => (InkState.Ok, "Décision conservée", "check"),
        SecondLookState.Reopened => (InkState.Draft, "Décision rouverte", ""),
    };

    public static string Verdict(bool accepted) => accepted ? "Accepté" : "Refusé";
}
