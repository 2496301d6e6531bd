using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FamiPortal.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class YearAndDesk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_KnownFacts_PractitionerId_Exercise_Path",
                table: "KnownFacts");

            migrationBuilder.AddColumn<string>(
                name: "Attestations",
                table: "Transmissions",
                type: "nvarchar(max)",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<string>(
                name: "FundEntries",
                table: "Transmissions",
                type: "nvarchar(max)",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<Guid>(
                name: "TransmittedByAccountId",
                table: "Transmissions",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TransmittedByName",
                table: "Transmissions",
                type: "nvarchar(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ContestId",
                table: "KnownFacts",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "SupersededAt",
                table: "KnownFacts",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "AnswerBy",
                table: "EvidenceUses",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "AssignedToId",
                table: "EvidenceUses",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AssignedToName",
                table: "EvidenceUses",
                type: "nvarchar(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Exercise",
                table: "EvidenceUses",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "FundId",
                table: "EvidenceUses",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Precheck",
                table: "EvidenceUses",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PrecheckResult",
                table: "EvidenceUses",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "None");

            migrationBuilder.AddColumn<string>(
                name: "ProfessionCode",
                table: "EvidenceUses",
                type: "nvarchar(60)",
                maxLength: 60,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "SearchText",
                table: "EvidenceUses",
                type: "nvarchar(253)",
                maxLength: 253,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Confirmed",
                table: "EvidenceDocuments",
                type: "nvarchar(60)",
                maxLength: 60,
                nullable: false,
                defaultValue: "None");

            migrationBuilder.AddColumn<string>(
                name: "InvoiceNumber",
                table: "EvidenceDocuments",
                type: "nvarchar(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "PageCount",
                table: "EvidenceDocuments",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ScanState",
                table: "EvidenceDocuments",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "NotConfigured");

            migrationBuilder.AddColumn<DateTime>(
                name: "ScannedAt",
                table: "EvidenceDocuments",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "VirusName",
                table: "EvidenceDocuments",
                type: "nvarchar(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsSupervisor",
                table: "AspNetUsers",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "Batches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FundId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AgentName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    State = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Verb = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    ReasonCode = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    ValidUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    AnswerBy = table.Column<DateOnly>(type: "date", nullable: true),
                    AssigneeId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    AssigneeName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true),
                    ItemCount = table.Column<int>(type: "int", nullable: false),
                    PreparedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ConfirmedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    FinishedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Batches", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Batches_AspNetUsers_AccountId",
                        column: x => x.AccountId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Batches_Funds_FundId",
                        column: x => x.FundId,
                        principalTable: "Funds",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Contests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PractitionerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CampaignId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Path = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ValueJson = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    Source = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    AsOf = table.Column<DateOnly>(type: "date", nullable: true),
                    Explanation = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    EvidenceDocumentId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SubmittedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    State = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    AgentName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true),
                    FundName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true),
                    AnsweredAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Answer = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    CorrectedValueJson = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    CorrectedSource = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    RecalculatedCents = table.Column<long>(type: "bigint", nullable: true),
                    RecalculatedReceiptJson = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Contests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Contests_Campaigns_CampaignId",
                        column: x => x.CampaignId,
                        principalTable: "Campaigns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Contests_EvidenceDocuments_EvidenceDocumentId",
                        column: x => x.EvidenceDocumentId,
                        principalTable: "EvidenceDocuments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Contests_Practitioners_PractitionerId",
                        column: x => x.PractitionerId,
                        principalTable: "Practitioners",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ControlSamples",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CampaignId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FundId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    IndicatorCode = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    Size = table.Column<int>(type: "int", nullable: false),
                    Seed = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    PopulationSize = table.Column<int>(type: "int", nullable: false),
                    PopulationFingerprint = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    DueAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    DrawnAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    DrawnByAccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    DrawnBy = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ControlSamples", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ControlSamples_Campaigns_CampaignId",
                        column: x => x.CampaignId,
                        principalTable: "Campaigns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ControlSamples_Funds_FundId",
                        column: x => x.FundId,
                        principalTable: "Funds",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DeclarationHolds",
                columns: table => new
                {
                    DeclarationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AgentName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    Since = table.Column<DateTime>(type: "datetime2", nullable: false),
                    SeenAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeclarationHolds", x => x.DeclarationId);
                    table.ForeignKey(
                        name: "FK_DeclarationHolds_Declarations_DeclarationId",
                        column: x => x.DeclarationId,
                        principalTable: "Declarations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "HeldAcceptances",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    EvidenceUseId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    AgentName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    HeldAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    StakeCents = table.Column<long>(type: "bigint", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    EndedBy = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true),
                    IsConfirmed = table.Column<bool>(type: "bit", nullable: true),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HeldAcceptances", x => x.Id);
                    table.ForeignKey(
                        name: "FK_HeldAcceptances_EvidenceUses_EvidenceUseId",
                        column: x => x.EvidenceUseId,
                        principalTable: "EvidenceUses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Messages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DeclarationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AuthorName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    IsFromFund = table.Column<bool>(type: "bit", nullable: false),
                    FundName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true),
                    Text = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    SentAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ReadAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Messages", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Messages_Declarations_DeclarationId",
                        column: x => x.DeclarationId,
                        principalTable: "Declarations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "OutgoingMails",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Recipient = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: false),
                    Subject = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    Path = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    State = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    NextAttemptAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    SentAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LastFailure = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutgoingMails", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "QualityRules",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FundId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SecondLookPercent = table.Column<int>(type: "int", nullable: false),
                    Seed = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    FourEyesAboveCents = table.Column<long>(type: "bigint", nullable: true),
                    ChangedBy = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QualityRules", x => x.Id);
                    table.ForeignKey(
                        name: "FK_QualityRules_Funds_FundId",
                        column: x => x.FundId,
                        principalTable: "Funds",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "QueueViews",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Query = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QueueViews", x => x.Id);
                    table.ForeignKey(
                        name: "FK_QueueViews_AspNetUsers_AccountId",
                        column: x => x.AccountId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SecondLooks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    EvidenceUseId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    WasAccepted = table.Column<bool>(type: "bit", nullable: false),
                    FirstAccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    FirstAgent = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    FirstAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Seed = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Percent = table.Column<int>(type: "int", nullable: false),
                    State = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    SecondAccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SecondAgent = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true),
                    SecondAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    SettledBy = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true),
                    SettledAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    SettledNote = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SecondLooks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SecondLooks_EvidenceUses_EvidenceUseId",
                        column: x => x.EvidenceUseId,
                        principalTable: "EvidenceUses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SoftwareProducts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Label = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Editor = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    Version = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    ProfessionCode = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    IsOffered = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SoftwareProducts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "BatchItems",
                columns: table => new
                {
                    BatchId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    EvidenceUseId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Position = table.Column<int>(type: "int", nullable: false),
                    State = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Message = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BatchItems", x => new { x.BatchId, x.EvidenceUseId });
                    table.ForeignKey(
                        name: "FK_BatchItems_Batches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "Batches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BatchItems_EvidenceUses_EvidenceUseId",
                        column: x => x.EvidenceUseId,
                        principalTable: "EvidenceUses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Controls",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SampleId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SettledAssessmentId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PractitionerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Rank = table.Column<int>(type: "int", nullable: false),
                    DueAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    State = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    AnsweredAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Message = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    ConcludedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    RecoverCents = table.Column<long>(type: "bigint", nullable: true),
                    ReassessmentJson = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Controls", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Controls_ControlSamples_SampleId",
                        column: x => x.SampleId,
                        principalTable: "ControlSamples",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Controls_Practitioners_PractitionerId",
                        column: x => x.PractitionerId,
                        principalTable: "Practitioners",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Controls_SettledAssessments_SettledAssessmentId",
                        column: x => x.SettledAssessmentId,
                        principalTable: "SettledAssessments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ControlDocuments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ControlId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    EvidenceDocumentId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    IndicatorCode = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    GivenAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ControlDocuments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ControlDocuments_Controls_ControlId",
                        column: x => x.ControlId,
                        principalTable: "Controls",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ControlDocuments_EvidenceDocuments_EvidenceDocumentId",
                        column: x => x.EvidenceDocumentId,
                        principalTable: "EvidenceDocuments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ControlPoint",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ControlId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    IndicatorCode = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Conclusion = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    ConcludedByAccountId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ConcludedBy = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true),
                    ConcludedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ControlPoint", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ControlPoint_Controls_ControlId",
                        column: x => x.ControlId,
                        principalTable: "Controls",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_KnownFacts_PractitionerId_Exercise_Path",
                table: "KnownFacts",
                columns: new[] { "PractitionerId", "Exercise", "Path" },
                unique: true,
                filter: "SupersededAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_EvidenceUses_FundId_State_AssignedToId",
                table: "EvidenceUses",
                columns: new[] { "FundId", "State", "AssignedToId" });

            migrationBuilder.CreateIndex(
                name: "IX_EvidenceUses_FundId_State_SubmittedAt",
                table: "EvidenceUses",
                columns: new[] { "FundId", "State", "SubmittedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_EvidenceDocuments_InvoiceNumber",
                table: "EvidenceDocuments",
                column: "InvoiceNumber");

            migrationBuilder.CreateIndex(
                name: "IX_EvidenceDocuments_ScanState_UploadedAt",
                table: "EvidenceDocuments",
                columns: new[] { "ScanState", "UploadedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_EvidenceDocuments_Sha256",
                table: "EvidenceDocuments",
                column: "Sha256");

            migrationBuilder.CreateIndex(
                name: "IX_Batches_AccountId",
                table: "Batches",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_Batches_FundId_PreparedAt",
                table: "Batches",
                columns: new[] { "FundId", "PreparedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Batches_State_ConfirmedAt",
                table: "Batches",
                columns: new[] { "State", "ConfirmedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_BatchItems_BatchId_State_Position",
                table: "BatchItems",
                columns: new[] { "BatchId", "State", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_BatchItems_EvidenceUseId",
                table: "BatchItems",
                column: "EvidenceUseId");

            migrationBuilder.CreateIndex(
                name: "IX_Contests_CampaignId",
                table: "Contests",
                column: "CampaignId");

            migrationBuilder.CreateIndex(
                name: "IX_Contests_EvidenceDocumentId",
                table: "Contests",
                column: "EvidenceDocumentId");

            migrationBuilder.CreateIndex(
                name: "IX_Contests_PractitionerId_CampaignId_Path",
                table: "Contests",
                columns: new[] { "PractitionerId", "CampaignId", "Path" },
                unique: true,
                filter: "AnsweredAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Contests_State_SubmittedAt",
                table: "Contests",
                columns: new[] { "State", "SubmittedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ControlDocuments_ControlId",
                table: "ControlDocuments",
                column: "ControlId");

            migrationBuilder.CreateIndex(
                name: "IX_ControlDocuments_EvidenceDocumentId",
                table: "ControlDocuments",
                column: "EvidenceDocumentId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ControlPoint_ControlId_IndicatorCode",
                table: "ControlPoint",
                columns: new[] { "ControlId", "IndicatorCode" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Controls_PractitionerId",
                table: "Controls",
                column: "PractitionerId");

            migrationBuilder.CreateIndex(
                name: "IX_Controls_SampleId",
                table: "Controls",
                column: "SampleId");

            migrationBuilder.CreateIndex(
                name: "IX_Controls_SettledAssessmentId",
                table: "Controls",
                column: "SettledAssessmentId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ControlSamples_CampaignId",
                table: "ControlSamples",
                column: "CampaignId");

            migrationBuilder.CreateIndex(
                name: "IX_ControlSamples_FundId",
                table: "ControlSamples",
                column: "FundId");

            migrationBuilder.CreateIndex(
                name: "IX_HeldAcceptances_EvidenceUseId",
                table: "HeldAcceptances",
                column: "EvidenceUseId",
                unique: true,
                filter: "EndedAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_DeclarationId_SentAt",
                table: "Messages",
                columns: new[] { "DeclarationId", "SentAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Messages_IsFromFund_ReadAt",
                table: "Messages",
                columns: new[] { "IsFromFund", "ReadAt" });

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_Key",
                table: "OutgoingMails",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_State_NextAttemptAt",
                table: "OutgoingMails",
                columns: new[] { "State", "NextAttemptAt" });

            migrationBuilder.CreateIndex(
                name: "IX_QualityRules_FundId",
                table: "QualityRules",
                column: "FundId");

            migrationBuilder.CreateIndex(
                name: "IX_QueueViews_AccountId_Name",
                table: "QueueViews",
                columns: new[] { "AccountId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SecondLooks_EvidenceUseId_FirstAt",
                table: "SecondLooks",
                columns: new[] { "EvidenceUseId", "FirstAt" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SecondLooks_State_FirstAt",
                table: "SecondLooks",
                columns: new[] { "State", "FirstAt" });

            migrationBuilder.CreateIndex(
                name: "IX_SoftwareProducts_Key",
                table: "SoftwareProducts",
                column: "Key",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BatchItems");

            migrationBuilder.DropTable(
                name: "Contests");

            migrationBuilder.DropTable(
                name: "ControlDocuments");

            migrationBuilder.DropTable(
                name: "ControlPoint");

            migrationBuilder.DropTable(
                name: "DeclarationHolds");

            migrationBuilder.DropTable(
                name: "HeldAcceptances");

            migrationBuilder.DropTable(
                name: "Messages");

            migrationBuilder.DropTable(
                name: "OutgoingMails");

            migrationBuilder.DropTable(
                name: "QualityRules");

            migrationBuilder.DropTable(
                name: "QueueViews");

            migrationBuilder.DropTable(
                name: "SecondLooks");

            migrationBuilder.DropTable(
                name: "SoftwareProducts");

            migrationBuilder.DropTable(
                name: "Batches");

            migrationBuilder.DropTable(
                name: "Controls");

            migrationBuilder.DropTable(
                name: "ControlSamples");

            migrationBuilder.DropIndex(
                name: "IX_KnownFacts_PractitionerId_Exercise_Path",
                table: "KnownFacts");

            migrationBuilder.DropIndex(
                name: "IX_EvidenceUses_FundId_State_AssignedToId",
                table: "EvidenceUses");

            migrationBuilder.DropIndex(
                name: "IX_EvidenceUses_FundId_State_SubmittedAt",
                table: "EvidenceUses");

            migrationBuilder.DropIndex(
                name: "IX_EvidenceDocuments_InvoiceNumber",
                table: "EvidenceDocuments");

            migrationBuilder.DropIndex(
                name: "IX_EvidenceDocuments_ScanState_UploadedAt",
                table: "EvidenceDocuments");

            migrationBuilder.DropIndex(
                name: "IX_EvidenceDocuments_Sha256",
                table: "EvidenceDocuments");

            migrationBuilder.DropColumn(
                name: "Attestations",
                table: "Transmissions");

            migrationBuilder.DropColumn(
                name: "FundEntries",
                table: "Transmissions");

            migrationBuilder.DropColumn(
                name: "TransmittedByAccountId",
                table: "Transmissions");

            migrationBuilder.DropColumn(
                name: "TransmittedByName",
                table: "Transmissions");

            migrationBuilder.DropColumn(
                name: "ContestId",
                table: "KnownFacts");

            migrationBuilder.DropColumn(
                name: "SupersededAt",
                table: "KnownFacts");

            migrationBuilder.DropColumn(
                name: "AnswerBy",
                table: "EvidenceUses");

            migrationBuilder.DropColumn(
                name: "AssignedToId",
                table: "EvidenceUses");

            migrationBuilder.DropColumn(
                name: "AssignedToName",
                table: "EvidenceUses");

            migrationBuilder.DropColumn(
                name: "Exercise",
                table: "EvidenceUses");

            migrationBuilder.DropColumn(
                name: "FundId",
                table: "EvidenceUses");

            migrationBuilder.DropColumn(
                name: "Precheck",
                table: "EvidenceUses");

            migrationBuilder.DropColumn(
                name: "PrecheckResult",
                table: "EvidenceUses");

            migrationBuilder.DropColumn(
                name: "ProfessionCode",
                table: "EvidenceUses");

            migrationBuilder.DropColumn(
                name: "SearchText",
                table: "EvidenceUses");

            migrationBuilder.DropColumn(
                name: "Confirmed",
                table: "EvidenceDocuments");

            migrationBuilder.DropColumn(
                name: "InvoiceNumber",
                table: "EvidenceDocuments");

            migrationBuilder.DropColumn(
                name: "PageCount",
                table: "EvidenceDocuments");

            migrationBuilder.DropColumn(
                name: "ScanState",
                table: "EvidenceDocuments");

            migrationBuilder.DropColumn(
                name: "ScannedAt",
                table: "EvidenceDocuments");

            migrationBuilder.DropColumn(
                name: "VirusName",
                table: "EvidenceDocuments");

            migrationBuilder.DropColumn(
                name: "IsSupervisor",
                table: "AspNetUsers");

            migrationBuilder.CreateIndex(
                name: "IX_KnownFacts_PractitionerId_Exercise_Path",
                table: "KnownFacts",
                columns: new[] { "PractitionerId", "Exercise", "Path" },
                unique: true);
        }
    }
}
