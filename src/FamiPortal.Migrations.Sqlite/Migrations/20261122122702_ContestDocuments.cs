using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FamiPortal.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ContestDocuments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ContestDocuments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ContestId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EvidenceDocumentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    GivenAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContestDocuments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ContestDocuments_Contests_ContestId",
                        column: x => x.ContestId,
                        principalTable: "Contests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ContestDocuments_EvidenceDocuments_EvidenceDocumentId",
                        column: x => x.EvidenceDocumentId,
                        principalTable: "EvidenceDocuments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ContestDocuments_ContestId",
                table: "ContestDocuments",
                column: "ContestId");

            migrationBuilder.CreateIndex(
                name: "IX_ContestDocuments_EvidenceDocumentId",
                table: "ContestDocuments",
                column: "EvidenceDocumentId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ContestDocuments");
        }
    }
}
