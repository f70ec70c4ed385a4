using System.Management.Automation;

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

    /// <summary>Leaves out the line that says what is shown.</summary>
    [Parameter]
    public SwitchParameter NoCaption { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        if (!HasInput) Terminate(CmdletError.NoInput("No photo was given. Name one with -Path, a garment of the catalog with -Id, or pipe some: Get-SimilarGarment shirt.jpg | Show-Garment"));
        foreach (var photo in Photos())
        {
            Cancellation.ThrowIfCancellationRequested();
            TryItem(photo.Target, () => Show(photo.File ?? photo.Garment!.FullPath, Caption(photo)));
        }
    }

    private void Show(string file, string caption)
    {
        var picture = Await((_, _) => ImageReader.Read(file, Width));
        Sink.Write(HalfBlocks.Draw(picture));
        if (!IsSet(NoCaption)) Sink.Write(caption);
    }

    private static string Caption(PhotoInput photo) => photo.Garment is { } garment
        ? $"#{garment.Id} {garment.Path}{(garment.Product is { } product ? $" ({product})" : "")}"
        : System.IO.Path.GetFileName(photo.File!);
}
