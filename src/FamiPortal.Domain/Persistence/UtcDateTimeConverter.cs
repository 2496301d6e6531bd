using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace FamiPortal.Domain.Persistence;

/// <summary>Neither database keeps the kind of a DateTime: what was written as UTC is read back as UTC.</summary>
public sealed class UtcDateTimeConverter() : ValueConverter<DateTime, DateTime>(
    written => OnlyUtc(written),
    read => DateTime.SpecifyKind(read, DateTimeKind.Utc))
{
    private static DateTime OnlyUtc(DateTime written) => written.Kind == DateTimeKind.Utc
        ? written
        : throw new InvalidOperationException("Only UTC instants are stored: use TimeProvider.GetUtcNow().UtcDateTime or ParisTime.ToUtc.");
}
