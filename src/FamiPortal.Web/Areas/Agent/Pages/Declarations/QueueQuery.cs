using System.Globalization;
using FamiPortal.Domain.Desk;
using FamiPortal.Domain.Evidence;
using Microsoft.AspNetCore.Http.Extensions;

namespace FamiPortal.Web.AgentArea;

/// <summary>A filter as the address of the queue carries it; what it doesn't understand is left out, never an error.</summary>
public static class QueueQuery
{
    public const string Page = "/agent/declarations/a-traiter";
    public const string Mine = "moi";
    public const string Nobody = "aucun";

    public static readonly IReadOnlyList<(string Value, QueueState State, string Label)> States =
    [
        ("", QueueState.Waiting, "À traiter"),
        ("acceptes", QueueState.Accepted, "Acceptés"),
        ("refuses", QueueState.Refused, "Refusés"),
        ("demandes", QueueState.Asked, "Complément demandé"),
        ("tous", QueueState.All, "Tous"),
    ];

    public static readonly IReadOnlyList<(string Value, QueueSort Sort, string Label)> Sorts =
    [
        ("", QueueSort.Oldest, "Plus anciens d’abord"),
        ("recents", QueueSort.Newest, "Plus récents d’abord"),
        ("nom", QueueSort.Name, "Nom"),
    ];

    public static readonly IReadOnlyList<(string Value, PrecheckResult Result, string Label)> Prechecks =
    [
        ("complete", PrecheckResult.AllFound, "Tout trouvé"),
        ("incomplete", PrecheckResult.Missing, "Élément pas trouvé"),
        ("illisible", PrecheckResult.Unreadable, "Lecture impossible"),
    ];

    public static readonly IReadOnlyList<int> Ages = [3, 7, 15, 30];

    public static QueueFilter Read(IQueryCollection query)
    {
        var agent = Text("agent");
        return new QueueFilter
        {
            State = States.FirstOrDefault(state => state.Value == Text("etat")).State,
            Profession = Text("profession"),
            Exercise = Number("exercice"),
            Indicator = Text("indicateur"),
            Precheck = Prechecks.Where(precheck => precheck.Value == Text("lecture")).Select(precheck => (PrecheckResult?)precheck.Result).FirstOrDefault(),
            WaitingDaysMin = Number("attente"),
            IsMine = agent == Mine,
            IsUnassigned = agent == Nobody,
            AssignedTo = Guid.TryParse(agent, out var id) ? id : null,
            Search = Text("q"),
            Sort = Sorts.FirstOrDefault(sort => sort.Value == Text("tri")).Sort,
        };

        string? Text(string name) => query[name].ToString().Trim() is { Length: > 0 and <= 120 } text ? text : null;
        int? Number(string name) => int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 10_000 ? number : null;
    }

    /// <summary><c>?profession=…</c>, or nothing for the whole queue.</summary>
    public static string Write(QueueFilter filter, QueueCursor? cursor = null)
    {
        var query = new QueryBuilder();
        Add("etat", States.First(state => state.State == filter.State).Value);
        Add("profession", filter.Profession);
        Add("exercice", filter.Exercise?.ToString(CultureInfo.InvariantCulture));
        Add("indicateur", filter.Indicator);
        Add("lecture", Prechecks.FirstOrDefault(precheck => precheck.Result == filter.Precheck).Value);
        Add("attente", filter.WaitingDaysMin?.ToString(CultureInfo.InvariantCulture));
        Add("agent", AgentOf(filter));
        Add("q", filter.Search);
        Add("tri", Sorts.First(sort => sort.Sort == filter.Sort).Value);
        Add("suite", cursor?.ToString());
        return query.ToString();

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                query.Add(name, value);
            }
        }
    }

    public static string? AgentOf(QueueFilter filter) => filter.IsMine ? Mine : filter.IsUnassigned ? Nobody : filter.AssignedTo?.ToString();
}
