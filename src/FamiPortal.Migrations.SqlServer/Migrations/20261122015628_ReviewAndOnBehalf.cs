using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FamiPortal.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class ReviewAndOnBehalf : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "FundEntries",
                table: "Transmissions",
                type: "nvarchar(max)",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<DateOnly>(
                name: "AnswerBy",
                table: "EvidenceUses",
                type: "date",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_EvidenceDocuments_Sha256",
                table: "EvidenceDocuments",
                column: "Sha256");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_EvidenceDocuments_Sha256",
                table: "EvidenceDocuments");

            migrationBuilder.DropColumn(
                name: "FundEntries",
                table: "Transmissions");

            migrationBuilder.DropColumn(
                name: "AnswerBy",
                table: "EvidenceUses");
        }
    }
}
