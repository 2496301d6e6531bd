namespace FamiPortal.Web.Documents;

/// <summary>
/// Where documents leave the portal: another library, or another format, is another implementation. Implementations are
/// safe for concurrent use.
/// </summary>
public interface IDocumentRenderer
{
    /// <summary>Writes the whole document, forward only, and leaves the stream open.</summary>
    void Render(PrintedDocument document, Stream output);
}
