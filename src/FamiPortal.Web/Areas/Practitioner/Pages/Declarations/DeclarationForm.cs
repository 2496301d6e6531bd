using FamiPortal.Domain.Declarations;
using FamiPortal.Rules;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>
/// What the declaration page sends: an answer a field of the rule set, the version it was built from, documents, and the
/// button that was pressed. Fields that the rules don't know are left aside; the use case judges the others.
/// </summary>
public sealed record DeclarationForm(Guid Version, Answers Typed, IReadOnlyList<SentDocument> Documents, Guid? Withdrawn, bool GoesOn)
{
    /// <summary>Marks of the answers that the page was built from.</summary>
    public const string BaseName = "base";

    /// <summary>Button that gives a prefilled value back; its value is the path of the declared record.</summary>
    public const string UndoName = "revenir";

    /// <summary>Button that takes up last year's answers: all of them, or those of the indicator that its value names.</summary>
    public const string TakeUpName = "reprendre";

    public const string TakeUpAll = "oui";

    /// <summary>Button that gives a document for one more proof: <c>document/proof</c>.</summary>
    public const string ReuseName = "reutiliser";

    public const string VersionName = "version";
    public const string WithdrawName = "retirer";
    public const string GoOnName = "suite";

    /// <summary>What the page was built from; null when it doesn't say.</summary>
    public AnswerMarks? Base { get; private init; }

    /// <summary>Sent from the choice between two answers.</summary>
    public bool IsChoice { get; private init; }

    public bool TakesUp => TakenUp is not null;

    /// <summary>The indicator whose earlier answers are taken up, or <see cref="TakeUpAll"/>.</summary>
    public string? TakenUp { get; private init; }

    public (Guid Document, string Proof)? Reused { get; private init; }

    /// <summary>The button that was pressed, to be sent once more after a choice.</summary>
    public IEnumerable<(string Name, string Value)> Pressed
    {
        get
        {
            if (GoesOn)
            {
                yield return (GoOnName, "oui");
            }

            if (TakenUp is not null)
            {
                yield return (TakeUpName, TakenUp);
            }

            if (Withdrawn is { } use)
            {
                yield return (WithdrawName, $"{use}");
            }

            if (Reused is var (document, proof))
            {
                yield return (ReuseName, $"{document}/{proof}");
            }
        }
    }

    public static string ReuseValue(Guid documentId, Proof proof) => $"{documentId}/{proof.Code}";

    /// <summary>Boxes beside a document: other proofs that it serves.</summary>
    public static string AlsoName(Proof proof) => $"{Links.FileName(proof)}.aussi";

    /// <summary>Boxes that confirm a file held back, by its hash.</summary>
    public static string ConfirmName(Proof proof) => $"{Links.FileName(proof)}.confirme";

    public static DeclarationForm Read(IFormCollection form, RuleSet ruleSet)
    {
        var typed = Answers.From(ruleSet.Indicators.SelectMany(indicator => indicator.Form).Select(field => field.Path.Text).Distinct()
            .Select(path => KeyValuePair.Create<string, IReadOnlyList<string>>(path, [.. form[path].OfType<string>()])));
        var documents = ruleSet.Indicators.SelectMany(indicator => indicator.Proofs).SelectMany(proof => form.Files.GetFiles(Links.FileName(proof))
            .Select(file => new SentDocument(proof, [proof.Code, .. form[AlsoName(proof)].OfType<string>()], [.. form[ConfirmName(proof)].OfType<string>()], file)));
        typed = form[UndoName] is [{ Length: > 0 } record, ..] ? Corrections.Undo(ruleSet, record, typed) : typed;
        return new DeclarationForm(Id(form[VersionName]) ?? Guid.Empty, typed, [.. documents], Id(form[WithdrawName]), form.ContainsKey(GoOnName))
        {
            Base = AnswerChoice.Apply(form, AnswerMarks.Parse(form[BaseName]), ruleSet),
            IsChoice = form.ContainsKey(AnswerChoice.SentName),
            TakenUp = form[TakeUpName] is [{ Length: > 0 } which, ..] ? which : null,
            Reused = ((string?)form[ReuseName])?.Split('/') is [var document, var proof] && Id(document) is { } id ? (id, proof) : null,
        };
    }

    private static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;
}

/// <summary>A document as sent, beside the proof where it was dropped, for all the proofs that it serves.</summary>
public sealed record SentDocument(Proof Proof, IReadOnlyList<string> ProofCodes, IReadOnlyList<string> Confirmed, IFormFile File);
