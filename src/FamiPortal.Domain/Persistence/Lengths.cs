namespace FamiPortal.Domain.Persistence;

/// <summary>Lengths that several tables and their forms share; a number exists once.</summary>
public static class Lengths
{
    public const int Code = 60;
    public const int State = 20;
    public const int Name = 120;
    public const int Title = 200;
    public const int Path = 200;
    public const int Email = 254;
    public const int Sha256 = 64;
    public const int Reason = 2_000;

    /// <summary>The beginning of a text that is too long; a sign written with two characters is never cut in half.</summary>
    internal static string Cut(string text, int lengthMax) =>
        text.Length <= lengthMax ? text : text[..(char.IsHighSurrogate(text[lengthMax - 1]) ? lengthMax - 1 : lengthMax)];
}
