using FamiPortal.Domain.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Persistence;

/// <summary>The one database of the portal, accounts included. The same model serves SQLite and SQL Server.</summary>
public sealed class FamiDbContext(DbContextOptions<FamiDbContext> options)
    : IdentityDbContext<Account, IdentityRole<Guid>, Guid>(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(FamiDbContext).Assembly);
    }
}
