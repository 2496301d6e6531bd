using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FamiPortal.Domain.Campaigns;

public sealed class NeutralisationConfiguration : IEntityTypeConfiguration<Neutralisation>
{
    public void Configure(EntityTypeBuilder<Neutralisation> builder)
    {
        builder.Property(decision => decision.Id).ValueGeneratedNever();
        builder.Property(decision => decision.IndicatorCode).HasMaxLength(Lengths.Code);
        builder.Property(decision => decision.Reason).HasMaxLength(Neutralisation.ReasonLengthMax);
        builder.Property(decision => decision.DecidedBy).HasMaxLength(Lengths.Name);
        builder.Property(decision => decision.Version).IsConcurrencyToken();
        builder.HasOne<Campaign>().WithMany().HasForeignKey(decision => decision.CampaignId);

        // One that counts for an indicator, whatever was decided and lifted before; the filter reads the same on both providers.
        builder.HasIndex(decision => new { decision.CampaignId, decision.IndicatorCode }).IsUnique().HasFilter("LiftedAt IS NULL");
    }
}

internal static class NeutralisationQueries
{
    private static readonly CompiledQuery<Func<FamiDbContext, Guid, IAsyncEnumerable<Neutralisation>>> InForce = new(() =>
        EF.CompileAsyncQuery((FamiDbContext db, Guid campaignId) => db.Neutralisations.AsNoTracking()
            .Where(decision => decision.CampaignId == campaignId && decision.LiftedAt == null)));

    /// <summary>The decisions that count for a campaign, as the rules want them.</summary>
    public static async Task<IReadOnlyDictionary<string, Rules.Neutralisation>> NeutralisedAsync(
        this FamiDbContext db, Guid campaignId, CancellationToken cancellationToken) =>
        (await InForce.For(db)(db, campaignId).ToListAsync(cancellationToken)).ByIndicator();

    public static IReadOnlyDictionary<string, Rules.Neutralisation> ByIndicator(this IEnumerable<Neutralisation> decisions) =>
        decisions.ToDictionary(decision => decision.IndicatorCode, decision => new Rules.Neutralisation(decision.Reason, decision.DecidedOn));
}
