using System.Runtime.Intrinsics;

namespace GarmentTools.Search;

/// <summary>Which registers the kernels use. All give the same bits; the choice is one of speed, and of tests.</summary>
internal enum SimdWidth { Scalar, Vector128, Vector256, Vector512 }

internal static class SimdWidths
{
    public static SimdWidth Widest =>
        Vector512.IsHardwareAccelerated ? SimdWidth.Vector512
        : Vector256.IsHardwareAccelerated ? SimdWidth.Vector256
        : Vector128.IsHardwareAccelerated ? SimdWidth.Vector128
        : SimdWidth.Scalar;
}
