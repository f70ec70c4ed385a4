using GarmentTools.Common;
using GarmentTools.Insights;
using GarmentTools.Studies;

namespace GarmentTools.Tests;

public sealed class MapTests
{
    private static GarmentMap Draw(InsightVectors vectors, MapOptions? options = null) =>
        MapDrawer.Draw(vectors, options ?? new(), k => PairScan.Nearest(vectors, k, null, default), null, default);

    [Fact]
    public void Clouds_stay_together_and_neighbors_are_kept_better_than_by_the_plane_alone()
    {
        var vectors = InsightSets.Of(InsightSets.Clouds(8, 40, 48, 0.5));
        var (map, plane) = (Draw(vectors), Draw(vectors, new() { Rounds = 0 }));
        Assert.True(map.NeighborsKept > plane.NeighborsKept + 0.05, $"{map.NeighborsKept:0.00} after {plane.NeighborsKept:0.00}");
        var right = 0;
        for (var i = 0; i < map.Points.Count; i++)
        {
            var at = map.Points[i];
            var nearest = Enumerable.Range(0, map.Points.Count).Where(j => j != i).MinBy(j => Square(at, map.Points[j]));
            if (nearest % 8 == i % 8) right++;
        }
        Assert.True(right >= 0.98 * map.Points.Count, $"{right} of {map.Points.Count}");

        static double Square(MapPoint a, MapPoint b) => (a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y);
    }

    [Fact]
    public void The_map_is_the_same_for_any_number_of_threads_and_lies_in_the_unit_square()
    {
        var vectors = InsightSets.Of(InsightSets.Clouds(5, 70, 24, 0.5));
        var map = Draw(vectors);
        Assert.All(map.Points, p => Assert.True(p.X is >= 0 and <= 1 && p.Y is >= 0 and <= 1));
        Assert.Equal(1, Math.Max(map.Points.Max(p => p.X) - map.Points.Min(p => p.X), map.Points.Max(p => p.Y) - map.Points.Min(p => p.Y)),
            1e-5f);
        var before = WorkThreads.Most;
        try
        {
            WorkThreads.Most = 1;
            Assert.Equal(map.Points, Draw(vectors).Points);
        }
        finally { WorkThreads.Most = before; }
    }

    [Fact]
    public void Few_garments_and_copies_have_their_places()
    {
        Assert.All(Draw(InsightSets.Of([[1, 0]])).Points, p => Assert.Equal((0.5f, 0.5f), (p.X, p.Y)));
        Assert.Equal(2, Draw(InsightSets.Of([[1, 0], [0, 1]])).Points.Count);
        var copies = Draw(InsightSets.Of([[1, 0], [0, 1], [1, 0], [-1, 0.5f]], i => i == 2 ? 0 : i));
        Assert.Equal((copies.Points[0].X, copies.Points[0].Y), (copies.Points[2].X, copies.Points[2].Y));
        Assert.Throws<UsageException>(() => Draw(InsightSets.Of([[1, 0]]), new() { Neighbors = 1 }));
    }
}
