using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FamiPortal.Domain.Controls;

/// <summary>
/// Chance that can be checked: whoever has the seed and the population finds the same draw, with any tool. Each id gets the
/// SHA-256 of the UTF-8 text <c>seed|id</c> (the id in lower case with dashes); the smallest ones, compared as lower-case
/// hexadecimal text, are drawn. No generator, no order of rows and no platform takes part in it.
/// </summary>
public static class ReproducibleDraw
{
    /// <summary>The first <paramref name="size"/> of the population in the order of the draw.</summary>
    public static IReadOnlyList<Guid> Take(string seed, IEnumerable<Guid> population, int size) =>
        [.. population.Select(id => (Id: id, Rank: RankOf(seed, id))).OrderBy(pair => pair.Rank, StringComparer.Ordinal).Take(size).Select(pair => pair.Id)];

    /// <summary>True for about <paramref name="percent"/> ids in a hundred, always the same ones for a seed.</summary>
    public static bool IsDrawn(string seed, Guid id, int percent) =>
        ulong.Parse(RankOf(seed, id).AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture) % 100 < (ulong)percent;

    /// <summary>What tells two populations apart: SHA-256 of the ids in ascending order of their text, one a line.</summary>
    public static string FingerprintOf(IEnumerable<Guid> population) =>
        Hash(string.Join('\n', population.Select(id => id.ToString()).Order(StringComparer.Ordinal)));

    /// <summary>A seed that nobody chose.</summary>
    public static string NewSeed() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    private static string RankOf(string seed, Guid id) => Hash($"{seed}|{id}");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
