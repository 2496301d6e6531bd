namespace FamiPortal.Domain.Audit;

/// <summary>The events of the audit trail, in the past tense; docs/audit-events.md says when each is written and what it holds.</summary>
public static class AuditKinds
{
    public const string DeclarationStarted = "DeclarationStarted";
    public const string DraftSaved = "DraftSaved";
    public const string DeclarationTransmitted = "DeclarationTransmitted";
    public const string EvidenceAttached = "EvidenceAttached";
    public const string EvidenceReused = "EvidenceReused";
    public const string EvidenceHeldBack = "EvidenceHeldBack";
    public const string EvidenceInfected = "EvidenceInfected";
    public const string EvidenceWithdrawn = "EvidenceWithdrawn";
    public const string EvidenceViewed = "EvidenceViewed";
    public const string EvidenceAccepted = "EvidenceAccepted";
    public const string EvidenceRefused = "EvidenceRefused";
    public const string ComplementAsked = "ComplementAsked";
    public const string ComplementAnswered = "ComplementAnswered";
    public const string DecisionUndone = "DecisionUndone";
    public const string DecidedAutomatically = "DecidedAutomatically";
    public const string EnteredOnBehalf = "EnteredOnBehalf";
    public const string FundFactEntered = "FundFactEntered";
    public const string DeclarationAssigned = "DeclarationAssigned";
    public const string WorkShared = "WorkShared";
    public const string QueueExported = "QueueExported";
    public const string PractitionerTransferred = "PractitionerTransferred";
    public const string BatchConfirmed = "BatchConfirmed";
    public const string BatchFinished = "BatchFinished";
    public const string CampaignCreated = "CampaignCreated";
    public const string CampaignOpened = "CampaignOpened";
    public const string ClosingDateMoved = "ClosingDateMoved";
    public const string MessageSent = "MessageSent";
    public const string ContestSubmitted = "ContestSubmitted";
    public const string ContestDocumentAdded = "ContestDocumentAdded";
    public const string ContestTaken = "ContestTaken";
    public const string ContestAccepted = "ContestAccepted";
    public const string ContestRejected = "ContestRejected";
    public const string CampaignClosed = "CampaignClosed";
    public const string CampaignSettled = "CampaignSettled";
    public const string CampaignPublished = "CampaignPublished";
    public const string IndicatorNeutralised = "IndicatorNeutralised";
    public const string NeutralisationLifted = "NeutralisationLifted";
    public const string PaymentRecorded = "PaymentRecorded";
    public const string SoftwareImported = "SoftwareImported";
    public const string SoftwareOffered = "SoftwareOffered";
    public const string SoftwareWithdrawn = "SoftwareWithdrawn";
    public const string ControlSampleDrawn = "ControlSampleDrawn";
    public const string ControlAsked = "ControlAsked";
    public const string ControlAnswered = "ControlAnswered";
    public const string ControlPointConcluded = "ControlPointConcluded";
    public const string ControlConcluded = "ControlConcluded";
    public const string QualityRuleSet = "QualityRuleSet";
    public const string AcceptanceHeld = "AcceptanceHeld";
    public const string SecondLookTaken = "SecondLookTaken";
    public const string DisagreementSettled = "DisagreementSettled";
    public const string SupervisorMarked = "SupervisorMarked";
    public const string SupervisorUnmarked = "SupervisorUnmarked";
    public const string DemonstrationSeeded = "DemonstrationSeeded";
}
