namespace GarmentTools.PowerShell.Tests;

public sealed class OrderedWorkTests
{
    [Fact]
    public void Results_come_in_the_order_of_the_items_whatever_finishes_first()
    {
        var work = new OrderedWork<int, int>(item => { Thread.Sleep(item % 3 * 10); return item * 2; }, atOnce: 4, CancellationToken.None);
        var results = new List<(int, int)>();
        for (var i = 0; i < 30; i++) work.Add(i, (item, result) => results.Add((item, result())));
        work.Drain((item, result) => results.Add((item, result())));
        Assert.Equal(Enumerable.Range(0, 30).Select(i => (i, i * 2)), results);
    }

    [Fact]
    public void No_more_than_asked_for_runs_at_once()
    {
        var (running, most) = (0, 0);
        var work = new OrderedWork<int, int>(item =>
        {
            var now = Interlocked.Increment(ref running);
            lock (this) most = Math.Max(most, now);
            Thread.Sleep(5);
            Interlocked.Decrement(ref running);
            return item;
        }, atOnce: 3, CancellationToken.None);
        for (var i = 0; i < 40; i++) work.Add(i, (_, result) => result());
        work.Drain((_, result) => result());
        Assert.InRange(most, 1, 4);
    }

    [Fact]
    public void A_failure_is_handed_out_in_its_turn()
    {
        var work = new OrderedWork<int, int>(item => item == 1 ? throw new InvalidOperationException("one") : item, 2,
            CancellationToken.None);
        var seen = new List<string>();
        void Emit(int item, Func<int> result)
        {
            try { seen.Add(result().ToString(System.Globalization.CultureInfo.InvariantCulture)); }
            catch (InvalidOperationException e) { seen.Add(e.Message); }
        }
        for (var i = 0; i < 3; i++) work.Add(i, Emit);
        work.Drain(Emit);
        Assert.Equal(["0", "one", "2"], seen);
    }
}
