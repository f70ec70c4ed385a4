using System.Management.Automation;
using GarmentTools.Imaging;
using GarmentTools.Regions;
using GarmentTools.Reports.Results;

namespace GarmentTools.PowerShell;

/// <summary>Shows photos in the terminal.</summary>
[Cmdlet(VerbsCommon.Show, "Garment", DefaultParameterSetName = ById)]
[OutputType(typeof(string))]
public sealed class ShowGarmentCommand : GarmentInputCmdlet
{
    /// <summary>Columns of the terminal that a photo takes at most.</summary>
    [Parameter]
    [ValidateRange(4, 400)]
    public int Width { get; set; } = 32;

    /// <summary>Draws a frame around the part that is compared.</summary>
    [Parameter]
    public SwitchParameter Region { get; set; }

    /// <summary>Leaves out the line that says what is shown.</summary>
    [Parameter]
    public SwitchParameter NoCaption { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        if (!HasInput)
            ThrowTerminatingError(CmdletError.NoInput("No photo was given. Name one with -Path, a garment of the catalog with -Id, or " +
                "pipe some: Get-SimilarGarment shirt.jpg | Show-Garment"));
        foreach (var photo in Photos())
        {
            Cancellation.ThrowIfCancellationRequested();
            TryItem(photo.Target, () => Show(photo));
        }
    }

    private void Show(PhotoInput photo)
    {
        var (file, draws) = (photo.File ?? photo.Garment!.Path, Region);
        var (picture, region) = Await((_, _) => draws ? WithRegion(file, photo.Garment?.Region) : (ImageReader.Read(file, Width), null));
        WriteObject(string.Join('\n', HalfBlocks.Lines(picture)));
        if (!NoCaption) WriteObject(Caption(photo) + (region is null ? "" : Describe(region)));
    }

    // The stored region; of a photo that was embedded whole, or not at all, the one that Auto finds.
    private (RgbImage, PhotoRegion?) WithRegion(string file, PhotoRegion? stored)
    {
        var region = stored ?? new RegionFinder().Find(file, RegionRequest.Auto)[0].Region;
        if (!region.Found) return (ImageReader.Read(file, Width), region);
        var photo = ImageReader.Probe(file);
        // Drawn at twice the size, so that the frame is no thicker than it has to be.
        return (ImageReader.Read(file, 2 * Width).DrawRegion(region, photo.Width, photo.Height).ShrinkTo(Width), region);
    }

    private static string Describe(PhotoRegion region) => region.Found
        ? $" [{region.Name} {region.Left},{region.Top},{region.Width},{region.Height}]"
        : $" [{region.Name}: no person, whole photo]";

    private static string Caption(PhotoInput photo) => photo.Garment is { } garment
        ? $"#{garment.Id} {garment.CatalogPath}{(garment.Product is { } product ? $" ({product})" : "")}"
        : System.IO.Path.GetFileName(photo.File!);
}
