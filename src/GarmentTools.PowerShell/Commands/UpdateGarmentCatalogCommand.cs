using System.Management.Automation;
using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Updates;
using GarmentTools.Regions;

namespace GarmentTools.PowerShell;

/// <summary>Brings a catalog up to date with folders and files of photos, or makes one.</summary>
[Cmdlet(VerbsData.Update, "GarmentCatalog", DefaultParameterSetName = ByPath, SupportsShouldProcess = true, ConfirmImpact =
    ConfirmImpact.Low)]
[OutputType(typeof(UpdateSummary))]
public sealed class UpdateGarmentCatalogCommand : CatalogCmdlet
{
    private const string ByPath = "Path", ByLiteralPath = "LiteralPath";
    private readonly List<string> _paths = [];

    /// <summary>Folders of photos, which are looked through with all that is in them, and photos.</summary>
    [Parameter(ParameterSetName = ByPath, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>The same, taken as they are.</summary>
    [Parameter(ParameterSetName = ByLiteralPath, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>The model of a new catalog.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EmbeddingModelCompleter))]
    public string? Model { get; set; }

    /// <summary>The part of each photo that is embedded.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string[]? Region { get; set; }

    /// <summary>Where new photos come from.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DomainCompleter))]
    public string Domain { get; set; } = "shop";

    /// <summary>Removes garments whose photo is gone.</summary>
    [Parameter]
    public SwitchParameter RemoveMissing { get; set; }

    /// <summary>Embeds everything again.</summary>
    [Parameter]
    public SwitchParameter Reembed { get; set; }

    /// <summary>Tries files again that were rejected before.</summary>
    [Parameter]
    public SwitchParameter RetryRejected { get; set; }

    /// <summary>How many photos are worked on at once.</summary>
    [Parameter]
    [ValidateRange(0, 1024)]
    public int ThrottleLimit { get; set; }

    /// <inheritdoc/>
    private protected override void Process() => _paths.AddRange(Files(Path, LiteralPath));

    /// <inheritdoc/>
    private protected override void End()
    {
        if (_paths.Count == 0) return; // nothing was found, and each path has been reported
        var region = Regions.Parse(Region);
        var target = CatalogLocator.FindForIndexing(_paths, CatalogPath(Catalog), GarmentSession.Current.Catalog, this.Location());
        var what = _paths is [var only] ? $"'{only}'" : $"{_paths.Count} paths";
        var shown = CatalogLocator.Shown(target);
        var removing = RemoveMissing ? ", removing garments whose photo is gone" : "";
        var again = Reembed ? ", embedding everything again" : "";
        if (!ShouldProcess(shown, $"Update from {what}{removing}{again}")) return;

        WriteVerbose($"Catalog: {shown}{(CatalogLocator.IsAddress(target) || File.Exists(target) ? "" : " (new)")}");
        var options = new UpdateOptions
        {
            Domain = Domain,
            RemoveMissing = RemoveMissing,
            Reembed = Reembed,
            RetryRejected = RetryRejected,
            Threads = ThrottleLimit,
        };
        var (summary, notFound) = Await(async (progress, stop) =>
        {
            using var catalog = GarmentCatalog.OpenOrCreate(target, new CatalogOptions { Model = Model, Region = region });
            var done = await catalog.UpdateAsync(_paths, options, progress, stop).ConfigureAwait(false);
            return (done, done.Embedded > 0 ? WithoutPerson(catalog) : 0);
        });
        Report(summary);
        if (notFound > 0)
            WriteWarning($"In {notFound} photos no person was found, so the whole photo stands for the region that was asked for.");
        WriteObject(summary);
    }

    private static int WithoutPerson(GarmentCatalog catalog) =>
        RegionRequest.TryParse(catalog.GetInfo().Region, out var region) && Regions.NamesPerson(region) ? catalog.List()
            .Count(garment => garment.Region is { Found: false }) : 0;

    private void Report(UpdateSummary summary)
    {
        foreach (var file in summary.Rejected)
            WriteError(CmdletError.Of(new InvalidDataException($"{file.Path} was rejected: {file.Reason}"), "PhotoRejected",
                ErrorCategory.InvalidData, file.Path));
        if (summary.StillRejected > 0)
            WriteVerbose($"{summary.StillRejected} files were rejected before and have not changed; -RetryRejected tries them again, " +
                "Get-GarmentCatalog -Rejected lists them.");
        foreach (var path in summary.Missing.Take(10)) WriteVerbose($"Its photo is gone: {path}");
        if (summary.Missing.Count > 0)
            WriteWarning($"The photos of {summary.Missing.Count} garments are gone (the first: {summary.Missing[0]}). The garments stay; " +
                "-RemoveMissing removes them.");
    }
}
