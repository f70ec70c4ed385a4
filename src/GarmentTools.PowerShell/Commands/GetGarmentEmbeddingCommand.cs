using System.Management.Automation;
using GarmentTools.Embedding;
using GarmentTools.Models;
using GarmentTools.Regions;
using GarmentTools.Reports.Results;

namespace GarmentTools.PowerShell;

/// <summary>Gives the embedding of photos, computed, or of garments, as the catalog has them.</summary>
[Cmdlet(VerbsCommon.Get, "GarmentEmbedding", DefaultParameterSetName = ById)]
[OutputType(typeof(EmbeddingRow))]
public sealed class GetGarmentEmbeddingCommand : GarmentInputCmdlet
{
    private Embedder? _embedder;
    private OrderedWork<PhotoInput, EmbeddingRow>? _work;

    /// <summary>The model for photos.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EmbeddingModelCompleter))]
    public string? Model { get; set; }

    /// <summary>The part of each photo that is embedded.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string[]? Region { get; set; }

    /// <summary>The model's output.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OutputCompleter))]
    public string? Output { get; set; }

    /// <inheritdoc/>
    private protected override void Begin() => _work = new(Embed, Environment.ProcessorCount, Cancellation);

    /// <inheritdoc/>
    private protected override void Process()
    {
        if (!HasInput)
            ThrowTerminatingError(CmdletError.NoInput("No photo was given. Name one with -Path, a garment of the catalog with -Id, or " +
                "pipe some: Get-ChildItem *.jpg | Get-GarmentEmbedding"));
        foreach (var photo in Photos())
        {
            if (photo.Garment is null) _embedder ??= Load();
            _work!.Add(photo, Emit);
        }
    }

    /// <inheritdoc/>
    private protected override void End() => _work!.Drain(Emit);

    /// <inheritdoc/>
    private protected override void Close()
    {
        _work?.Abandon();
        _embedder?.Dispose();
        base.Close();
    }

    private Embedder Load()
    {
        var model = ModelRegistry.Default.Find(Model ?? ModelRegistry.DefaultModel);
        WriteVerbose($"Model: {model.Card.Name}");
        var embedder = new Embedder(model, Regions.Parse(Region) ?? RegionRequest.Whole,
            new EmbedderOptions { Outputs = [Output ?? model.Card.Outputs[0].Name] });
        WriteDebug($"Fingerprint: {embedder.Fingerprint}");
        return embedder;
    }

    private EmbeddingRow Embed(PhotoInput photo) =>
        photo.Garment is { } garment ? OpenCatalog().GetEmbedding(garment, Output) : _embedder!.EmbedRow(photo.File!);

    private void Emit(PhotoInput photo, Func<EmbeddingRow> row) => TryItem(photo.Target, () => WriteObject(row()));
}
