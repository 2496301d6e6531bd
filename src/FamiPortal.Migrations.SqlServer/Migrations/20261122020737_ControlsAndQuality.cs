using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FamiPortal.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class ControlsAndQuality : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
                name: "IX_QualityRules_FundId",
                table: "QualityRules",
                column: "FundId");

            migrationBuilder.CreateIndex(
                name: "IX_SecondLooks_EvidenceUseId_FirstAt",
                table: "SecondLooks",
                columns: new[] { "EvidenceUseId", "FirstAt" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SecondLooks_State_FirstAt",
                table: "SecondLooks",
                columns: new[] { "State", "FirstAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ControlDocuments");

            migrationBuilder.DropTable(
                name: "ControlPoint");

            migrationBuilder.DropTable(
                name: "HeldAcceptances");

            migrationBuilder.DropTable(
                name: "QualityRules");

            migrationBuilder.DropTable(
                name: "SecondLooks");

            migrationBuilder.DropTable(
                name: "Controls");

            migrationBuilder.DropTable(
                name: "ControlSamples");
        }
    }
}
