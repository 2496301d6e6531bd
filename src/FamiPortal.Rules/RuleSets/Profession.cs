namespace FamiPortal.Rules;

/// <summary>A profession that has rule sets.</summary>
/// <param name="Code">As in situations, e.g. the folder's name.</param>
/// <param name="Label">One of them, in French.</param>
/// <param name="PluralLabel">All of them, in French.</param>
/// <param name="DirectoryCode">Code of the profession in the national directory (TRE_G15), or null.</param>
public sealed record Profession(string Code, string Label, string PluralLabel, string? DirectoryCode);
