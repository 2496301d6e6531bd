using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FamiPortal.Migrations.SqlServer;

/// <summary>
/// How <c>dotnet ef</c> gets a context without starting the portal: adding or comparing migrations reads the model only,
/// no database is opened.
/// </summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<FamiDbContext>
{
    public FamiDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<FamiDbContext>();
        options.UseFamiDatabase(DatabaseSetup.SqlServer, "Server=never-opened;Database=famiportal");
        return new FamiDbContext(options.Options);
    }
}
