namespace FamiPortal.Web.Infrastructure;

/// <summary>How sure a thing is, drawn by the density of the ink; the same five states for an indicator, a document and a sum.</summary>
public enum InkState
{
    /// <summary>Dashed: nothing yet, money still to be won.</summary>
    Todo,

    /// <summary>Outlined: answered, not transmitted.</summary>
    Draft,

    /// <summary>Hatched: transmitted, the fund has to decide.</summary>
    Wait,

    /// <summary>Solid: secured.</summary>
    Ok,

    /// <summary>Outlined with a cross: refused or not achieved.</summary>
    Bad,

    /// <summary>Blue: a neutral notice, not a state of the file.</summary>
    Info,
}

public static class InkStates
{
    /// <summary>Value of <c>data-s</c>.</summary>
    public static string Code(this InkState state) => state switch
    {
        InkState.Todo => "todo",
        InkState.Draft => "draft",
        InkState.Wait => "wait",
        InkState.Ok => "ok",
        InkState.Bad => "bad",
        InkState.Info => "info",
    };

    /// <summary>The icon of a note in that state.</summary>
    public static string Icon(this InkState state) => state switch
    {
        InkState.Todo => "pencil",
        InkState.Draft => "sign",
        InkState.Wait => "clock",
        InkState.Ok => "check",
        InkState.Bad => "alert",
        InkState.Info => "info",
    };
}
