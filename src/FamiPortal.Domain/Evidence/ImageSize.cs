namespace FamiPortal.Domain.Evidence;

/// <summary>
/// A few kilobytes can declare billions of pixels and exhaust whoever opens them. An A3 page at 600
/// dots an inch has 70 million.
/// </summary>
internal static class ImageSize
{
    public const int MegapixelsMax = 100;

    public static Problem? Check(EvidenceFormat format, long width, long height) => (width, height) switch
    {
        ( <= 0, _) or (_, <= 0) => EvidenceErrors.Damaged(format),
        _ when width > MegapixelsMax * 1_000_000L / height => EvidenceErrors.TooManyPixels,
        _ => null,
    };
}
