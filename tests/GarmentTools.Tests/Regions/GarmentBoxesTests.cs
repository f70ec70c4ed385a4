using GarmentTools.Regions;

namespace GarmentTools.Tests;

/// <summary>Worked by hand on a body whose torso is 100 pixels long.</summary>
public sealed class GarmentBoxesTests
{
    [Fact]
    public void The_upper_garment_is_as_wide_as_the_torso_is_long()
    {
        var person = new Person(1, new(210, 300), default, new(190, 200), default);
        var length = Math.Sqrt(100 * 100 + 20 * 20);
        var box = GarmentBoxes.Upper(person, 1000, 1000)!.Value;
        Assert.Equal(((int)Math.Round(190 - .62 * length), 200), (box.Left, box.Top));
        Assert.Equal(((int)Math.Round(210 + .62 * length), 300), (box.Right, box.Bottom));
        var display = GarmentBoxes.Upper(person, 1000, 1000, GarmentBoxes.DisplayAbove, GarmentBoxes.DisplayBelow)!.Value;
        Assert.Equal(((int)Math.Round(200 - .22 * length), (int)Math.Round(300 + .2 * length)), (display.Top, display.Bottom));
    }

    [Fact]
    public void Boxes_are_clipped_and_small_ones_are_none()
    {
        var person = new Person(1, new(10, 150), default, new(10, 50), default);
        Assert.Equal(new PixelBox(0, 50, 72, 50), GarmentBoxes.Upper(person, 200, 100));
        Assert.Null(GarmentBoxes.Upper(person, 200, 57)); // seven rows are left
        Assert.NotNull(GarmentBoxes.Upper(person, 200, 58));
        Assert.Null(GarmentBoxes.Upper(new(1, new(5, 5), default, new(5, 5), default), 200, 200));
        Assert.Null(GarmentBoxes.Upper(new(1, new(double.NaN, 5), default, new(5, 5), default), 200, 200));
    }

    [Fact]
    public void Lower_goes_to_the_ankles_and_full_from_shoulder_to_ankle()
    {
        var body = Body();
        // Torso 100; ankles at 480: 12 below. Knees stick out most: 70 to 130, 25 more.
        Assert.Equal(new PixelBox(45, 280, 110, 212), GarmentBoxes.Lower(body, 1000, 1000));
        // Elbows 60 and 140, 25 more; from the shoulders at 200.
        Assert.Equal(new PixelBox(35, 200, 130, 292), GarmentBoxes.Full(body, 1000, 1000));
        Assert.Equal(178, GarmentBoxes.Full(body, 1000, 1000, GarmentBoxes.DisplayAbove)!.Value.Top);
    }

    [Fact]
    public void Unseen_legs_are_guessed_from_the_torso()
    {
        // Without ankles: knees at 390 and one torso length more; without knees: hips at 300 and 1.9.
        Assert.Equal(490, GarmentBoxes.Lower(Body(unseen: [27, 28]), 1000, 1000)!.Value.Bottom);
        Assert.Equal(490, GarmentBoxes.Lower(Body(unseen: [25, 26, 27, 28]), 1000, 1000)!.Value.Bottom);
        // Ankles that are "visible" outside the photo do not count.
        Assert.Equal(400, GarmentBoxes.Lower(Body(), 1000, 400)!.Value.Bottom);
    }

    [Fact]
    public void Boxes_are_carried_to_another_size_without_leaving_it()
    {
        Assert.Equal(new PixelBox(20, 40, 60, 80), new PixelBox(10, 20, 30, 40).Scaled(100, 100, 200, 200));
        Assert.Equal(new PixelBox(0, 0, 1, 1), new PixelBox(0, 0, 3, 3).Scaled(1000, 1000, 10, 10));
        Assert.Equal(new PixelBox(9, 9, 1, 1), new PixelBox(999, 999, 1, 1).Scaled(1000, 1000, 10, 10));
        Assert.Equal(new PixelBox(5, 10, 40, 60), new PixelBox(10, 20, 30, 40).Grown(1.5, 45, 70) with { Left = 5, Width = 40 });
    }

    private static BodyLandmarks Body(params int[] unseen)
    {
        var points = new PhotoPoint[BodyLandmarks.Count];
        (points[11], points[12], points[13], points[14]) = (new(120, 200), new(80, 200), new(140, 250), new(60, 250));
        (points[23], points[24], points[25], points[26]) = (new(110, 300), new(90, 300), new(130, 390), new(70, 390));
        (points[27], points[28]) = (new(110, 480), new(90, 480));
        return new(1, points, [.. Enumerable.Range(0, BodyLandmarks.Count).Select(i => unseen.Contains(i) ? .4f : .9f)]);
    }
}
