using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Contests;
using FamiPortal.Domain.Controls;
using FamiPortal.Domain.Conversations;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Demonstration;
using FamiPortal.Domain.Desk;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Mail;
using FamiPortal.Domain.OnBehalf;
using FamiPortal.Domain.PractitionerFile;
using FamiPortal.Domain.Quality;
using FamiPortal.Domain.Settlement;
using FamiPortal.Domain.Situations;
using FamiPortal.Domain.Software;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FamiPortal.Domain;

/// <summary>
/// Registers every use case and query. The host adds what they stand on: the database (AddFamiDatabase), the rule catalogue
/// (a singleton RuleCatalogue) and the evidence files (AddEvidenceFiles).
/// </summary>
public static class FamiDomain
{
    public static IServiceCollection AddFamiDomain(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new MailOptions());
        services.TryAddSingleton<IMailTransport, MailTransport>();
        services.AddSingleton<SituationAssembler>();
        services.AddMemoryCache();
        return services
            .AddScoped<SituationLoader>()
            .AddScoped<OwnCampaign>()
            .AddScoped<OpenDeclaration>()
            .AddScoped<SaveDraft>()
            .AddScoped<AutosaveDraft>()
            .AddScoped<TakeUpEarlierAnswers>()
            .AddScoped<DeclarationHistory>()
            .AddScoped<SoftwareCatalogue>()
            .AddScoped<ImportSoftware>()
            .AddScoped<SoftwareList>()
            .AddScoped<OfferSoftware>()
            .AddScoped<TransmitDeclaration>()
            .AddScoped<TransmissionReceipt>()
            .AddScoped<PractitionerHome>()
            .AddScoped<EvidenceIntake>()
            .AddScoped<RereadEvidence>()
            .AddScoped<AttachEvidence>()
            .AddScoped<WithdrawEvidence>()
            .AddScoped<ReuseEvidence>()
            .AddScoped<ReadEvidence>()
            .AddScoped<PreviewEvidence>()
            .AddScoped<ScanEvidence>()
            .AddScoped<AcceptEvidence>()
            .AddScoped<RefuseEvidence>()
            .AddScoped<AskForComplement>()
            .AddScoped<AnswerComplement>()
            .AddScoped<UndoDecision>()
            .AddScoped<AutomaticDecisions>()
            .AddScoped<EnterOnBehalf>()
            .AddScoped<EnterFundFact>()
            .AddScoped<OnBehalfOptions>()
            .AddScoped<PractitionerFileQuery>()
            .AddScoped<AgentQueue>()
            .AddScoped<NextToTreat>()
            .AddScoped<HoldDeclaration>()
            .AddScoped<ReleaseDeclaration>()
            .AddScoped<AssignDeclaration>()
            .AddScoped<ShareWork>()
            .AddScoped<SaveQueueView>()
            .AddScoped<DeleteQueueView>()
            .AddScoped<TransferPractitioner>()
            .AddScoped<PrepareBatch>()
            .AddScoped<ConfirmBatch>()
            .AddScoped<BatchProgress>()
            .AddScoped<RunBatch>()
            .AddScoped<FundFigures>()
            .AddScoped<DeclarationReview>()
            .AddScoped<CreateCampaign>()
            .AddScoped<OpenCampaign>()
            .AddScoped<CloseCampaign>()
            .AddScoped<SettleCampaign>()
            .AddScoped<PublishCampaign>()
            .AddScoped<NeutraliseIndicator>()
            .AddScoped<LiftNeutralisation>()
            .AddScoped<CampaignOverview>()
            .AddScoped<CampaignNeutralisations>()
            .AddScoped<CampaignResults>()
            .AddScoped<SettledStatement>()
            .AddScoped<RecordPayments>()
            .AddScoped<DrawControlSample>()
            .AddScoped<ControlSamples>()
            .AddScoped<ControlFile>()
            .AddScoped<ConcludeControl>()
            .AddScoped<OwnControls>()
            .AddScoped<AnswerControl>()
            .AddScoped<QualityRules>()
            .AddScoped<FourEyes>()
            .AddScoped<SecondLookQueue>()
            .AddScoped<TakeSecondLook>()
            .AddScoped<SettleDisagreement>()
            .AddScoped<MoveClosingDate>()
            .AddScoped<SendMail>()
            .AddScoped<QueueReminders>()
            .AddScoped<SendMessage>()
            .AddScoped<OpenConversation>()
            .AddScoped<ConversationList>()
            .AddScoped<UnreadMessages>()
            .AddScoped<DocumentViews>()
            .AddScoped<PractitionerNews>()
            .AddScoped<OwnContests>()
            .AddScoped<SubmitContest>()
            .AddScoped<AddContestDocument>()
            .AddScoped<WithdrawContestDocument>()
            .AddScoped<ContestQueue>()
            .AddScoped<AnswerContest>()
            .AddScoped<AuditJournal>()
            .AddScoped<AgentAccounts>()
            .AddScoped<MarkSupervisor>()
            .AddScoped<DemonstrationSeed>()
            .AddScoped<ScaleSeed>();
    }
}
