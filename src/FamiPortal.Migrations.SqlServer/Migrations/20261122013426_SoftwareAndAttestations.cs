using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FamiPortal.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class SoftwareAndAttestations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Attestations",
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
                name: "SoftwareProducts");

            migrationBuilder.DropColumn(
                name: "Attestations",
                table: "Transmissions");

            migrationBuilder.DropColumn(
                name: "TransmittedByAccountId",
                table: "Transmissions");

            migrationBuilder.DropColumn(
                name: "TransmittedByName",
                table: "Transmissions");
        }
    }
}
