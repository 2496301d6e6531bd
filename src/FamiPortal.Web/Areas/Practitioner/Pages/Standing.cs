using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Practitioners;
using FamiPortal.Rules;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>
/// Where a practitioner stands, wherever it is shown: the assessment, and the answers and documents that it was made from.
/// </summary>
/// <param name="Assessment">Explained.</param>
/// <param name="Answers">Those that were assessed.</param>
/// <param name="Transmitted">Those of the last transmission; null when nothing was transmitted.</param>
/// <param name="Evidence">Documents, withdrawn ones included.</param>
/// <param name="Practitioner">With their fund.</param>
/// <param name="IsOpen">Entry is open or to come: measures may still come.</param>
public sealed record Standing(
    Assessment Assessment, Answers Answers, Answers? Transmitted, IReadOnlyList<EvidenceUse> Evidence, Practitioner Practitioner, bool IsOpen)
{
    public RuleSet RuleSet => Assessment.RuleSet;

    /// <summary>The amounts are computed: what no fund has accepted will not be.</summary>
    public bool IsSettled { get; init; }

    /// <summary>Paths of the answers that differ from those transmitted.</summary>
    public IReadOnlyList<string> Differing { get; } = Transmitted is null ? [] : Answers.DifferencesWith(Transmitted);

    /// <summary>« CPAM », « CGSS »: the first word of the fund's name.</summary>
    public string FundKind => Practitioner.Fund.Name.Split(' ')[0];

    public static Standing Of(OpenedDeclaration opened) =>
        Of(opened.Estimate, opened.Declaration, opened.IsEditable, opened.Declaration.Practitioner) with { IsSettled = opened.Declaration.Campaign.IsSettled };

    public static Standing? Of(CurrentCampaign current, Practitioner practitioner) =>
        current.Estimate is { } estimate ? Of(estimate, current.Declaration, current.IsOpen || current.IsToCome, practitioner) with { IsSettled = current.Campaign.IsSettled } : null;

    public static Standing Of(Receipt receipt, bool isOpen) => new(
        receipt.Estimate, receipt.Transmission.Answers, receipt.Transmission.Answers, receipt.Evidence, receipt.Declaration.Practitioner, isOpen)
    {
        IsSettled = receipt.Declaration.Campaign.IsSettled,
    };

    private static Standing Of(Assessment estimate, Declaration? declaration, bool isOpen, Practitioner practitioner)
    {
        var transmitted = declaration?.LastTransmission?.Answers;
        return new Standing(
            estimate,
            (isOpen ? declaration?.Answers : transmitted) ?? Answers.None,
            transmitted,
            isOpen ? declaration?.Evidence ?? [] : [.. (declaration?.Evidence ?? []).Where(use => use.IsTransmitted)],
            practitioner,
            isOpen);
    }
}
