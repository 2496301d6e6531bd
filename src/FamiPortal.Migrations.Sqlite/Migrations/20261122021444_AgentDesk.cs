using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FamiPortal.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AgentDesk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "AssignedToId",
                table: "EvidenceUses",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AssignedToName",
                table: "EvidenceUses",
                type: "TEXT",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Exercise",
                table: "EvidenceUses",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "FundId",
                table: "EvidenceUses",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ProfessionCode",
                table: "EvidenceUses",
                type: "TEXT",
                maxLength: 60,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "SearchText",
                table: "EvidenceUses",
                type: "TEXT",
                maxLength: 253,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "IsSupervisor",
                table: "AspNetUsers",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "Batches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    FundId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AgentName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Verb = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    ReasonCode = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    ValidUntil = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    AnswerBy = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    AssigneeId = table.Column<Guid>(type: "TEXT", nullable: true),
                    AssigneeName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    ItemCount = table.Column<int>(type: "INTEGER", nullable: false),
                    PreparedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ConfirmedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    FinishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
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
                name: "DeclarationHolds",
                columns: table => new
                {
                    DeclarationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AgentName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Since = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SeenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
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
                name: "QueueViews",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Query = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false)
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
                name: "BatchItems",
                columns: table => new
                {
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EvidenceUseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Message = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
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

            migrationBuilder.CreateIndex(
                name: "IX_EvidenceUses_FundId_State_AssignedToId",
                table: "EvidenceUses",
                columns: new[] { "FundId", "State", "AssignedToId" });

            migrationBuilder.CreateIndex(
                name: "IX_EvidenceUses_FundId_State_SubmittedAt",
                table: "EvidenceUses",
                columns: new[] { "FundId", "State", "SubmittedAt" });

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
                name: "IX_QueueViews_AccountId_Name",
                table: "QueueViews",
                columns: new[] { "AccountId", "Name" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BatchItems");

            migrationBuilder.DropTable(
                name: "DeclarationHolds");

            migrationBuilder.DropTable(
                name: "QueueViews");

            migrationBuilder.DropTable(
                name: "Batches");

            migrationBuilder.DropIndex(
                name: "IX_EvidenceUses_FundId_State_AssignedToId",
                table: "EvidenceUses");

            migrationBuilder.DropIndex(
                name: "IX_EvidenceUses_FundId_State_SubmittedAt",
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
                name: "ProfessionCode",
                table: "EvidenceUses");

            migrationBuilder.DropColumn(
                name: "SearchText",
                table: "EvidenceUses");

            migrationBuilder.DropColumn(
                name: "IsSupervisor",
                table: "AspNetUsers");
        }
    }
}
