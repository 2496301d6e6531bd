using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FamiPortal.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class MailConversationsContests : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_KnownFacts_PractitionerId_Exercise_Path",
                table: "KnownFacts");

            migrationBuilder.AddColumn<Guid>(
                name: "ContestId",
                table: "KnownFacts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "SupersededAt",
                table: "KnownFacts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Precheck",
                table: "EvidenceUses",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Confirmed",
                table: "EvidenceDocuments",
                type: "TEXT",
                maxLength: 60,
                nullable: false,
                defaultValue: "None");

            migrationBuilder.AddColumn<int>(
                name: "PageCount",
                table: "EvidenceDocuments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ScanState",
                table: "EvidenceDocuments",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "NotConfigured");

            migrationBuilder.AddColumn<DateTime>(
                name: "ScannedAt",
                table: "EvidenceDocuments",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "VirusName",
                table: "EvidenceDocuments",
                type: "TEXT",
                maxLength: 120,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Contests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PractitionerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CampaignId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Path = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ValueJson = table.Column<string>(type: "TEXT", nullable: true),
                    Source = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    AsOf = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Explanation = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    EvidenceDocumentId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SubmittedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    AgentName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    FundName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    AnsweredAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Answer = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    CorrectedValueJson = table.Column<string>(type: "TEXT", nullable: true),
                    CorrectedSource = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    RecalculatedCents = table.Column<long>(type: "INTEGER", nullable: true),
                    RecalculatedReceiptJson = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
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
                name: "Messages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DeclarationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AuthorName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    IsFromFund = table.Column<bool>(type: "INTEGER", nullable: false),
                    FundName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    Text = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ReadAt = table.Column<DateTime>(type: "TEXT", nullable: true)
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
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Recipient = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Path = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAttemptAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LastFailure = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutgoingMails", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_KnownFacts_PractitionerId_Exercise_Path",
                table: "KnownFacts",
                columns: new[] { "PractitionerId", "Exercise", "Path" },
                unique: true,
                filter: "SupersededAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_EvidenceDocuments_ScanState_UploadedAt",
                table: "EvidenceDocuments",
                columns: new[] { "ScanState", "UploadedAt" });

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Contests");

            migrationBuilder.DropTable(
                name: "Messages");

            migrationBuilder.DropTable(
                name: "OutgoingMails");

            migrationBuilder.DropIndex(
                name: "IX_KnownFacts_PractitionerId_Exercise_Path",
                table: "KnownFacts");

            migrationBuilder.DropIndex(
                name: "IX_EvidenceDocuments_ScanState_UploadedAt",
                table: "EvidenceDocuments");

            migrationBuilder.DropColumn(
                name: "ContestId",
                table: "KnownFacts");

            migrationBuilder.DropColumn(
                name: "SupersededAt",
                table: "KnownFacts");

            migrationBuilder.DropColumn(
                name: "Precheck",
                table: "EvidenceUses");

            migrationBuilder.DropColumn(
                name: "Confirmed",
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

            migrationBuilder.CreateIndex(
                name: "IX_KnownFacts_PractitionerId_Exercise_Path",
                table: "KnownFacts",
                columns: new[] { "PractitionerId", "Exercise", "Path" },
                unique: true);
        }
    }
}
