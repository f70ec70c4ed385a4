using System.Management.Automation;
using GarmentTools.Imaging;
using GarmentTools.Regions;
using GarmentTools.Reports.Results;

namespace GarmentTools.PowerShell;

/// <summary>Finds the part of a photo that is compared: the garment of the person in it.</summary>
[Cmdlet(VerbsCommon.Get, "GarmentRegion", DefaultParameterSetName = ById)]
[OutputType(typeof(RegionRow))]
public sealed class GetGarmentRegionCommand : GarmentInputCmdlet
{
    private RegionRequest? _request;
    private RegionFinder? _finder;
    private PictureFiles? _files, _drawings;
    private OrderedWork<PhotoInput, IReadOnlyList<FoundRegion>>? _work;

    /// <summary>Which part.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string[] Region { get; set; } = ["Auto"];

    /// <summary>Every person of a photo.</summary>
    [Parameter]
    public SwitchParameter AllPersons { get; set; }

    /// <summary>Where to write what the model is shown: a picture, or a folder.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutputPath { get; set; }

    /// <summary>Where to write the photo with its boxes drawn on it: a picture, or a folder.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DrawPath { get; set; }

    /// <inheritdoc/>
    private protected override void Begin()
    {
        _request = Regions.Parse(Region)!;
        _finder = new RegionFinder(new RegionOptions { AllPersons = AllPersons });
        if (OutputPath is not null) _files = new PictureFiles(this, this.FullFile(OutputPath));
        if (DrawPath is not null) _drawings = new PictureFiles(this, this.FullFile(DrawPath));
        _work = new(photo => _finder.Find(FileOf(photo), _request), Environment.ProcessorCount, Cancellation);
    }

    /// <inheritdoc/>
    private protected override void Process()
    {
        if (!HasInput)
            ThrowTerminatingError(CmdletError.NoInput("No photo was given. Name one with -Path, a garment of the catalog with -Id, or " +
                "pipe some: Get-ChildItem *.jpg | Get-GarmentRegion"));
        foreach (var photo in Photos()) _work!.Add(photo, Emit);
    }

    /// <inheritdoc/>
    private protected override void End() => _work!.Drain(Emit);

    /// <inheritdoc/>
    private protected override void Close()
    {
        _work?.Abandon();
        base.Close();
    }

    private void Emit(PhotoInput photo, Func<IReadOnlyList<FoundRegion>> result) => TryItem(photo.Target, () =>
    {
        var (file, found) = (FileOf(photo), result());
        var stem = $"{System.IO.Path.GetFileNameWithoutExtension(file)}-{found[0].Region.Name.ToLowerInvariant()}";
        for (var i = 0; i < found.Count; i++) Write(_files, () => _finder!.Cut(file, found[i]), found.Count > 1 ? $"{stem}-{i + 1}" : stem);
        Write(_drawings, () => found.Where(f => f.Found).Aggregate(ImageReader.Read(file), (picture, f) => picture.DrawRegion(f.Region)),
            $"{stem}-box");
        WarnOfRegion(file, _request, found[0].Found);
        for (var i = 0; i < found.Count; i++) WriteObject(RegionRow.From(file, found[i], i + 1));
    });

    private void Write(PictureFiles? files, Func<RgbImage> picture, string name)
    {
        if (files is not null) WriteVerbose($"Wrote {files.Write(picture(), name)}");
    }

    private static string FileOf(PhotoInput photo) => photo.File ?? photo.Garment!.Path;
}
