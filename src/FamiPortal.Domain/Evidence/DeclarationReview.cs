using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Quality;
using FamiPortal.Domain.Situations;
using FamiPortal.Rules;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Evidence;

/// <summary>What an agent needs to judge: the transmitted answers, the documents beside them, what is at stake, what happened.</summary>
public sealed class DeclarationReview(FamiDbContext db, RuleCatalogue catalogue, SituationLoader loader, SituationAssembler assembler)
{
    /// <summary>How many documents of other people are looked at, of each kind; a generic attestation may be everybody's.</summary>
    public const int SeenElsewhereMax = 100;

    /// <summary>Only what says whether a document may be decided, and what its rules ask: a decision shows nothing else.</summary>
    public async Task<Outcome<DeclarationToDecide>> ForDecisionAsync(Actor actor, Guid declarationId, CancellationToken cancellationToken = default)
    {
        if (!(await FindAsync(actor, declarationId, cancellationToken)).TryGet(out var found, out var problems))
        {
            return problems;
        }

        var (declaration, ruleSet) = found;
        var (blind, held) = await MarksAsync(actor, declaration, cancellationToken);
        return new DeclarationToDecide(declaration, ruleSet, Transmitted(declaration)) { Blind = blind, Held = held };
    }

    /// <summary>All of it, for the page; someone else's declaration, or one that was never transmitted, is not found.</summary>
    public async Task<Outcome<ReviewedDeclaration>> RunAsync(Actor actor, Guid declarationId, CancellationToken cancellationToken = default)
    {
        if (!(await FindAsync(actor, declarationId, cancellationToken)).TryGet(out var found, out var refused))
        {
            return refused;
        }

        var (declaration, ruleSet) = found;
        var campaign = declaration.Campaign;
        var elsewhere = await ElsewhereAsync(actor, declaration, cancellationToken);
        var earlier = elsewhere.Where(use => use is { IsSamePractitioner: true, State: EvidenceUseState.Accepted }
                && use.ProfessionCode == campaign.ProfessionCode && use.Exercise < campaign.Exercise)
            .Select(use => new EarlierProof(use.ProofCode, use.Exercise, use.ValidUntil, use.SameWhileValues, use.DecidedByFund, use.DecidedAt)).ToList();
        var sources = await loader.ForReviewAsync(declaration, earlier, cancellationToken);
        if (!assembler.Assemble(sources).TryGet(out var situation, out var problems))
        {
            return problems;
        }

        var (blind, held) = await MarksAsync(actor, declaration, cancellationToken);

        // The history of the file, that of other exercises left out: documents of this declaration and the declaration itself.
        var subjects = declaration.Evidence.SelectMany(use => new[] { use.Id, use.EvidenceDocumentId }).Append(declaration.Id).Where(id => !blind.Contains(id)).ToList();
        var history = await db.AuditEvents.AsNoTracking()
            .Where(happened => subjects.Contains(happened.SubjectId) && happened.Kind != AuditKinds.DraftSaved)
            .OrderBy(happened => happened.At).ToListAsync(cancellationToken);
        return new ReviewedDeclaration(
            declaration, declaration.LastTransmission!, ruleSet, situation, situation.Assess(), Transmitted(declaration), history)
        {
            Elsewhere = elsewhere,
            Blind = blind,
            Held = held,
        };
    }

    private async Task<Outcome<(Declaration Declaration, RuleSet RuleSet)>> FindAsync(Actor actor, Guid declarationId, CancellationToken cancellationToken)
    {
        if (await LoadAsync(actor, declarationId, cancellationToken) is not { LastTransmission: not null } declaration)
        {
            return DeclarationErrors.NotFound;
        }

        return catalogue.Find(declaration.Campaign.ProfessionCode, declaration.Campaign.Exercise) is { } ruleSet
            ? (declaration, ruleSet)
            : DeclarationErrors.NoRuleSet(declaration.Campaign);
    }

    private static List<EvidenceUse> Transmitted(Declaration declaration) => [.. declaration.Evidence.Where(use => use.IsTransmitted)];

    /// <summary>
    /// Two queries that follow indexes all the way: documents joined to the versions in one would have SQLite read every document of
    /// the country first. They are tracked only to be put together, and then let go: a review changes nothing.
    /// </summary>
    private async Task<Declaration?> LoadAsync(Actor actor, Guid declarationId, CancellationToken cancellationToken)
    {
        var declaration = await db.Declarations.AsSingleQuery()
            .Include(any => any.Campaign)
            .Include(any => any.Practitioner).ThenInclude(practitioner => practitioner.Fund)
            .Include(any => any.Transmissions)
            .Include(any => any.Hold)
            .SingleOrDefaultAsync(
                any => any.Id == declarationId
                    && any.TransmittedAt != null
                    && actor.OwnFundId != null
                    && any.Practitioner.FundId == actor.OwnFundId,
                cancellationToken);
        if (declaration is not null)
        {
            await db.EvidenceUses.Include(use => use.Document).Where(use => use.DeclarationId == declarationId).LoadAsync(cancellationToken);
        }

        db.ChangeTracker.Clear();
        return declaration;
    }

    /// <summary>In one query: acceptances that wait for a second agent, and decisions that this one may take again blindly.</summary>
    private async Task<(IReadOnlySet<Guid> Blind, IReadOnlyList<HeldMark> Held)> MarksAsync(Actor actor, Declaration declaration, CancellationToken cancellationToken)
    {
        var uses = declaration.Evidence.Select(use => use.Id).ToList();
        var held = db.HeldAcceptances.Where(any => uses.Contains(any.EvidenceUseId) && any.EndedAt == null)
            .Select(any => new { any.EvidenceUseId, any.AccountId, Agent = any.AgentName, At = any.HeldAt, Stake = (long?)any.StakeCents });
        var looks = db.BlindLooks(actor).Where(look => uses.Contains(look.EvidenceUseId))
            .Select(look => new { look.EvidenceUseId, AccountId = look.FirstAccountId, Agent = look.FirstAgent, At = look.FirstAt, Stake = (long?)null });
        var rows = await held.Concat(looks).ToListAsync(cancellationToken);
        return (
            rows.Where(row => row.Stake is null).Select(row => row.EvidenceUseId).ToHashSet(),
            [.. rows.Where(row => row.Stake is not null).Select(row => new HeldMark(row.EvidenceUseId, row.AccountId, row.Agent, row.At, row.Stake!.Value))]);
    }

    /// <summary>
    /// In one query: what this practitioner proved in other exercises, and other people's documents that are the same files to the
    /// byte, or invoices of the same number, the latest of each. Those of another fund come without a name.
    /// </summary>
    private async Task<IReadOnlyList<ElsewhereUse>> ElsewhereAsync(Actor actor, Declaration declaration, CancellationToken cancellationToken)
    {
        var files = declaration.Evidence.Select(use => use.Document.Sha256).Distinct().ToList();
        var seen = db.EvidenceUses.AsNoTracking().Where(use => use.TransmissionNumber != null && use.DeclarationId != declaration.Id);
        var own = seen.Where(use => use.Declaration.PractitionerId == declaration.PractitionerId);
        var others = seen.Where(use => files.Contains(use.Document.Sha256) && use.Declaration.PractitionerId != declaration.PractitionerId)
            .OrderByDescending(use => use.SubmittedAt).ThenBy(use => use.Id).Take(SeenElsewhereMax);
        var invoices = declaration.Evidence.Where(use => use.IsTransmitted).Select(use => use.Document.InvoiceNumber).OfType<string>().Distinct().ToList();
        var sameInvoice = seen.Where(use => invoices.Contains(use.Document.InvoiceNumber!) && !files.Contains(use.Document.Sha256) && use.Declaration.PractitionerId != declaration.PractitionerId)
            .OrderByDescending(use => use.SubmittedAt).ThenBy(use => use.Id).Take(SeenElsewhereMax);
        var blind = db.BlindLooks(actor);
        var rows = await own.Concat(others).Concat(sameInvoice).Select(use => new
        {
            use.Id,
            use.DeclarationId,
            use.EvidenceDocumentId,
            use.ProofCode,
            use.IndicatorCode,
            use.State,
            use.Reason,
            use.DecidedAt,
            use.ValidUntil,
            use.SameWhileValues,
            use.DecidedByFund,
            use.Document.Sha256,
            use.Document.DisplayName,
            use.Document.InvoiceNumber,
            IsBlind = blind.Any(look => look.EvidenceUseId == use.Id),
            use.Precheck,
            Answers = use.Document.InvoiceNumber == null ? null : use.Declaration.Transmissions.OrderByDescending(version => version.Number)
                .Select(version => version.Answers).FirstOrDefault(),
            use.Declaration.Campaign.Title,
            use.Declaration.Campaign.Exercise,
            use.Declaration.Campaign.ProfessionCode,
            use.Declaration.PractitionerId,
            use.Declaration.Practitioner.FundId,
            PractitionerTitle = use.Declaration.Practitioner.Title,
            use.Declaration.Practitioner.FirstName,
            use.Declaration.Practitioner.LastName,
        }).ToListAsync(cancellationToken);
        return
        [
            .. rows.OrderByDescending(row => row.Exercise).ThenBy(row => row.Id).Select(row => new ElsewhereUse(
                row.DeclarationId, row.EvidenceDocumentId, row.ProofCode, row.IndicatorCode, row.State, row.Reason, row.DecidedAt, row.ValidUntil,
                row.Sha256, row.DisplayName, row.Title, row.Exercise,
                row.PractitionerId == declaration.PractitionerId,
                row.FundId == actor.OwnFundId ? string.Join(' ', new[] { row.PractitionerTitle, row.FirstName, row.LastName }.Where(name => name is not null)) : null)
            {
                ProfessionCode = row.ProfessionCode,
                SameWhileValues = row.SameWhileValues,
                DecidedByFund = row.DecidedByFund,
                InvoiceNumber = row.InvoiceNumber,
                IsBlind = row.IsBlind,
                Supplier = InvoiceSupplier.Of(
                    catalogue.Find(row.ProfessionCode, row.Exercise)?.FindProof(row.ProofCode),
                    row.Precheck,
                    row.Answers ?? Answers.None),
            }),
        ];
    }
}

/// <summary>A document seen in another file: an earlier exercise of the same practitioner, or the same file given by somebody else.</summary>
/// <param name="DeclarationId">For a link, within the fund.</param>
/// <param name="DocumentId">For a link, within the fund.</param>
/// <param name="ProofCode">What it proved there.</param>
/// <param name="IndicatorCode">Its indicator.</param>
/// <param name="State">What was decided.</param>
/// <param name="Reason">Why, if it was refused.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="ValidUntil">Until when it serves.</param>
/// <param name="Sha256">Of the file.</param>
/// <param name="DocumentName">As shown.</param>
/// <param name="CampaignTitle">Of that file.</param>
/// <param name="Exercise">Of that campaign.</param>
/// <param name="IsSamePractitioner">An earlier proof of this practitioner.</param>
/// <param name="PractitionerName">Null for a practitioner of another fund: they are not named.</param>
public sealed record ElsewhereUse(
    Guid DeclarationId,
    Guid DocumentId,
    string ProofCode,
    string IndicatorCode,
    EvidenceUseState State,
    string? Reason,
    DateTime? DecidedAt,
    DateOnly? ValidUntil,
    string Sha256,
    string DocumentName,
    string CampaignTitle,
    int Exercise,
    bool IsSamePractitioner,
    string? PractitionerName)
{
    internal string ProfessionCode { get; init; } = "";

    internal Answers SameWhileValues { get; init; } = Answers.None;

    internal string? DecidedByFund { get; init; }

    internal string? InvoiceNumber { get; init; }

    internal IReadOnlySet<string> Supplier { get; init; } = new HashSet<string>();

    /// <summary>What was decided there is not for this agent to see: they may decide it again.</summary>
    public bool IsBlind { get; init; }
}

/// <summary>An acceptance that waits for a second agent.</summary>
public sealed record HeldMark(Guid EvidenceUseId, Guid? AccountId, string AgentName, DateTime At, long StakeCents);

/// <summary>A transmitted declaration of which a document is decided.</summary>
/// <param name="Declaration">With its campaign, practitioner and fund.</param>
/// <param name="RuleSet">What was asked, what each proof must show, the ready-made reasons.</param>
/// <param name="Evidence">Transmitted documents, judged ones included.</param>
public record DeclarationToDecide(Declaration Declaration, RuleSet RuleSet, IReadOnlyList<EvidenceUse> Evidence)
{
    /// <summary>Documents whose first decision this agent must not see: they may be the one to take it again.</summary>
    public IReadOnlySet<Guid> Blind { get; init; } = new HashSet<Guid>();

    /// <summary>Acceptances that wait for a second agent.</summary>
    public IReadOnlyList<HeldMark> Held { get; init; } = [];

    public bool IsBlind(EvidenceUse use) => Blind.Contains(use.Id);

    public HeldMark? HeldOf(EvidenceUse use) => Held.FirstOrDefault(mark => mark.EvidenceUseId == use.Id);

    /// <summary>The proof that a document was given for; null when the rules no longer ask for it.</summary>
    public Proof? ProofOf(EvidenceUse use) => RuleSet.FindProof(use.ProofCode);
}

/// <summary>A transmitted declaration under review.</summary>
/// <param name="Declaration">With its campaign, practitioner and fund.</param>
/// <param name="Transmission">The version that counts.</param>
/// <param name="RuleSet">What was asked, what each proof must show, the ready-made reasons.</param>
/// <param name="Situation">Known and declared values with their sources.</param>
/// <param name="Assessment">What it gives as it stands, explained; the gap to the potential amount is what is at stake.</param>
/// <param name="Evidence">Transmitted documents, judged ones included.</param>
/// <param name="History">Oldest first; drafts are the practitioner's own.</param>
public sealed record ReviewedDeclaration(
    Declaration Declaration,
    Transmission Transmission,
    RuleSet RuleSet,
    AssembledSituation Situation,
    Assessment Assessment,
    IReadOnlyList<EvidenceUse> Evidence,
    IReadOnlyList<AuditEvent> History) : DeclarationToDecide(Declaration, RuleSet, Evidence)
{
    /// <summary>This practitioner's earlier proofs, and other people's identical files.</summary>
    public IReadOnlyList<ElsewhereUse> Elsewhere { get; init; } = [];

    /// <summary>What this practitioner gave in other exercises.</summary>
    public IEnumerable<ElsewhereUse> Earlier => Elsewhere.Where(use => use.IsSamePractitioner);

    /// <summary>The same file, given by somebody else, or by the same person in another exercise.</summary>
    public IEnumerable<ElsewhereUse> SameFileAs(EvidenceUse use) => Elsewhere.Where(other => other.Sha256 == use.Document.Sha256)
        .DistinctBy(other => other.DeclarationId);

    /// <summary>Another file with the same invoice number, unless the first reading found different suppliers on the two.</summary>
    public IEnumerable<ElsewhereUse> SameInvoiceAs(EvidenceUse use)
    {
        if (use.Document.InvoiceNumber is not { } number)
        {
            return [];
        }

        var supplier = InvoiceSupplier.Of(ProofOf(use), use.Precheck, Transmission.Answers);
        return Elsewhere
            .Where(other => other.InvoiceNumber == number && other.Sha256 != use.Document.Sha256 && !InvoiceSupplier.Differ(supplier, other.Supplier))
            .DistinctBy(other => other.DeclarationId);
    }

    /// <summary>The same file, already refused in this very declaration.</summary>
    public EvidenceUse? RefusedBefore(EvidenceUse use) => Evidence.LastOrDefault(other =>
        other.Id != use.Id && !IsBlind(other) && other.State == EvidenceUseState.Rejected && other.Document.Sha256 == use.Document.Sha256);

    /// <summary>What the decision on a proof is about, in euros, by assessing the file both ways.</summary>
    public Stake StakeOf(Proof proof)
    {
        // Without the answer that it proves, a document declares nothing.
        if (proof.NeededWith.Read(Situation.Situation) is null)
        {
            return new Stake(0, 0);
        }

        var accepted = Judge(proof, "accepted");
        return new Stake(accepted.Amount - Assessment.Amount, accepted.PotentialAmount - Judge(proof, "rejected").PotentialAmount);
    }

    private Assessment Judge(Proof proof, string state)
    {
        var value = ((EnumerationType)proof.State.Member.Type).Enumeration.Find(state)!;
        return Situation.Assess(Situation.Situation.With([new FactChange(proof.State, value, ChangeKind.Decision, proof.Label)]));
    }
}

/// <summary>What hangs on a decision.</summary>
/// <param name="Gain">Euros won as soon as the proof is accepted.</param>
/// <param name="AtMost">Euros lost for good if it is refused, the other waiting proofs being accepted.</param>
public sealed record Stake(decimal Gain, decimal AtMost);
