using System.Management.Automation;
using GarmentTools.Catalogs;
using GarmentTools.Regions;

namespace GarmentTools.PowerShell;

/// <summary>
/// A cmdlet that is given garments or photos: by id (also garments and neighbors from the pipeline), by path with wildcards, or by literal path
/// (also files from the pipeline).
/// </summary>
/// <remarks>
/// The set of ids is the default one, though its parameter can be left out: PowerShell tries the default set first, and a garment has an
/// <c>Id</c> and a <c>Path</c>, of which the path is relative to the catalog and not to the session.
/// </remarks>
public abstract class GarmentInputCmdlet : CatalogCmdlet
{
    internal const string ById = "Id", ByPath = "Path", ByLiteralPath = "LiteralPath";

    /// <summary>Ids of garments in the catalog.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1L, long.MaxValue)]
    public long[]? Id { get; set; }

    /// <summary>Paths, with wildcards.</summary>
    [Parameter(ParameterSetName = ByPath, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [PathText]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>Paths that are taken as they are.</summary>
    [Parameter(ParameterSetName = ByLiteralPath, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName", "File")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>Whether this record names anything.</summary>
    private protected bool HasInput => Id is { Length: > 0 } || Path is { Length: > 0 } || LiteralPath is { Length: > 0 };

    /// <summary>The garment of an id; one that is none is reported.</summary>
    private protected Garment? FindGarment(long id)
    {
        var garment = OpenCatalog().Find(id);
        if (garment is null) WriteError(CmdletError.GarmentNotFound(id, $"The catalog '{OpenCatalog().Path}' has no garment with the id {id}. Get-Garment lists the garments."));
        return garment;
    }

    /// <summary>Warns where a region of a person was named and there was none.</summary>
    private protected void WarnOfRegion(string photo, RegionRequest? request, bool found)
    {
        if (!found && Regions.NamesPerson(request))
            WriteWarning($"No person was found in '{photo}', so the whole photo stands for the region {request}. Name a rectangle (-Region 'x,y,w,h') to choose the part yourself.");
    }

    /// <summary>The photos that this record names; what cannot be found is reported.</summary>
    private protected IEnumerable<PhotoInput> Photos()
    {
        foreach (var id in Id ?? [])
            if (FindGarment(id) is { } garment) yield return new PhotoInput(null, garment);
        foreach (var photo in Photos(Path, literal: false)) yield return photo;
        foreach (var photo in Photos(LiteralPath, literal: true)) yield return photo;
    }

    /// <summary>The photos of some paths; what cannot be found is reported.</summary>
    private protected IEnumerable<PhotoInput> Photos(IEnumerable<string>? paths, bool literal)
    {
        foreach (var path in paths ?? [])
        {
            var (found, error) = this.Expand(path, literal);
            if (error is null)
            {
                foreach (var file in found.Where(file => IsPhoto(file, found.Count))) yield return new PhotoInput(file, null);
            }
            else if (TryOpenCatalog()?.Find(path) is { } garment)
            {
                // Named as in the catalog; its photo may have gone, what is known of it has not.
                yield return new PhotoInput(null, garment);
            }
            else WriteError(error);
        }

        bool IsPhoto(string file, int count)
        {
            if (!Directory.Exists(file)) return true;
            if (count > 1) return false; // a folder among what a wildcard matches
            WriteError(CmdletError.Of(
                new ArgumentException($"'{file}' is a folder, expected a photo. Name the photos in it ('{System.IO.Path.Combine(file, "*.jpg")}'), or pipe them: Get-ChildItem -Recurse."),
                "PathIsFolder", ErrorCategory.InvalidArgument, file));
            return false;
        }
    }
}
