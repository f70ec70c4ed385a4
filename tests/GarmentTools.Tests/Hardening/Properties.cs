using FsCheck;
using FsCheck.Fluent;

namespace GarmentTools.Tests;

/// <summary>
/// What the property tests draw from, and how often: the same cases in every run, twenty times as many and new ones with GARMENT_SOAK=1.
/// </summary>
internal static class Properties
{
    // Letters of several scripts and widths, and what formats use as their own signs.
    private static readonly string[] s_pieces =
    [
        "a", "B", "z", "0", "9", " ", "  ", "é", "ß", "Ж", "ש", "👗", "漢", "'", "\"", "''", ",", ";", "=", "+", "-", "@",
        "(", ")", "<", ">", "..", ".", "/", "\\", "|", "%", "_", "*", "&", "and", "or", "in", "\t",
    ];

    public static void Hold<T>(Gen<T> cases, Func<T, bool> property, int usual)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(Mutator.Count(usual * 20, usual));
        // The same cases in every usual run, so that a change is blamed for what it broke; new ones in every long run.
        Check.One(Mutator.IsSoak ? config : config.WithReplay(20261123, 1), Prop.ForAll(Arb.From(cases), property));
    }

    /// <summary>Text of up to twelve pieces; may be empty.</summary>
    public static Gen<string> Text { get; } = from count in Gen.Choose(0, 12)
                                              from pieces in Gen.Elements(s_pieces).ArrayOf(count)
                                              select string.Concat(pieces);

    /// <summary>Text that is more than blanks.</summary>
    public static Gen<string> Name { get; } = Text.Where(text => text.Trim().Length > 0);

    /// <summary>Any float32 that is a number, of all sizes, and zeros of both signs.</summary>
    public static Gen<float> Finite { get; } = Gen.OneOf(
        Gen.Choose(int.MinValue, int.MaxValue).Select(BitConverter.Int32BitsToSingle).Where(float.IsFinite),
        Gen.Elements(0f, -0f, 1f, -1f, 65504f, 6e-8f, float.Epsilon, float.MaxValue),
        Gen.Choose(-1000, 1000).Select(i => i / 1000f));
}
