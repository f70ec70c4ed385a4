using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Updates;
using GarmentTools.Common;

namespace GarmentTools;

public sealed partial class GarmentCatalog
{
    /// <summary>
    /// Brings the catalog up to date with folders (their photos, recursively) and files: new and changed photos are embedded, moved ones
    /// keep their id
    /// and embedding, unreadable ones are listed as rejected, missing ones reported. Costs nothing for photos that are as before.
    /// </summary>
    /// <param name="paths">Folders and files of this machine.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told after each batch that is safely stored.</param>
    /// <param name="cancellationToken">Stops the run; what was stored stays, and the next run goes on from there.</param>
    /// <exception cref="ImageException">A path does not exist.</exception>
    /// <exception cref="CatalogException">The catalog cannot be written, or was made with another model.</exception>
    /// <exception cref="ModelException">The model is missing or damaged.</exception>
    public async Task<UpdateSummary> UpdateAsync(
        IEnumerable<string> paths, UpdateOptions? options = null, IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new();
        if (options.Threads is < 0 or > 1024) throw new UsageException($"Threads is {options.Threads}, expected 0 (one per core) to 1024.");
        if (string.IsNullOrWhiteSpace(options.Domain))
            throw new UsageException("Domain is empty, expected a word such as 'shop' or 'street'.");
        options.Limits.Validate();
        paths = [.. paths];
        _store.PrepareFor([.. paths]);
        if (options.Reembed)
            await new CatalogReembedder(_store, _model.Wanted(), options, progress).RunAsync(cancellationToken).ConfigureAwait(false);
        string[] outputs;
        using (var connection = _store.Read()) outputs = [.. CatalogMeta.Outputs(connection).Select(o => o.Name)];
        var summary = await new CatalogUpdater(_store, _model.Get(), outputs, options, progress).RunAsync(paths, cancellationToken)
            .ConfigureAwait(false);
        _indexes.Refresh(progress, cancellationToken); // so that the first search is as quick as the second
        return summary;
    }

    /// <inheritdoc cref="UpdateAsync(IEnumerable{string}, UpdateOptions?, IProgress{WorkProgress}?, CancellationToken)"/>
    public Task<UpdateSummary> UpdateAsync(
        string path, UpdateOptions? options = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken =
        default) =>
        UpdateAsync([path], options, progress, cancellationToken);
}
