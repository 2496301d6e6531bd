using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Practitioners;
using FamiPortal.Domain.Settlement;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Controls;

/// <summary>One paid declaration under control: what is asked of the practitioner, what they sent, what the fund concluded.</summary>
public sealed class Control
{
    public const int MessageLengthMax = Lengths.Reason;
    public const int DocumentsMax = 20;

    private readonly List<ControlPoint> points = [];
    private readonly List<ControlDocument> documents = [];

    private Control()
    {
    }

    internal Control(ControlSample sample, PopulationMember member, int rank)
    {
        Id = Ids.New();
        Sample = sample;
        SampleId = sample.Id;
        SettledAssessmentId = member.SettledAssessmentId;
        PractitionerId = member.PractitionerId;
        Rank = rank;
        DueAt = sample.DueAt;
        Version = Guid.NewGuid();
        points.AddRange(member.IndicatorCodes.Select(code => new ControlPoint(this, code)));
    }

    public Guid Id { get; private set; }

    public Guid SampleId { get; private set; }

    public ControlSample Sample { get; private set; } = null!;

    public Guid SettledAssessmentId { get; private set; }

    /// <summary>The amount that was paid, with its frozen inputs.</summary>
    public SettledAssessment SettledAssessment { get; private set; } = null!;

    public Guid PractitionerId { get; private set; }

    public Practitioner Practitioner { get; private set; } = null!;

    /// <summary>Place in the draw, from 1.</summary>
    public int Rank { get; private set; }

    /// <summary>First instant at which an answer is too late.</summary>
    public DateTime DueAt { get; private set; }

    public ControlState State { get; private set; }

    public DateTime? AnsweredAt { get; private set; }

    /// <summary>What the practitioner wrote with their documents.</summary>
    public string? Message { get; private set; }

    public DateTime? ConcludedAt { get; private set; }

    /// <summary>Euro cents that the reassessment without the failed indicators takes back; null until one failed.</summary>
    public long? RecoverCents { get; private set; }

    /// <summary>The receipt of that reassessment; the one of before is the settled assessment's.</summary>
    public string? ReassessmentJson { get; private set; }

    /// <summary>Guards two agents, and a practitioner in two tabs.</summary>
    public Guid Version { get; private set; }

    public IReadOnlyList<ControlPoint> Points => [.. points.OrderBy(point => point.IndicatorCode, StringComparer.Ordinal)];

    public IReadOnlyList<ControlDocument> Documents => [.. documents.OrderBy(given => given.GivenAt).ThenBy(given => given.Id)];

    /// <summary>The last minute to answer, as people read it.</summary>
    public DateTime LastMinute => DueAt.AddMinutes(-1);

    public decimal? Recover => RecoverCents is { } cents ? Cents.ToEuros(cents) : null;

    public bool IsLateAt(DateTime now) => now >= DueAt;

    /// <summary>The practitioner may still give and send documents.</summary>
    public bool AwaitsAnswerAt(DateTime now) => State == ControlState.Asked && !IsLateAt(now);

    /// <summary>The fund sees the documents once they are sent, or once the deadline took the draft as it was.</summary>
    public bool IsReadableByFundAt(DateTime now) => State != ControlState.Asked || IsLateAt(now);

    internal Outcome<ControlDocument> Give(EvidenceDocument document, string indicatorCode, DateTime now)
    {
        if (RefuseAnswer(now) is { } refused)
        {
            return refused;
        }

        if (points.All(point => point.IndicatorCode != indicatorCode))
        {
            return ControlErrors.UnknownIndicator;
        }

        if (documents.Count >= DocumentsMax)
        {
            return ControlErrors.TooManyDocuments;
        }

        var given = new ControlDocument(this, document, indicatorCode, now);
        documents.Add(given);
        Version = Guid.NewGuid();
        return given;
    }

    internal Outcome TakeBack(ControlDocument given, DateTime now)
    {
        if (RefuseAnswer(now) is { } refused)
        {
            return refused;
        }

        documents.Remove(given);
        given.Document.Withdraw(now);
        Version = Guid.NewGuid();
        return Outcome.Done;
    }

    internal Outcome Answer(string? message, DateTime now)
    {
        if (RefuseAnswer(now) is { } refused)
        {
            return refused;
        }

        var text = message?.Trim();
        if (text?.Length > MessageLengthMax)
        {
            return ControlErrors.MessageLength;
        }

        if (documents.Count == 0 && string.IsNullOrEmpty(text))
        {
            return ControlErrors.NothingToSend;
        }

        Message = string.IsNullOrEmpty(text) ? null : text;
        AnsweredAt = now;
        State = ControlState.Answered;
        Version = Guid.NewGuid();
        return Outcome.Done;
    }

    /// <summary>Concludes one indicator; the last one concludes the control.</summary>
    /// <param name="point">One of its points.</param>
    /// <param name="conclusion">Anything but to be concluded.</param>
    /// <param name="reason">Compulsory with a failure, read by the practitioner.</param>
    /// <param name="actor">The agent.</param>
    /// <param name="reassess">Assesses the frozen receipt again without these indicators; null when the rules are no longer the same.</param>
    /// <param name="now">The instant.</param>
    internal Outcome Conclude(
        ControlPoint point, ControlConclusion conclusion, string? reason, Actor actor, Func<IReadOnlyList<string>, Reassessment?> reassess, DateTime now)
    {
        var text = reason?.Trim() ?? "";
        if (RefuseConclusion(point, conclusion, text, now) is { } refused)
        {
            return refused;
        }

        var failed = points.Where(any => any.IsFailed).Select(any => any.IndicatorCode).ToList();
        if (conclusion is ControlConclusion.NotConform or ControlConclusion.NoAnswer)
        {
            failed.Add(point.IndicatorCode);
            if (reassess(failed) is not { } found)
            {
                return ControlErrors.RulesChanged;
            }

            RecoverCents = Cents.Of(found.Before.Amount - found.After.Amount);
            ReassessmentJson = found.ReceiptJson;
        }

        point.Conclude(conclusion, text.Length == 0 ? null : text, actor, now);
        if (points.All(any => any.Conclusion != ControlConclusion.ToConclude))
        {
            State = ControlState.Concluded;
            ConcludedAt = now;
            RecoverCents ??= 0;
        }

        Version = Guid.NewGuid();
        return Outcome.Done;
    }

    private Problem? RefuseConclusion(ControlPoint point, ControlConclusion conclusion, string reason, DateTime now) =>
        point.Conclusion != ControlConclusion.ToConclude ? ControlErrors.AlreadyConcluded(point)
        : !IsReadableByFundAt(now) ? ControlErrors.StillAwaited(this)
        : conclusion == ControlConclusion.ToConclude ? ControlErrors.NoConclusion
        : conclusion == ControlConclusion.NoAnswer && !IsLateAt(now) ? ControlErrors.NotLateYet(this)
        : conclusion == ControlConclusion.NoAnswer && documents.Any(given => given.IndicatorCode == point.IndicatorCode) ? ControlErrors.WasAnswered
        : conclusion == ControlConclusion.NotConform && reason.Length < ControlPoint.ReasonLengthMin ? ControlErrors.ReasonLength
        : reason.Length > ControlPoint.ReasonLengthMax ? ControlErrors.ReasonLength
        : null;

    private Problem? RefuseAnswer(DateTime now) =>
        State != ControlState.Asked ? ControlErrors.AlreadySent(this)
        : IsLateAt(now) ? ControlErrors.TooLate(this)
        : null;
}

/// <summary>Who has the ball: the practitioner, the fund, nobody any more.</summary>
public enum ControlState
{
    /// <summary>The practitioner is asked for proofs.</summary>
    Asked,

    /// <summary>They sent their answer.</summary>
    Answered,

    /// <summary>Every indicator is concluded.</summary>
    Concluded,
}

/// <summary>One attested indicator that is controlled.</summary>
public sealed class ControlPoint
{
    public const int ReasonLengthMin = 10;
    public const int ReasonLengthMax = Lengths.Reason;

    private ControlPoint()
    {
    }

    internal ControlPoint(Control control, string indicatorCode)
    {
        Id = Ids.New();
        ControlId = control.Id;
        IndicatorCode = indicatorCode;
    }

    public Guid Id { get; private set; }

    public Guid ControlId { get; private set; }

    public string IndicatorCode { get; private set; } = "";

    public ControlConclusion Conclusion { get; private set; }

    public string? Reason { get; private set; }

    public Guid? ConcludedByAccountId { get; private set; }

    public string? ConcludedBy { get; private set; }

    public DateTime? ConcludedAt { get; private set; }

    public bool IsFailed => Conclusion is ControlConclusion.NotConform or ControlConclusion.NoAnswer;

    internal void Conclude(ControlConclusion conclusion, string? reason, Actor actor, DateTime now)
    {
        Conclusion = conclusion;
        Reason = reason;
        ConcludedByAccountId = actor.KnownAccountId;
        ConcludedBy = actor.DisplayName;
        ConcludedAt = now;
    }
}

/// <summary>What the fund says of one attested indicator; the last two of them take its amount back.</summary>
public enum ControlConclusion
{
    ToConclude,

    /// <summary>The documents prove what was attested.</summary>
    Conform,

    /// <summary>They don't; the reason says why.</summary>
    NotConform,

    /// <summary>Nothing came before the deadline.</summary>
    NoAnswer,
}

/// <summary>A document given for one controlled indicator.</summary>
public sealed class ControlDocument
{
    private ControlDocument()
    {
    }

    internal ControlDocument(Control control, EvidenceDocument document, string indicatorCode, DateTime now)
    {
        Id = Ids.New();
        ControlId = control.Id;
        Document = document;
        EvidenceDocumentId = document.Id;
        IndicatorCode = indicatorCode;
        GivenAt = now;
    }

    public Guid Id { get; private set; }

    public Guid ControlId { get; private set; }

    public Guid EvidenceDocumentId { get; private set; }

    public EvidenceDocument Document { get; private set; } = null!;

    public string IndicatorCode { get; private set; } = "";

    public DateTime GivenAt { get; private set; }
}
