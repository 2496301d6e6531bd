using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FamiPortal.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class EvidenceChecks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.CreateIndex(
                name: "IX_EvidenceDocuments_ScanState_UploadedAt",
                table: "EvidenceDocuments",
                columns: new[] { "ScanState", "UploadedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_EvidenceDocuments_ScanState_UploadedAt",
                table: "EvidenceDocuments");

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
        }
    }
}
