namespace GarmentTools.Search;

/// <summary>
/// Why the scan over int8 codes may drop a row. All that follows is about one row x and one query q; u = 2⁻²⁴ is the rounding of float32.
/// </summary>
/// <remarks>
/// <para><b>What is searched for.</b> x̂ and q̂ are the float32 vectors fl(x·inv(x)), inv(x) = fl(1/‖x‖) with the norm summed in float64
/// (<see cref="VectorMath.InverseNorm"/>). inv is off by at most 1.01u relatively and each product by u, so ‖x̂‖ = 1 + ρ with |ρ| ≤ 2.1u
/// &lt; 2⁻²².
/// With p = ⟨x̂, q̂⟩ in exact arithmetic, R = ½‖x̂ − q̂‖² = ½‖x̂‖² + ½‖q̂‖² − p lies within 4.3u of 1 − p.
/// The kernel's distance d is ½ fl(Σ(x̂ᵢ − q̂ᵢ)²): each term takes two roundings that count twice or once (3u) and at most n = D/16 + 4
/// additions, all terms
/// being ≥ 0, so |d − R| ≤ γR with γ = (n + 4)·1.01u, and R ≤ 2.01. Capping d at 2 moves it by at most 2⁻²¹ away from R. Hence</para>
/// <code>|d − (1 − p)| ≤ ε = 2⁻²⁰ + 2.1γ</code>
/// <para>A vector of zeros has x̂ = 0, p = 0 and d = 1 by definition, which satisfies it too.</para>
/// <para><b>What the scan knows.</b> x̃ = s·c with int8 codes c and e ≥ ‖x̂ − x̃‖; q̃ = t·k with int16 codes k and f ≥ ‖q̂ − q̃‖ (both
/// computed in float64
/// and rounded up). The integer sum C = Σ cᵢkᵢ is exact: |k| ≤ (2³¹ − 1) / (127·stride), so neither a pair of products nor any partial sum
/// leaves 32 bits,
/// whatever the width of the registers. p − stC = ⟨x̂ − x̃, q̂⟩ + ⟨x̃, q̂ − q̃⟩, therefore by Cauchy–Schwarz</para>
/// <code>|p − stC| ≤ e‖q̂‖ + ‖x̃‖f ≤ e(1 + 2⁻²² + f) + f(1 + 2⁻²²)</code>
/// <para>since ‖x̃‖ ≤ ‖x̂‖ + e. In float32, sim = fl(fl(C·s)·t) takes three roundings of a value below 3.1 (e ≤ 1.01 and f ≤ 0.5 for D ≤
/// 65,536: at most half a step of
/// 1/127, for queries 1/258, on each of D values), less than 2⁻²⁰; the margin and sim ± margin take less than 2⁻²⁰ together.</para>
/// <para><b>The test.</b> margin = e·A + B with A ≥ 1 + 2⁻²² + f and B ≥ f(1 + 2⁻²²) + ε + 2⁻¹⁸ gives sim − margin ≤ 1 − d ≤ sim + margin
/// with 2⁻¹⁹ to spare: one
/// half for the rounding of limits to float32, the other for Euclidean distances, where fl(√) makes ties of values of d that differ by up
/// to 5u relatively (10u
/// absolutely). Let <i>floor</i> be the k-th largest sim − margin seen among allowed rows: k rows have 1 − d ≥ floor, so a row with sim +
/// margin &lt; floor is
/// farther than all of them, cannot be among the first k, and is dropped. What is kept is compared by the kernel alone, so the answer is
/// that of brute force.</para>
/// </remarks>
internal static class SearchBounds
{
    private const double U = 1.0 / (1 << 24);

    /// <summary>ε of the remarks: how far the kernel's cosine distance may lie from 1 − ⟨x̂, q̂⟩.</summary>
    public static double KernelError(int dimensions)
    {
        double gamma = (dimensions / 16 + 1 + 4 + 4) * 1.01 * U;
        return 1.0 / (1 << 20) + 2.1 * gamma;
    }

    /// <summary>A of the remarks: what a row's code error is multiplied with.</summary>
    public static float ErrorFactor(float queryError) => (float)(1 + queryError + 1.0 / (1 << 20));

    /// <summary>B of the remarks: the part of the margin that all rows share.</summary>
    public static float SharedError(float queryError, int dimensions) =>
        (float)(queryError * (1 + 1.0 / (1 << 20)) + KernelError(dimensions) + 1.0 / (1 << 18));

    /// <summary>The largest int16 code of a query, so that a row's sum stays within 32 bits.</summary>
    public static int QueryCodeLimit(int codeStride) => (int)Math.Min(short.MaxValue, int.MaxValue / (127L * codeStride));

    /// <summary>The similarity that a row must be able to reach to be at most <paramref name="distance"/> away.</summary>
    public static float Floor(float distance, DistanceMetric metric) =>
        (float)(1 - (metric == DistanceMetric.Cosine ? distance : 0.5 * distance * distance));

    /// <summary>A norm computed in float64, rounded up to float32.</summary>
    public static float RoundUp(double norm) => (float)(norm * (1 + 1.0 / (1 << 20)));
}
