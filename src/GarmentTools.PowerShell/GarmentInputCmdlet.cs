using System.Management.Automation;
using GarmentTools.Catalogs;
using GarmentTools.Regions;

namespace GarmentTools.PowerShell;

/// <summary>
/// A cmdlet that is given garments or photos: by id (also garments and neighbors from the pipeline), by path with wildcards, or by literal
/// path
/// (also files from the pipeline).
/// </summary>
/// <remarks>
/// A garment from the pipeline is taken as a whole, so that its catalog is known. The set of ids is the default one, though its parameter
/// can be left
/// out: PowerShell tries the default set first, and rows that were garments have an <c>Id</c> and a <c>Path</c>.
/// </remarks>
public abstract class GarmentInputCmdlet : CatalogCmdlet
{
    internal const string ByGarment = "Garment", ById = "Id", ByPath = "Path", ByLiteralPath = "LiteralPath";

    /// <summary>Garments, and what holds one; those of another catalog are refused.</summary>
    [Parameter(ParameterSetName = ByGarment, Mandatory = true, ValueFromPipeline = true)]
    [GarmentObject]
    public Garment[]? Garment { get; set; }

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
    private protected bool HasInput =>
        Garment is { Length: > 0 } || Id is { Length: > 0 } || Path is { Length: > 0 } || LiteralPath is { Length: > 0 };

    /// <summary>The garment of an id; one that is none is reported.</summary>
    private protected Garment? FindGarment(long id)
    {
        var garment = OpenCatalog().Find(id);
        if (garment is null)
            WriteError(CmdletError.GarmentNotFound(id, $"The catalog '{OpenCatalog().Path}' has no garment with the id {id}. Get-Garment " +
                "lists the garments."));
        return garment;
    }

    /// <summary>Warns where a region of a person was named and there was none.</summary>
    private protected void WarnOfRegion(string photo, RegionRequest? request, bool found)
    {
        if (!found && Regions.NamesPerson(request))
            WriteWarning($"No person was found in '{photo}', so the whole photo stands for the region {request}. Name a rectangle " +
                "(-Region 'x,y,w,h') to choose the part yourself.");
    }

    /// <summary>
    /// The garments of this record as the catalog has them now; one of another catalog is reported, and one that is gone.
    /// </summary>
    private protected IEnumerable<Garment> OwnGarments()
    {
        foreach (var given in Garment ?? [])
            if (TryItem(given, () => OpenCatalog().CheckOwn(given)) && FindGarment(given.Id) is { } garment) yield return garment;
    }

    /// <summary>The photos that this record names; what cannot be found is reported.</summary>
    private protected IEnumerable<PhotoInput> Photos()
    {
        foreach (var garment in OwnGarments()) yield return new PhotoInput(null, garment);
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
                new ArgumentException($"'{file}' is a folder, expected a photo. Name the photos in it " +
                $"('{System.IO.Path.Combine(file, "*.jpg")}'), or pipe them: Get-ChildItem -Recurse."),
                "PathIsFolder", ErrorCategory.InvalidArgument, file));
            return false;
        }
    }
}
