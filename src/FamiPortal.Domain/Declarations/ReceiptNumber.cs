using System.Globalization;
using System.Security.Cryptography;

namespace FamiPortal.Domain.Declarations;

/// <summary>
/// The number of a receipt: the exercise and six characters at random, without those that are mistaken for one another
/// (0 and O, 1 and I). Random, so that it tells nothing of how many came before; the database refuses a repetition.
/// </summary>
public static class ReceiptNumber
{
    public const int LengthMax = 20;

    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    public static string New(int exercise) =>
        $"{exercise.ToString(CultureInfo.InvariantCulture)}-{RandomNumberGenerator.GetString(Alphabet, 6)}";
}
