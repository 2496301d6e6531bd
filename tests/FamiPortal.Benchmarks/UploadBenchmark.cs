using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using FamiPortal.TestKit;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Benchmarks;

/// <summary>
/// Fifty people send a document of 10 Mo at the same moment to the real portal, in a process of its own behind Kestrel: what its
/// memory grows by, and whether each gets back the very file that they sent.
/// </summary>
internal static partial class UploadBenchmark
{
    private const double GrowthMegabytesMax = 100;
    private const string Password = "une phrase assez longue";

    private sealed record Person(HttpClient Client, string Name, string Version, string Token);

    private sealed record Sent(string Path, string Name, string Hash);

    public static async Task<int> RunAsync(bool small)
    {
        var (count, size) = small ? (6, 300_000) : (50, (int)StoredFile.SizeBytesMax);
        var folder = System.IO.Directory.CreateTempSubdirectory("famiportal-bench-upload-");
        try
        {
            await using var portal = await PortalProcess.StartInProductionAsync(folder);
            using var server = portal.Observe();
            await AddPeopleAsync(portal.Database, count + 2);
            var people = new List<Person>();
            for (var i = 0; i < count + 2; i++)
            {
                people.Add(await SignInAsync(portal.Address, i));
            }

            // The code is compiled and the pools are filled before anything is measured.
            var warm = new[] { File(folder, count, size), File(folder, count + 1, size) };
            await Task.WhenAll(SendAsync(people[count], warm[0]), SendAsync(people[count + 1], warm[1]));
            await Task.Delay(TimeSpan.FromSeconds(small ? 0 : 3));

            var files = Enumerable.Range(0, count).Select(i => File(folder, i, size)).ToList();
            server.Refresh();
            var (before, peak) = (server.WorkingSet64, 0L);
            var watch = Stopwatch.StartNew();
            var sending = Task.WhenAll(files.Select((file, i) => SendAsync(people[i], file)));
            while (!sending.IsCompleted)
            {
                server.Refresh();
                peak = Math.Max(peak, server.WorkingSet64);
                await Task.Delay(20);
            }

            var seconds = watch.Elapsed.TotalSeconds;
            var addresses = await sending;
            var wrong = 0;
            for (var i = 0; i < count; i++)
            {
                wrong += await IsTheSameAsync(people[i], addresses[i], files[i]) ? 0 : 1;
            }

            var stored = System.IO.Directory.GetFiles(portal.Evidence, "*", SearchOption.AllDirectories).Length;
            var left = stored - count - warm.Length;
            var table = new Table();
            table.Below($"{count} uploads of {size / 1e6:0.0} MB at once: the portal's memory grows by", (peak - before) / 1e6, null, GrowthMegabytesMax, "MB");
            table.Below("files lost or mixed up", wrong, null, 0, "");
            table.Below("files left over in the store", left, null, 0, "");
            table.Print();
            Console.WriteLine(wrong == 0 && left == 0
                ? $"Every file came back as it was sent; {before / 1e6:0.0} MB before, {peak / 1e6:0.0} MB at the peak, {seconds:0.0} s in all."
                : $"{wrong} files lost or mixed up, {left} left over.");
            return wrong == 0 && left == 0 ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Straight into the portal's database: one fund, one open campaign, practitioners with an account.</summary>
    private static async Task AddPeopleAsync(string database, int count)
    {
        await using var db = new FamiDbContext((DbContextOptions<FamiDbContext>)new DbContextOptionsBuilder<FamiDbContext>()
            .UseFamiDatabase(DatabaseSetup.Sqlite, $"Data Source={database};Pooling=False").Options);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var fund = A.Fund().Build();
        var role = new IdentityRole<Guid>(Roles.Practitioner) { Id = Ids.New(), NormalizedName = Roles.Practitioner.ToUpperInvariant() };
        db.AddRange(fund, role, A.Campaign().Between(today.AddDays(-5), today.AddDays(20)).Build());
        var hash = new PasswordHasher<Account>().HashPassword(new Account { DisplayName = "" }, Password);
        for (var i = 0; i < count; i++)
        {
            var practitioner = A.Practitioner().In(fund).Build();
            var email = Email(i);
            var account = new Account
            {
                DisplayName = practitioner.DisplayName,
                Email = email,
                UserName = email,
                NormalizedEmail = email.ToUpperInvariant(),
                NormalizedUserName = email.ToUpperInvariant(),
                EmailConfirmed = true,
                PasswordHash = hash,
                PractitionerId = practitioner.Id,
            };
            db.AddRange(practitioner, account, new IdentityUserRole<Guid> { UserId = account.Id, RoleId = role.Id });
        }

        await db.SaveChangesAsync();
    }

    private static async Task<Person> SignInAsync(Uri portal, int i)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = true, CookieContainer = new CookieContainer(), AllowAutoRedirect = false })
        {
            BaseAddress = portal,
            Timeout = TimeSpan.FromMinutes(5),
        };
        var page = await client.GetStringAsync(new Uri("/connexion", UriKind.Relative));
        using var form = new FormUrlEncodedContent(
            [new("Form.Email", Email(i)), new("Form.Password", Password), new("__RequestVerificationToken", Token().Match(page).Groups[1].Value)]);
        using var entered = await client.PostAsync(new Uri("/connexion", UriKind.Relative), form);
        if (entered.StatusCode != HttpStatusCode.Redirect)
        {
            throw new InvalidOperationException($"Nobody could sign in: {entered.StatusCode}.");
        }

        var declaration = await client.GetStringAsync(new Uri($"/declarations/{A.Exercise}", UriKind.Relative));
        return new Person(client, Email(i), Version().Match(declaration).Groups[1].Value, Token().Match(declaration).Groups[1].Value);
    }

    /// <returns>The address of the document, or null when it was not received.</returns>
    private static async Task<string?> SendAsync(Person person, Sent file)
    {
        await using var content = System.IO.File.OpenRead(file.Path);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(person.Version), "version" },
            { new StringContent(person.Token), "__RequestVerificationToken" },
            { new StreamContent(content), $"document.{Scenario.DmpProof}", file.Name },
        };
        using var answer = await person.Client.PostAsync(new Uri($"/declarations/{A.Exercise}/documents", UriKind.Relative), form);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
        {
            Console.Error.WriteLine($"{file.Name}: {answer.StatusCode} {WebUtility.HtmlDecode(Problem().Match(text).Groups[1].Value)}");
        }

        return answer.IsSuccessStatusCode && Document().Match(text) is { Success: true } match ? match.Value : null;
    }

    private static async Task<bool> IsTheSameAsync(Person person, string? address, Sent file)
    {
        if (address is null)
        {
            return false;
        }

        await using var served = await person.Client.GetStreamAsync(new Uri(address, UriKind.Relative));
        return Convert.ToHexString(await SHA256.HashDataAsync(served)) == file.Hash;
    }

    /// <summary>A third of PDFs, of images, of archives; each its own bytes.</summary>
    private static Sent File(DirectoryInfo folder, int i, int size)
    {
        var content = new byte[size];
        new Random(i).NextBytes(content);
        var (bytes, extension) = (i % 3) switch
        {
            0 => (Pdf(content), "pdf"),
            1 => (Png(content), "png"),
            _ => (Zip(Pdf(content[..(size - 1000)])), "zip"),
        };
        var path = Path.Combine(folder.FullName, $"envoi-{i}.{extension}");
        System.IO.File.WriteAllBytes(path, bytes);
        return new Sent(path, $"facture-{i}.{extension}", Convert.ToHexString(SHA256.HashData(bytes)));
    }

    private static byte[] Pdf(byte[] content)
    {
        var head = Encoding.Latin1.GetBytes(
            "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
            + "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n%");
        var tail = "\ntrailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"u8;
        for (var i = 0; i < content.Length; i++)
        {
            content[i] = (byte)"0123456789abcdef"[content[i] & 15];
        }

        head.CopyTo(content, 0);
        tail.CopyTo(content.AsSpan(content.Length - tail.Length));
        return content;
    }

    private static byte[] Png(byte[] content)
    {
        ((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]).CopyTo(content);
        "IHDR"u8.CopyTo(content.AsSpan(12));
        BinaryPrimitives.WriteUInt32BigEndian(content.AsSpan(16), 1000);
        BinaryPrimitives.WriteUInt32BigEndian(content.AsSpan(20), 1000);
        BinaryPrimitives.WriteUInt32BigEndian(content.AsSpan(33), (uint)(content.Length - 33 - 12 - 12));
        "IDAT"u8.CopyTo(content.AsSpan(37));
        BinaryPrimitives.WriteUInt32BigEndian(content.AsSpan(content.Length - 12), 0);
        "IEND"u8.CopyTo(content.AsSpan(content.Length - 8));
        return content;
    }

    private static byte[] Zip(byte[] content)
    {
        using var memory = new MemoryStream(content.Length + 1000);
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("facture.pdf", CompressionLevel.NoCompression).Open();
            entry.Write(content);
        }

        return memory.ToArray();
    }

    private static string Email(int i) => $"banc-{i}@exemple.invalid";

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"version\" value=\"([^\"]+)\"")]
    private static partial Regex Version();

    [GeneratedRegex("/justificatifs/[0-9a-f-]{36}")]
    private static partial Regex Document();

    [GeneratedRegex("data-problem[^>]*>([^<]*)<")]
    private static partial Regex Problem();
}
