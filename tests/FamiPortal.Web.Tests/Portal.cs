using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;

namespace FamiPortal.Web.Tests;

/// <summary>
/// The whole portal in this process, as in production (https, anti-forgery, no Development page), on a SQLite file and a data
/// folder of its own that disappear with it. Its clock stands still until a test moves it.
/// </summary>
public class Portal : WebApplicationFactory<Program>
{
    public const string Password = "une phrase assez longue";

    public string DataFolder { get; } = Path.Combine(Path.GetTempPath(), $"famiportal-{Guid.NewGuid():N}");

    public Clock Clock { get; } = new(new DateTimeOffset(2026, 2, 17, 13, 0, 0, TimeSpan.Zero));

    protected virtual string EnvironmentName => "Production";

    public Browser Visit() => new(CreateClient(new WebApplicationFactoryClientOptions
    {
        AllowAutoRedirect = false,
        BaseAddress = new Uri("https://localhost"),
    }));

    /// <summary>A new account of that role, and a browser where it has just signed in through the form.</summary>
    public async Task<Browser> SignInAsync(string role, string displayName = "Camille Exemple")
    {
        var account = await AddAccountAsync(role, displayName);
        var browser = Visit();
        var answer = await browser.SignInAsync(account.Email!, Password);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.Status);
        return browser;
    }

    public async Task<Account> AddAccountAsync(string role, string displayName = "Camille Exemple", string? email = null, string password = Password)
    {
        await using var scope = Services.CreateAsyncScope();
        var roles = scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole<Guid>>>();
        if (!await roles.RoleExistsAsync(role))
        {
            Succeed(await roles.CreateAsync(new IdentityRole<Guid>(role) { Id = Ids.New() }));
        }

        email ??= $"{Guid.NewGuid():N}@exemple.invalid";
        var account = new Account { DisplayName = displayName, Email = email, UserName = email, EmailConfirmed = true };
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        Succeed(await users.CreateAsync(account, password));
        Succeed(await users.AddToRoleAsync(account, role));
        return account;

        static void Succeed(IdentityResult result) => Assert.True(result.Succeeded, string.Join(' ', result.Errors.Select(e => e.Description)));
    }

    /// <summary>What the portal has written to its log file.</summary>
    public async Task<string> ReadLogAsync()
    {
        await using var file = new FileStream(
            Directory.GetFiles(Path.Combine(DataFolder, "logs")).Single(), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(EnvironmentName);
        builder.UseSetting("Data:Folder", DataFolder);
        builder.UseSetting("EnableStaticAssetsDevelopmentCaching", "true"); // as once published
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            services.AddRazorPages().AddApplicationPart(typeof(Portal).Assembly);
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(DataFolder))
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(DataFolder, recursive: true);
        }
    }
}

/// <summary>The same portal in Development, for what only exists there.</summary>
public sealed class DevelopmentPortal : Portal
{
    protected override string EnvironmentName => "Development";
}
