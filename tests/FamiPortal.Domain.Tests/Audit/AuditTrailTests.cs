using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Evidence;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Audit;

public sealed class AuditTrailTests
{
    [Theory, OnSqlite]
    public async Task History_CanNotBeRewrittenNorErased(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.TransmittedAsync();
        await using var db = scenario.Portal.NewContext();
        object[] written = [await db.AuditEvents.FirstAsync(), await db.Transmissions.FirstAsync()];

        foreach (var entity in written)
        {
            foreach (var state in new[] { EntityState.Modified, EntityState.Deleted })
            {
                db.Entry(entity).State = state;
                await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
                Assert.Throws<InvalidOperationException>(() => db.SaveChanges());
                db.Entry(entity).State = EntityState.Unchanged;
            }
        }
    }

    [Theory, OnSqlite]
    public async Task History_HoldsNoFileNameNorRpps(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();
        await scenario.AttachAsync(draft, fileName: "facture-de-maquette.pdf");

        await using var db = scenario.Portal.NewContext();
        var details = string.Concat(await db.AuditEvents.Select(any => any.DetailsJson).ToListAsync());
        Assert.DoesNotContain("maquette", details, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(scenario.Practitioner.Rpps.Value, details, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task History_OfAnIndicator_NamesTheRulesItBelongsTo(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (_, use) = await scenario.TransmittedAsync();
        _ = (await scenario.AcceptAsync(use)).Value;
        _ = (await scenario.Portal.RunAsync((UndoDecision undo) => undo.RunAsync(scenario.Agent, use.Id))).Value;
        _ = (await scenario.RefuseAsync(use)).Value;

        await using var db = scenario.Portal.NewContext();
        var about = await db.AuditEvents.Select(any => any.DetailsJson).Where(json => json.Contains("\"indicator\"")).ToListAsync();
        Assert.True(about.Count >= 3);
        Assert.All(about, json => Assert.Contains($"\"rules\":\"{A.Profession}/{A.Exercise}\"", json.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public void Kinds_AreAllInTheDocumentation()
    {
        var table = File.ReadAllText(Path.Combine(Repository.Folder, "docs", "audit-events.md"));
        var kinds = typeof(AuditKinds).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToList();

        Assert.NotEmpty(kinds);
        Assert.All(kinds, kind => Assert.Contains($"| `{kind}` |", table, StringComparison.Ordinal));
    }
}
