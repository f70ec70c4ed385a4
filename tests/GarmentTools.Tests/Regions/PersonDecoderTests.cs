using GarmentTools.Regions;

namespace GarmentTools.Tests;

/// <summary>Worked by hand: anchors, suppression and the way back from the letterbox.</summary>
public sealed class PersonDecoderTests
{
    [Theory]
    [InlineData(0, .5 / 28, .5 / 28)]
    [InlineData(1, .5 / 28, .5 / 28)] // two per cell
    [InlineData(2, 1.5 / 28, .5 / 28)] // columns before rows
    [InlineData(56, .5 / 28, 1.5 / 28)]
    [InlineData(1567, 27.5 / 28, 27.5 / 28)]
    [InlineData(1568, .5 / 14, .5 / 14)]
    [InlineData(1959, 13.5 / 14, 13.5 / 14)]
    [InlineData(1960, .5 / 7, .5 / 7)]
    [InlineData(1965, .5 / 7, .5 / 7)] // six per cell
    [InlineData(1966, 1.5 / 7, .5 / 7)]
    [InlineData(2253, 6.5 / 7, 6.5 / 7)]
    public void Anchors_lie_where_the_model_was_trained_with_them(int index, double x, double y)
    {
        var (foundX, foundY) = PersonAnchors.Center(index);
        Assert.Equal(x, foundX, 12);
        Assert.Equal(y, foundY, 12);
    }

    [Fact]
    public void There_are_2254_anchors()
    {
        Assert.Equal(2254, PersonAnchors.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => PersonAnchors.Center(2254));
    }

    [Fact]
    public void Nothing_sure_enough_is_nobody()
    {
        Assert.Empty(Decode(400, 200));
        Assert.Empty(Decode(400, 200, (5, -0.01f, [0, 0, 50, 50, 0, 0, 0, 0, 0, 0, 0, 0])));
        Assert.Empty(Decode(400, 200, (5, float.NaN, [0, 0, 50, 50, 0, 0, 0, 0, 0, 0, 0, 0])));
    }

    [Fact]
    public void One_answer_is_carried_back_to_pixels()
    {
        // Anchor 1960 + 24·6 is the middle cell of the coarse grid: (0.5, 0.5).
        var person = Assert.Single(Decode(400, 200, (1960 + 144, 0, [0, 0, 56, 56, 0, 56, 112, 0, -56, -28, 22.4f, 0])));
        Assert.Equal(0.5f, person.Score);
        // (v − 0.5) · 400 + (200, 100): a quarter of 224 is 100 pixels.
        AssertNear(200, 200, person.MidHip);
        AssertNear(400, 100, person.BodyCircle);
        AssertNear(100, 50, person.MidShoulder);
        AssertNear(240, 100, person.UpperCircle);
    }

    [Fact]
    public void Answers_that_overlap_are_averaged_by_their_scores()
    {
        // sigmoid(ln 3) = 0.75, sigmoid(0) = 0.5: the points are averaged 3 to 2. Overlap (56 − 5.6) / (56 + 5.6) > 0.3.
        var person = Assert.Single(Decode(224, 224,
            (2104, 0, [5.6f, 0, 56, 56, 10, 0, 0, 0, 0, 0, 0, 0]),
            (2105, (float)Math.Log(3), [0, 0, 56, 56, 20, 0, 0, 0, 0, 0, 0, 0])));
        Assert.Equal(0.75f, person.Score, 6);
        AssertNear(112 + (20 * 3 + 10 * 2) / 5.0, 112, person.MidHip);
    }

    [Fact]
    public void Answers_apart_are_two_persons_best_first()
    {
        // Overlap of two boxes of 56 that lie 30.2 apart: 25.8 / 86.2 = 0.2993, not more than 0.3.
        var persons = Decode(224, 224,
            (2104, 1, [0, 0, 56, 56, 1, 0, 0, 0, 0, 0, 0, 0]),
            (2105, 2, [30.2f, 0, 56, 56, 2, 0, 0, 0, 0, 0, 0, 0]));
        Assert.Equal([114.0, 113.0], persons.Select(p => p.MidHip.X));
        Assert.True(persons[0].Score > persons[1].Score);
    }

    [Fact]
    public void Equal_scores_keep_the_order_of_the_anchors()
    {
        var persons = Decode(224, 224,
            (2104, 1, [0, 0, 20, 20, 1, 0, 0, 0, 0, 0, 0, 0]),
            (2105, 1, [50, 0, 20, 20, 2, 0, 0, 0, 0, 0, 0, 0]));
        Assert.Equal([113.0, 114.0], persons.Select(p => p.MidHip.X));
    }

    [Fact]
    public void Boxes_without_area_end_the_loop_all_the_same() =>
        Assert.Equal(2, Decode(10, 10, (3, 1, new float[12]), (4, 1, new float[12])).Count);

    [Fact]
    public void The_square_around_a_person_stands_upright()
    {
        var upright = TurnedSquare.Around(new(1, new(50, 80), new(50, 20), default, default));
        Assert.Equal(0, upright.Rotation, 12);
        Assert.Equal(150, upright.Side, 12);
        // Head to the right: a quarter turn; the square's upper edge is on the right.
        var lying = TurnedSquare.Around(new(1, new(50, 80), new(110, 80), default, default));
        Assert.Equal(Math.PI / 2, lying.Rotation, 12);
        AssertNear(125, 80, lying.ToPicture(.5, 0));
        AssertNear(50, 80, lying.ToPicture(.5, .5));
    }

    private static List<Person> Decode(int width, int height, params (int Anchor, float Logit, float[] Values)[] answers)
    {
        var raw = new float[PersonAnchors.Count * PersonDecoder.Values];
        var logits = Enumerable.Repeat(-9f, PersonAnchors.Count).ToArray();
        foreach (var (anchor, logit, values) in answers)
        {
            logits[anchor] = logit;
            values.CopyTo(raw, anchor * PersonDecoder.Values);
        }
        return PersonDecoder.Decode(raw, logits, width, height);
    }

    private static void AssertNear(double x, double y, PhotoPoint point) =>
        Assert.True(point.DistanceTo(new(x, y)) < 1e-4, $"{point}, expected {x}, {y}");
}
