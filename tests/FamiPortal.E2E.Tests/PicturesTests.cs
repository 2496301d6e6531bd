using System.Text.RegularExpressions;
using FamiPortal.TestKit;
using Microsoft.Playwright;

namespace FamiPortal.E2E.Tests;

/// <summary>
/// Takes the pictures of the documentation from the demonstration: into artifacts/images, or over those of docs/images when
/// <c>FAMI_PICTURES</c> says so (<c>./dev pictures</c>).
/// </summary>
public sealed partial class PicturesTests(Stage stage) : IClassFixture<Stage>
{
    private const int Telephone = 360;

    private static readonly Picture[] Pictures =
    [
        new("mon-espace", "Iris Maquette", "/mon-espace", "Mon espace"),
        new("mon-espace-telephone", "Iris Maquette", "/mon-espace", "Mon espace") { Width = Telephone },
        new("declaration", "Zoé Brouillon", "/declarations/2024", "Déclaration FAMI 2024"),
        new("declaration-telephone", "Zoé Brouillon", "/declarations/2024", "Déclaration FAMI 2024") { Width = Telephone },
        new("declaration-chirurgien-dentiste", "Alix Molaire", "/declarations/2025", "Déclaration FAMI 2025"),
        new("declaration-medecin", "Alix Stéthoscope", "/declarations/2025", "Déclaration Forfait structure 2025"),
        new("accuse", "Alix Stéthoscope", "/declarations/2025/accuse/1", "Votre déclaration Forfait structure 2025 est transmise"),
        new("remuneration", "Camille Exemple", "/remunerations/2022", "2022"),
        new("simulateur", null, "/simulateur", "Simulateur"),
        new("revue", "Dominique Modèle", "/agent/declarations/a-traiter", "Côme Bidule") { Follows = "Côme Bidule" },
        new("campagne", "Ariel Gabarit", "/admin", "FAMI 2024") { Follows = "FAMI 2024, masseurs-kinésithérapeutes" },
    ];

    [Fact]
    public async Task EveryPictureOfTheDocumentation_IsTakenFromTheDemonstration()
    {
        var folder = Environment.GetEnvironmentVariable("FAMI_PICTURES") is { Length: > 0 } asked ? asked : Path.Combine("artifacts", "images");

        foreach (var picture in Pictures)
        {
            var page = await stage.Chromium.SitDownAsync(stage.Portal.Address, picture.Width);
            await OpenAsync(page, picture);
            await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Folder, folder, $"{picture.Name}.png"), Animations = ScreenshotAnimations.Disabled });
            await page.Context.CloseAsync();
        }

        Assert.Equal(Pictures.Select(picture => $"{picture.Name}.png").Order(StringComparer.Ordinal), Shown());
    }

    private static async Task OpenAsync(IPage page, Picture picture)
    {
        if (picture.Person is not null)
        {
            await page.SignInAsAsync(picture.Person);
        }

        await page.GotoAsync(picture.Path);
        if (picture.Follows is not null)
        {
            await page.FollowAsync(picture.Follows);
        }

        await page.AssertHeadingAsync(picture.Heading);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    /// <summary>Those that a text of the documentation shows or links to.</summary>
    private static IEnumerable<string> Shown() => Directory.EnumerateFiles(Path.Combine(Repository.Folder, "docs"), "*.md", SearchOption.AllDirectories)
        .Append(Path.Combine(Repository.Folder, "README.md"))
        .SelectMany(text => PictureLinks().Matches(File.ReadAllText(text)))
        .Select(link => link.Groups[1].Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\((?:\.\./|docs/)*images/([^)]+)\)")]
    private static partial Regex PictureLinks();

    /// <param name="Name">Of the file.</param>
    /// <param name="Person">Who is signed in; null for nobody.</param>
    /// <param name="Path">Where it begins.</param>
    /// <param name="Heading">What the page's title holds once it is there.</param>
    private sealed record Picture(string Name, string? Person, string Path, string Heading)
    {
        public int Width { get; init; } = 1280;

        /// <summary>A link to follow from there.</summary>
        public string? Follows { get; init; }
    }
}
