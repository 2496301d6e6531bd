namespace FamiPortal.Domain.Evidence;

/// <summary>Section <c>Evidence</c> of the configuration.</summary>
public sealed class EvidenceFilesOptions
{
    public const string Section = "Evidence";

    /// <summary>Folder of the files, relative to the current directory or absolute; never under a served folder.</summary>
    public string Folder { get; set; } = "data/justificatifs";
}
