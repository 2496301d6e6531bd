using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Contests;
using FamiPortal.Domain.Controls;
using FamiPortal.Domain.Conversations;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Desk;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Feeds;
using FamiPortal.Domain.Funds;
using FamiPortal.Domain.Mail;
using FamiPortal.Domain.Practitioners;
using FamiPortal.Domain.Quality;
using FamiPortal.Domain.Settlement;
using FamiPortal.Domain.Software;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Persistence;

/// <summary>The one database of the portal, accounts included. The same model serves SQLite and SQL Server.</summary>
public sealed class FamiDbContext(DbContextOptions<FamiDbContext> options)
    : IdentityDbContext<Account, IdentityRole<Guid>, Guid>(options)
{
    public DbSet<Fund> Funds => Set<Fund>();

    public DbSet<Practitioner> Practitioners => Set<Practitioner>();

    public DbSet<Campaign> Campaigns => Set<Campaign>();

    public DbSet<Neutralisation> Neutralisations => Set<Neutralisation>();

    public DbSet<Declaration> Declarations => Set<Declaration>();

    public DbSet<Transmission> Transmissions => Set<Transmission>();

    public DbSet<EvidenceDocument> EvidenceDocuments => Set<EvidenceDocument>();

    public DbSet<EvidenceUse> EvidenceUses => Set<EvidenceUse>();

    public DbSet<DeclarationHold> DeclarationHolds => Set<DeclarationHold>();

    public DbSet<QueueView> QueueViews => Set<QueueView>();

    public DbSet<Batch> Batches => Set<Batch>();

    public DbSet<BatchItem> BatchItems => Set<BatchItem>();

    public DbSet<KnownFact> KnownFacts => Set<KnownFact>();

    public DbSet<SettledAssessment> SettledAssessments => Set<SettledAssessment>();

    public DbSet<Payment> Payments => Set<Payment>();

    public DbSet<SoftwareProduct> SoftwareProducts => Set<SoftwareProduct>();

    public DbSet<ControlSample> ControlSamples => Set<ControlSample>();

    public DbSet<Control> Controls => Set<Control>();

    public DbSet<ControlDocument> ControlDocuments => Set<ControlDocument>();

    public DbSet<QualityRule> QualityRules => Set<QualityRule>();

    public DbSet<SecondLook> SecondLooks => Set<SecondLook>();

    public DbSet<HeldAcceptance> HeldAcceptances => Set<HeldAcceptance>();

    public DbSet<OutgoingMail> OutgoingMails => Set<OutgoingMail>();

    public DbSet<Message> Messages => Set<Message>();

    public DbSet<Contest> Contests => Set<Contest>();

    public DbSet<ContestDocument> ContestDocuments => Set<ContestDocument>();

    public DbSet<AuditEvent> AuditEvents => Set<AuditEvent>();

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RefuseRewrittenHistory();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RefuseRewrittenHistory();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTimeConverter>();
        configurationBuilder.Properties<Rpps>().HaveConversion<RppsConverter>().HaveMaxLength(Rpps.Length);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(FamiDbContext).Assembly);

        // Nothing of the business disappears with its parent; it also spares SQL Server its "multiple cascade paths".
        foreach (var key in builder.Model.GetEntityTypes()
            .Where(type => type.ClrType.Namespace?.StartsWith("FamiPortal.", StringComparison.Ordinal) == true)
            .SelectMany(type => type.GetForeignKeys()))
        {
            key.DeleteBehavior = DeleteBehavior.Restrict;
        }
    }

    /// <summary>What is written once (history, transmissions, settled results) is never rewritten: doing so is a bug.</summary>
    private void RefuseRewrittenHistory()
    {
        foreach (var entry in ChangeTracker.Entries())
        {
            if (entry is { Entity: AuditEvent or Transmission or SettledAssessment or ControlSample, State: EntityState.Modified or EntityState.Deleted })
            {
                throw new InvalidOperationException($"{entry.Metadata.ClrType.Name} is append-only: it can't be {entry.State}.");
            }
        }
    }
}
