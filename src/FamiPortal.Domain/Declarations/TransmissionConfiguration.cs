using System.Text.Json;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FamiPortal.Domain.Declarations;

public sealed class TransmissionConfiguration : IEntityTypeConfiguration<Transmission>
{
    public void Configure(EntityTypeBuilder<Transmission> builder)
    {
        builder.Property(transmission => transmission.Id).ValueGeneratedNever();
        builder.Property(transmission => transmission.ReceiptNumber).HasMaxLength(ReceiptNumber.LengthMax);
        builder.Property(transmission => transmission.Answers).IsJson();
        builder.Property(transmission => transmission.AttestationVersion).HasMaxLength(Lengths.Code);
        builder.Property(transmission => transmission.AttestedIndicators).HasMaxLength(4_000).HasConversion(
            codes => JsonSerializer.Serialize(codes, Json.Readable),
            json => JsonSerializer.Deserialize<List<string>>(json, Json.Readable)!,
            new ValueComparer<IReadOnlyList<string>>((one, two) => one!.SequenceEqual(two!), codes => codes.Count, codes => codes));
        builder.Property(transmission => transmission.TransmittedByName).HasMaxLength(Lengths.Name);
        builder.Property(transmission => transmission.Attestations).HasDefaultValueSql("'[]'").HasConversion(
            texts => JsonSerializer.Serialize(texts, Json.Readable),
            json => JsonSerializer.Deserialize<List<IndicatorAttestation>>(json, Json.Readable)!,
            new ValueComparer<IReadOnlyList<IndicatorAttestation>>((one, two) => one!.SequenceEqual(two!), texts => texts.Count, texts => texts));
        builder.Property(transmission => transmission.FundEntries).HasConversion(
            entries => JsonSerializer.Serialize(entries, Json.Readable),
            json => JsonSerializer.Deserialize<List<FundEntry>>(json, Json.Readable)!,
            new ValueComparer<IReadOnlyList<FundEntry>>((one, two) => one!.SequenceEqual(two!), entries => entries.Count, entries => entries)).HasDefaultValueSql("'[]'");
        builder.HasIndex(transmission => new { transmission.DeclarationId, transmission.Number }).IsUnique();
        builder.HasIndex(transmission => new { transmission.DeclarationId, transmission.DraftVersion }).IsUnique();
        builder.HasIndex(transmission => transmission.ReceiptNumber).IsUnique();
    }
}
