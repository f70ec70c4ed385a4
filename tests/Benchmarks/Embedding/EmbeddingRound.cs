namespace Benchmarks.Embedding;

/// <summary>
/// What one round measured. Rates are photos per second with how many cores were busy; all else is seconds per photo on one core. Null: no
/// peer, or one core.
/// </summary>
internal sealed record EmbeddingRound(
    (double Rate, double Cores) One, (double Rate, double Cores)? Two, (double Rate, double Cores) IntegerOne,
    (double Rate, double Cores)? IntegerTwo,
    double Decode, double DecodedInference, double Inference, double IntegerInference,
    (double Rate, double Cores)? PeerOne, (double Rate, double Cores)? PeerThreads, (double Rate, double Cores)? PeerProcesses,
    (double Decode, double Inference)? PeerParts, double? Others)
{
    /// <summary>Photos per second that cores which only decode and infer could give.</summary>
    public double Bound(int cores) => cores / (Decode + DecodedInference);

    /// <summary>The faster of the peer's two ways of using two cores.</summary>
    public (double Rate, double Cores)? PeerTwo => PeerThreads?.Rate > PeerProcesses?.Rate ? PeerThreads : PeerProcesses ?? PeerThreads;
}
