using System.Text.Json;
using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Contests;
using FamiPortal.Domain.Controls;
using FamiPortal.Domain.Conversations;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Feeds;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Practitioners;
using FamiPortal.Domain.Quality;
using FamiPortal.Domain.Settlement;
using FamiPortal.Domain.Situations;
using FamiPortal.Domain.Software;
using FamiPortal.Rules;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Demonstration;

/// <summary>One campaign of the demonstration, told in the order of time through the use cases, so that its history is a real one.</summary>
internal sealed class DemonstrationStory(
    FamiDbContext db,
    RuleCatalogue catalogue,
    IEvidenceFiles files,
    StoredText texts,
    VirusScanner scanner,
    SoftwareCatalogue software,
    DemonstrationData data,
    DemonstrationCampaign planned,
    RuleSet ruleSet,
    DateTime now)
{
    /// <summary>To answer a question, from today.</summary>
    private const int AnswerDays = 10;

    private readonly SeedClock clock = new(now);
    private readonly SituationLoader loader = new(db, software);
    private readonly SituationAssembler assembler = new(catalogue);

    private Dictionary<string, Guid> accounts = [];

    private EvidenceIntake Intake => new(db, files, texts, scanner, clock);

    private RereadEvidence Reread => new(db, texts, catalogue);

    /// <summary>What happens to a file, and when.</summary>
    private delegate Task Step(CancellationToken cancellationToken);

    public async Task TellAsync(CancellationToken cancellationToken)
    {
        accounts = await db.Users.ToDictionaryAsync(account => account.Email!, account => account.Id, cancellationToken);
        var campaign = Campaign();
        db.Campaigns.Add(campaign);
        var practitioners = await db.Practitioners.Include(practitioner => practitioner.Fund)
            .Where(practitioner => practitioner.ProfessionCode == planned.Profession).ToListAsync(cancellationToken);
        var cast = data.Personas.Where(persona => persona.Profession == planned.Profession && persona.Exercises.ContainsKey(planned.Exercise))
            .Select(persona => (Persona: persona, Practitioner: practitioners.Single(one => one.Rpps.Value == persona.Rpps))).ToList();
        db.KnownFacts.AddRange(cast.SelectMany(one => KnownFacts(one.Practitioner, one.Persona.Exercises[planned.Exercise], campaign)));
        await db.SaveChangesAsync(cancellationToken);

        At(campaign.OpensAt);
        Must(await new OpenCampaign(db, catalogue, clock).RunAsync(Actor.Portal, campaign.Id, cancellationToken));
        var steps = new List<(DateTime At, Step Step)>();
        foreach (var (persona, practitioner) in cast)
        {
            Plan(steps, persona.Exercises[planned.Exercise], practitioner, campaign);
        }

        foreach (var (at, step) in steps.OrderBy(step => step.At))
        {
            At(at);
            await step(cancellationToken);
        }

        if (planned.PaidOn is { } paidOn)
        {
            await EndAsync(campaign, paidOn, cancellationToken);
        }
    }

    private Campaign Campaign()
    {
        var today = ParisTime.DateOf(now);
        return new Campaign(
            planned.Profession,
            planned.Exercise,
            $"{ruleSet.Title}, {ruleSet.Profession.PluralLabel.ToLowerInvariant()}",
            planned.OpensOn ?? today.AddDays(-planned.OpenedDaysAgo),
            planned.LastDay ?? today.AddDays(planned.ClosesInDays));
    }

    private IEnumerable<KnownFact> KnownFacts(Practitioner practitioner, PersonaFile file, Campaign campaign)
    {
        var asOf = ParisTime.DateOf(campaign.OpensAt).AddDays(-4);
        return file.Known.SelectMany(name => data.KnownFacts[name])
            .GroupBy(fact => fact.Key, fact => fact.Value)
            .Select(fact => new KnownFact(
                practitioner, planned.Exercise, fact.Key, fact.Last().GetRawText(), Source(fact.Key), asOf, campaign.OpensAt.AddDays(-3)));
    }

    private string Source(string path) =>
        ruleSet.Vocabulary.Path(path)?.Members.LastOrDefault(member => member.Source is not null)?.Source
        ?? "Système d’information de l’Assurance Maladie";

    private void Plan(List<(DateTime At, Step Step)> steps, PersonaFile file, Practitioner practitioner, Campaign campaign)
    {
        var actor = new Actor(accounts.GetValueOrDefault(practitioner.Email ?? ""), practitioner.DisplayName, Roles.Practitioner, PractitionerId: practitioner.Id);
        var agent = Agent(practitioner);
        PlanContests(steps, file, actor, agent, practitioner, campaign);
        if (file.Answers is not { } answers)
        {
            return;
        }

        var documents = file.Documents ?? [];
        var at = Instant(campaign, file.DaysAgo, practitioner);
        var first = documents.Where(document => document.DaysAgo is null).ToList();
        steps.Add((at, cancellationToken => SaveAsync(actor, campaign, Answers(answers), cancellationToken)));
        steps.Add((at.AddMinutes(1), cancellationToken => GiveAsync(actor, campaign, first, file.Stage, cancellationToken)));

        // A document given later is a correction, transmitted on its own day.
        foreach (var late in documents.Where(document => document.DaysAgo is not null))
        {
            steps.Add((Instant(campaign, late.DaysAgo!.Value, practitioner), cancellationToken => GiveAsync(actor, campaign, [late], file.Stage, cancellationToken)));
        }

        foreach (var judged in documents.Where(document => document.Decision is not null || document.Question is not null))
        {
            steps.Add((at.AddDays(1).AddHours(3), cancellationToken => JudgeAsync(agent, practitioner, campaign, judged, cancellationToken)));
        }

        foreach (var message in file.Messages ?? [])
        {
            steps.Add((Instant(campaign, message.DaysAgo, practitioner).AddMinutes(10), cancellationToken => WriteAsync(message.IsFromFund ? agent : actor, practitioner, campaign, message.Text, cancellationToken)));
        }
    }

    private void PlanContests(List<(DateTime At, Step Step)> steps, PersonaFile file, Actor actor, Actor agent, Practitioner practitioner, Campaign campaign)
    {
        foreach (var contest in file.Contests ?? [])
        {
            var at = Instant(campaign, contest.DaysAgo, practitioner).AddMinutes(20);
            var id = Guid.Empty;
            AnswerContest Answering() => new(db, catalogue, loader, assembler, clock);
            steps.Add((at, async cancellationToken =>
                id = Must(await new SubmitContest(db, new OwnContests(db, catalogue), Intake, clock).RunAsync(actor, campaign.Id, contest.Path, contest.Explanation, null, cancellationToken)).Id));
            if (contest.IsTaken)
            {
                steps.Add((at.AddDays(1), async cancellationToken => Must(await Answering().TakeAsync(agent, id, cancellationToken))));
            }

            if (contest.Rejection is { } reason)
            {
                steps.Add((at.AddDays(2), async cancellationToken => Must(await Answering().RejectAsync(agent, id, reason, cancellationToken: cancellationToken))));
            }
        }
    }

    private async Task WriteAsync(Actor author, Practitioner practitioner, Campaign campaign, string text, CancellationToken cancellationToken)
    {
        var declaration = await db.Declarations.AsNoTracking()
            .Where(any => any.CampaignId == campaign.Id && any.PractitionerId == practitioner.Id).Select(any => any.Id).SingleAsync(cancellationToken);
        if (author.OwnFundId is not null)
        {
            Must(await new OpenConversation(db, clock).RunAsync(author, declaration, cancellationToken));
        }

        Must(await new SendMessage(db, clock).RunAsync(author, declaration, text, cancellationToken));
    }

    /// <summary>Within the working day, a few minutes apart, so that no two files have the same instant.</summary>
    private DateTime Instant(Campaign campaign, int daysAgo, Practitioner practitioner)
    {
        var minutes = practitioner.Rpps.Value[^2..].Aggregate(0, (number, digit) => (number * 10) + (digit - '0'));
        var day = planned.OpensOn is null ? ParisTime.DateOf(now).AddDays(-daysAgo) : ParisTime.DateOf(campaign.OpensAt).AddDays(1 + minutes % 30);
        return ParisTime.ToUtc(day, new TimeOnly(9, 12)).AddMinutes(minutes * 4);
    }

    private Actor Agent(Practitioner practitioner)
    {
        var staff = data.Staff.FirstOrDefault(one => one.Fund == practitioner.Fund.Code);
        return new Actor(accounts.GetValueOrDefault(staff?.Email ?? ""), staff?.Name ?? $"Agent de la {practitioner.Fund.Name}", Roles.Agent, FundId: practitioner.FundId);
    }

    internal static Answers Answers(IReadOnlyDictionary<string, JsonElement> answers) => Declarations.Answers.Of(answers.SelectMany(answer =>
        answer.Value.ValueKind == JsonValueKind.Array
            ? answer.Value.EnumerateArray().Select(value => (answer.Key, value.GetString()!))
            : [(answer.Key, answer.Value.GetString()!)]));

    private async Task SaveAsync(Actor actor, Campaign campaign, Answers answers, CancellationToken cancellationToken)
    {
        var opened = Must(await new OpenDeclaration(db, catalogue, loader, assembler, clock).RunAsync(actor, campaign.Exercise, cancellationToken)).Declaration;
        Must(await new SaveDraft(db, catalogue, Reread, clock).RunAsync(actor, opened.Id, opened.DraftVersion, answers, cancellationToken: cancellationToken));
    }

    private async Task GiveAsync(
        Actor actor, Campaign campaign, IReadOnlyList<PersonaDocument> documents, PersonaStage stage, CancellationToken cancellationToken)
    {
        var declaration = await db.Declarations.AsNoTracking()
            .SingleAsync(any => any.CampaignId == campaign.Id && any.PractitionerId == actor.PractitionerId, cancellationToken);
        var version = declaration.DraftVersion;
        foreach (var document in documents)
        {
            using var content = new MemoryStream(PlainPdf.Page(document.Lines));
            version = Must(await new AttachEvidence(db, catalogue, Intake, clock)
                .RunAsync(actor, declaration.Id, document.Name, content, [.. document.Proofs], null, cancellationToken)).DraftVersion;
        }

        if (stage == PersonaStage.Transmitted)
        {
            Must(await new TransmitDeclaration(db, catalogue, new AutomaticDecisions(db, loader, assembler), Reread, clock).RunAsync(actor, declaration.Id, version, isAttested: true, null, cancellationToken));
        }
    }

    private async Task JudgeAsync(Actor agent, Practitioner practitioner, Campaign campaign, PersonaDocument document, CancellationToken cancellationToken)
    {
        var uses = await db.EvidenceUses.AsNoTracking()
            .Where(use => use.Declaration.CampaignId == campaign.Id
                && use.Declaration.PractitionerId == practitioner.Id
                && use.Document.DisplayName == document.Name)
            .Select(use => use.Id).ToListAsync(cancellationToken);
        foreach (var use in uses)
        {
            Must(document.Question is { } question
                ? await new AskForComplement(db, clock).RunAsync(agent, use, question, ParisTime.DateOf(now).AddDays(AnswerDays), cancellationToken: cancellationToken)
                : document.Decision == PersonaDecision.Accepted
                ? await new AcceptEvidence(db, catalogue, new FourEyes(db, catalogue, loader, assembler), clock).RunAsync(agent, use, null, cancellationToken: cancellationToken)
                : await new RefuseEvidence(db, clock).RunAsync(agent, use, document.Reason, document.ReasonCode, cancellationToken: cancellationToken));
        }
    }

    private async Task EndAsync(Campaign campaign, DateOnly paidOn, CancellationToken cancellationToken)
    {
        At(campaign.ClosesAt.AddHours(9));
        Must(await new CloseCampaign(db, clock).RunAsync(Actor.Portal, campaign.Id, cancellationToken));
        At(ParisTime.ToUtc(planned.SettledOn ?? paidOn, new TimeOnly(8, 0)));
        Must(await new SettleCampaign(db, catalogue, loader, assembler, clock).RunAsync(Actor.Portal, campaign.Id, cancellationToken));
        At(ParisTime.ToUtc(planned.PublishedOn ?? paidOn, new TimeOnly(8, 0)));
        Must(await new PublishCampaign(db, clock).RunAsync(Actor.Portal, campaign.Id, cancellationToken));
        At(ParisTime.ToUtc(paidOn, new TimeOnly(8, 0)));
        Must(await new RecordPayments(db, clock).RunAsync(Actor.Portal, campaign.Id, paidOn, cancellationToken));
        await ControlAsync(campaign, cancellationToken);
    }

    /// <summary>A small sample of what was attested on honour, drawn lately, so that there is something to answer and to conclude.</summary>
    private async Task ControlAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        At(now.AddDays(-5));
        var draw = new DrawControlSample(db, catalogue, clock);
        var preview = Must(await draw.PreviewAsync(Actor.Portal, new ControlCriteria(campaign.Id), cancellationToken));
        if (preview.Population.Members.Count > 0)
        {
            // All of them: whoever signs in has one to look at, whatever ids this database has.
            var terms = new DrawTerms(preview.Population.Members.Count, "demonstration", ParisTime.DateOf(now).AddDays(25));
            Must(await draw.RunAsync(Actor.Portal, preview.Criteria, terms, preview.Population.Fingerprint, cancellationToken));
        }
    }

    /// <summary>Each step is a request of its own: nothing that was tracked lasts.</summary>
    private void At(DateTime instant)
    {
        db.ChangeTracker.Clear();
        clock.Now = instant;
    }

    /// <summary>The data is ours: a refusal is a mistake in it.</summary>
    private static T Must<T>(Outcome<T> outcome) => outcome.TryGet(out var done)
        ? done
        : throw new InvalidOperationException($"The demonstration data does not fit the rules: {French.Series(outcome.Problems.Select(problem => $"{problem.Field} {problem.Message}"))}");
}
