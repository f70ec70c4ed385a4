using System.Management.Automation;
using GarmentTools.Embedding;
using GarmentTools.Models;

namespace GarmentTools.PowerShell;

/// <summary>Says how far photos are from another one.</summary>
[Cmdlet(VerbsData.Compare, "Garment", DefaultParameterSetName = ById)]
[OutputType(typeof(GarmentComparison))]
public sealed class CompareGarmentCommand : GarmentInputCmdlet
{
    private PhotoInput? _reference;
    private Embedder? _embedder;
    private OrderedWork<PhotoInput, GarmentComparison>? _work;

    /// <summary>The photo that the others are compared with.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Reference { get; set; }

    /// <summary>The garment that the others are compared with.</summary>
    [Parameter]
    [ValidateRange(1L, long.MaxValue)]
    public long? ReferenceId { get; set; }

    /// <summary>The model, where no catalog is named.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EmbeddingModelCompleter))]
    public string? Model { get; set; }

    /// <summary>The model's output that is compared.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OutputCompleter))]
    public string? Output { get; set; }

    /// <inheritdoc/>
    private protected override void Begin()
    {
        if (Reference is null == ReferenceId is null)
            ThrowTerminatingError(CmdletError.NoInput("Name one photo to compare with: a file with -Reference, or a garment of the " +
                "catalog with -ReferenceId."));
        if (Catalog is not null && Model is not null)
            ThrowTerminatingError(CmdletError.NoInput("-Catalog and -Model exclude each other: a catalog has its own model."));
        if (Reference is not null)
        {
            var (paths, error) = this.Expand(Reference, literal: true);
            if (error is not null) ThrowTerminatingError(error);
            _reference = new PhotoInput(paths[0], null);
        }
        else
        {
            var garment = OpenCatalog().Find(ReferenceId!.Value);
            if (garment is null)
                ThrowTerminatingError(CmdletError.GarmentNotFound(ReferenceId,
                    $"The catalog '{OpenCatalog().Path}' has no garment with the id {ReferenceId}. Get-Garment lists the garments."));
            _reference = new PhotoInput(null, garment);
        }
        _work = new(Compare, Environment.ProcessorCount, Cancellation);
    }

    /// <inheritdoc/>
    private protected override void Process()
    {
        if (!HasInput)
            ThrowTerminatingError(CmdletError.NoInput("No photo was given. Name one with -Path, a garment of the catalog with -Id, or " +
                "pipe some: Get-ChildItem *.jpg | Compare-Garment -Reference shirt.jpg"));
        foreach (var photo in Photos())
        {
            if (NeedsNoCatalog(photo)) _embedder ??= Load();
            else OpenCatalog();
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
        return new Embedder(model, new EmbedderOptions { Outputs = Output is null ? null : [Output] });
    }

    private bool NeedsNoCatalog(PhotoInput photo) => photo.Garment is null && ReferenceId is null && Catalog is null;

    private GarmentComparison Compare(PhotoInput photo) => NeedsNoCatalog(photo)
        ? GarmentComparison.Of(_embedder!, photo.File!, _reference!.File!, Output)
        : OpenCatalog().Compare(photo.ToQuery(), _reference!.ToQuery(), Output, cancellationToken: Cancellation);

    private void Emit(PhotoInput photo, Func<GarmentComparison> comparison) => TryItem(photo.Target, () => WriteObject(comparison()));
}
