namespace FamiPortal.Domain.Evidence;

/// <summary>A file that was received whole, judged by its content and stored.</summary>
/// <param name="StorageName">The name that we gave it; never the one it came with.</param>
/// <param name="Format">What the content is, whatever the name says.</param>
/// <param name="ContentType">The media type to serve it with.</param>
/// <param name="SizeBytes">Bytes stored.</param>
/// <param name="Sha256">SHA-256 of the content, 64 lower-case hexadecimal digits.</param>
public sealed record StoredFile(string StorageName, EvidenceFormat Format, string ContentType, long SizeBytes, string Sha256)
{
    /// <summary>10 Mo as people count them: 10 × 1024 × 1024 bytes, this size included.</summary>
    public const long SizeBytesMax = 10 * 1024 * 1024;
}
