using FamiPortal.TestKit;

namespace FamiPortal.E2E.Tests;

/// <summary>One portal and one Chromium for the journeys of a class.</summary>
public sealed class Stage : IAsyncLifetime
{
    public PortalProcess Portal { get; private set; } = null!;

    public Chromium Chromium { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Portal = await PortalProcess.StartAsync();
        Chromium = await Chromium.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await Chromium.DisposeAsync();
        await Portal.DisposeAsync();
    }
}
