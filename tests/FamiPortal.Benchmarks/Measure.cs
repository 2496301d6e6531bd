using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace FamiPortal.Benchmarks;

/// <summary>Times two ways of doing the same, in turns, so that what disturbs the machine disturbs both.</summary>
internal static class Measure
{
    /// <summary>What one operation took, in the median round.</summary>
    internal readonly record struct Pair(double Ours, double Floor, double Ratio);

    /// <summary>Microseconds of processor time of one operation, ours and the floor's, and the median of the rounds' ratios.</summary>
    /// <param name="ours">Runs all operations once.</param>
    /// <param name="floor">The same operations.</param>
    /// <param name="operations">How many one run is.</param>
    /// <param name="small">True to run each twice and no more: for correctness, not for time.</param>
    public static Pair Microseconds(Action ours, Action floor, int operations, bool small)
    {
        var perRound = small ? 1 : Math.Max(1, (int)(150_000 / Math.Max(1, Once(floor))));
        if (!small)
        {
            // Until the compiler has done its best with both, which it does in the background and by stages.
            var warm = Stopwatch.StartNew();
            while (warm.Elapsed < TimeSpan.FromSeconds(3))
            {
                ours();
                floor();
            }
        }

        var rounds = new List<Pair>();
        for (var round = 0; round < (small ? 3 : 15); round++)
        {
            // Who goes first changes, since each leaves its garbage and its caches to the next.
            var first = round % 2 == 0 ? ours : floor;
            var second = round % 2 == 0 ? floor : ours;
            var one = Repeat(first, perRound) / operations;
            var other = Repeat(second, perRound) / operations;
            var (mine, theirs) = round % 2 == 0 ? (one, other) : (other, one);
            rounds.Add(new Pair(mine, theirs, mine / theirs));
        }

        return new Pair(Median(rounds.Select(r => r.Ours)), Median(rounds.Select(r => r.Floor)), Median(rounds.Select(r => r.Ratio)));
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    /// <summary>
    /// Bytes that a call allocates beyond its result. The result is what is reached from the object returned and was made by
    /// this very call (what a second call reaches too, such as the rule set, was there before); the size of each such object
    /// is what copying it allocates.
    /// </summary>
    /// <returns>Allocated by the call, of which in the result.</returns>
    public static (double Allocated, double Result) Bytes(Func<object> call)
    {
        // Twice, since a first call may fill what is kept for the next ones.
        call();
        var other = Reached(call());
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = call();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return (allocated, Reached(result).Where(o => !other.Contains(o)).Sum(SizeOf));
    }

    private static double Once(Action run) => Repeat(run, 1);

    private static double Repeat(Action run, int times)
    {
        var start = Thread();
        for (var i = 0; i < times; i++)
        {
            run();
        }

        return Math.Max(0.001, (Thread() - start) / times);
    }

    // Processor time of the process in microseconds, where others cannot be counted in: the measured code runs on one thread.
    private static double Thread() => Environment.CpuUsage.TotalTime.TotalMicroseconds;

    private static long SizeOf(object item)
    {
        if (item is string text)
        {
            // Strings are never copied by cloning: a header, a length, the characters and a final zero, rounded up to words.
            return (20 + (2L * (text.Length + 1)) + 7) / 8 * 8;
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var copy = Clone(item);
        var size = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(copy);
        return size;
    }

    private static readonly Func<object, object> Clone =
        typeof(object).GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!.CreateDelegate<Func<object, object>>();

    private static HashSet<object> Reached(object root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance) { root };
        var next = new Stack<object>([root]);
        while (next.TryPop(out var item))
        {
            foreach (var child in Children(item))
            {
                if (!child.GetType().IsAssignableTo(typeof(MemberInfo)) && seen.Add(child))
                {
                    next.Push(child);
                }
            }
        }

        return seen;
    }

    private static IEnumerable<object> Children(object item)
    {
        var type = item.GetType();
        if (item is string or Delegate or Type)
        {
            return [];
        }

        if (item is Array array)
        {
            var element = type.GetElementType()!;
            return element.IsPrimitive || element.IsEnum ? []
                : array.Cast<object?>().OfType<object>().SelectMany(o => element.IsValueType ? Children(o) : [o]);
        }

        return type.IsPrimitive || type.IsEnum || type.IsPointer ? [] : Fields(type).SelectMany(field =>
            field.FieldType.IsPointer || field.FieldType.IsByRefLike || field.GetValue(item) is not { } value ? []
            : field.FieldType.IsValueType ? Children(value)
            : new[] { value });
    }

    private static readonly ConditionalWeakTable<Type, FieldInfo[]> KnownFields = [];

    private static FieldInfo[] Fields(Type type) => KnownFields.GetValue(type, static known =>
    {
        var fields = new List<FieldInfo>();
        for (var t = known; t is not null; t = t.BaseType)
        {
            fields.AddRange(t.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));
        }

        return [.. fields];
    });
}
