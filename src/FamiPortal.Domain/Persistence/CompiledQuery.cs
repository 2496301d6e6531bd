using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace FamiPortal.Domain.Persistence;

/// <summary>
/// A query of a page that everybody opens, translated once. EF Core ties it to the model of one provider; the tests use two in
/// one process.
/// </summary>
/// <typeparam name="TQuery">What <c>EF.CompileAsyncQuery</c> gives.</typeparam>
/// <param name="compile">Called once a model.</param>
internal sealed class CompiledQuery<TQuery>(Func<TQuery> compile)
    where TQuery : class
{
    private readonly ConditionalWeakTable<IModel, TQuery> compiled = [];

    public TQuery For(FamiDbContext db) => compiled.GetValue(db.Model, _ => compile());
}
