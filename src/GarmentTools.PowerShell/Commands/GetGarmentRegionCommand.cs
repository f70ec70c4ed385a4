using System.Management.Automation;

namespace GarmentTools.PowerShell;

/// <summary>Finds the part of a photo that is compared: the garment of the person in it.</summary>
[Cmdlet(VerbsCommon.Get, "GarmentRegion", DefaultParameterSetName = ById)]
[OutputType(typeof(RegionRow))]
public sealed class GetGarmentRegionCommand : GarmentInputCmdlet
{
    private RegionRequest? _request;
    private RegionFinder? _finder;
    private PictureFiles? _files;
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

    /// <inheritdoc/>
    private protected override void Begin()
    {
        _request = Regions.Parse(Region)!;
        _finder = new RegionFinder(new RegionOptions { AllPersons = IsSet(AllPersons) });
        if (OutputPath is not null) _files = new PictureFiles(Sink, Sink.FullFile(OutputPath));
        _work = new(photo => _finder.Find(FileOf(photo), _request), Environment.ProcessorCount, Cancellation);
    }

    /// <inheritdoc/>
    private protected override void Process()
    {
        if (!HasInput) Terminate(CmdletError.NoInput("No photo was given. Name one with -Path, a garment of the catalog with -Id, or pipe some: Get-ChildItem *.jpg | Get-GarmentRegion"));
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
        for (var i = 0; i < found.Count && _files is not null; i++)
        {
            var written = _files.Write(_finder!.Cut(file, found[i]), $"{System.IO.Path.GetFileNameWithoutExtension(file)}-{found[i].Region.Name.ToLowerInvariant()}{(found.Count > 1 ? $"-{i + 1}" : "")}");
            Sink.WriteVerbose($"Wrote {written}");
        }
        Sink.WarnOfRegion(file, _request, found[0].Found);
        for (var i = 0; i < found.Count; i++) Sink.Write(RegionRow.From(file, found[i], i + 1));
    });

    private static string FileOf(PhotoInput photo) => photo.File ?? photo.Garment!.FullPath;
}
