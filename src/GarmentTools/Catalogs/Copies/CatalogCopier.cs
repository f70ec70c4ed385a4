using System.Diagnostics;
using System.Globalization;
using GarmentTools.Common;

namespace GarmentTools.Catalogs.Copies;

/// <summary>
/// Copies a catalog into another one, of whatever kind, in one transaction of the destination: a copy that is interrupted has changed
/// nothing, and one that is
/// run again doubles nothing.
/// </summary>
internal sealed class CatalogCopier(CatalogStore source, string destination, CopyOptions options, IProgress<WorkProgress>? progress,
    CancellationToken cancellationToken)
{
    // What a catalog says about its embeddings. The rest of the table is about the place where it lies, and its own counts.
    private static readonly string[] s_meta = ["model", "fingerprint", "region", "query_regions"];

    // Noted by a copy of some garments only, which has no change of the source's in its history: where the source's begins.
    private const string Beginning = "history_begins";

    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public CopySummary Run()
    {
        if (!source.IsReadOnly) source.Write().Dispose(); // an older one counts its changes from now on
        using var from = source.Read();
        from.Begin(write: false);
        var meta = s_meta.Select(key => (Key: key, Value: CatalogMeta.Find(from, key))).Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Key, pair => pair.Value!);
        var outputs = CatalogMeta.Outputs(from);
        using var target = CatalogStores.OpenOrCreate(destination, () =>
            (new Dictionary<string, string>(meta) { ["generation"] = "1" }, outputs));
        if (target.Path == source.Path) throw new UsageException($"'{source.Path}' is source and destination. Name another destination.");
        using var to = target.Write();
        return to.Transaction(write: true, () => Copy(from, to, target, meta, outputs));
    }

    private CopySummary Copy(CatalogConnection from, CatalogConnection to, CatalogStore target, Dictionary<string, string> meta,
        List<(string Name, int Dimensions)> outputs)
    {
        var counts = source.CountsChanges(from);
        var (last, known) = (counts ? CatalogHistory.Last(from) : (0, ""), CatalogHistory.Last(to));
        var isNew = to.Scalar<long>("SELECT count(*) FROM garments") == 0;
        var first = counts ? CatalogHistory.First(from) : "";
        var isRelated = counts && (known.Number > 0 ? CatalogHistory.Knows(from, known) : first.Length > 0
            && CatalogMeta.Find(to, Beginning) == first);
        if (!isNew && !isRelated && !options.Overwrite) throw Refuse(to, target, last, known);
        var replaces = isNew || !isRelated || CatalogMeta.Find(to, "fingerprint") != meta["fingerprint"] || !CatalogMeta.Outputs(to)
            .SequenceEqual(outputs);
        if (replaces) Clear(to, meta, outputs);
        var reached = replaces ? 0 : known.Number;
        var since = options.Since is { } asked ? counts ? CatalogHistory.NumberOf(from, asked) : 0 : reached;

        var rows = new CopiedRows(from, to, counts ? $"changed > {since.ToString(CultureInfo.InvariantCulture)}" : "TRUE", counts,
            outputs.Count, Report, cancellationToken);
        var removed = replaces ? 0 : rows.RemoveGone(since);
        var embeddings = rows.AddContents(isEmpty: replaces);
        var copied = rows.AddGarments(isEmpty: replaces);
        rows.ReplaceSmallTables();
        // with a gap before, the next copy has to begin where this destination was
        if (since <= reached && counts) rows.AddHistory(reached);
        if (CatalogHistory.Last(to).Number == 0 && first.Length > 0) CatalogMeta.Set(to, Beginning, first);
        else if (CatalogHistory.Last(to).Number == 0 && copied > 0) to.Change(); // what has garments has a history
        if (!replaces) new CatalogWriter(to, [.. outputs.Select(o => o.Name)]).RemoveOrphans();
        to.Execute(to.Dialect.RaiseIds, ("$garment", Math.Max(from.Scalar<long>(from.Dialect.HighestId),
            to.Scalar<long>(to.Dialect.HighestId))));
        if (replaces && to.Dialect.Analyze("garments, contents, attributes, vectors_1") is { } analyze) to.Execute(analyze);
        if (copied + removed > 0 || replaces)
            CatalogMeta.SetGeneration(to, Math.Max(CatalogMeta.Generation(from), CatalogMeta.Generation(to) + 1),
                CatalogHistory.Last(to).Number);
        if (replaces && target.Folder != source.Folder) CatalogMeta.Set(to, "folder", source.Folder);
        return new CopySummary
        {
            Source = source.Path,
            Destination = target.Path,
            Copied = copied,
            Embeddings = embeddings,
            Removed = removed,
            Since = since,
            LastChange = last.Item1,
            Elapsed = _clock.Elapsed,
        };
    }

    private UsageException Refuse(CatalogConnection to, CatalogStore target, (long Number, string Token) last, (long, string) known) =>
        last.Number > 0 && CatalogHistory.Knows(to, last) && last != known
            ? new($"'{target.Path}' is newer than '{source.Path}': it has all of its changes and more.",
                new Remedy(RemedyKind.OverwriteNewer))
            : new($"'{target.Path}' holds another catalog than '{source.Path}', or both were changed since they were copied, so the " +
                "garments of equal ids may be different ones.",
                new Remedy(RemedyKind.OverwriteDestination));

    private static void Clear(CatalogConnection to, Dictionary<string, string> meta, List<(string Name, int Dimensions)> outputs)
    {
        to.BeforeReplacingTables();
        foreach (var table in (string[])["attributes", "garments", "contents", "removed", "changes", "rejected", "decisions", "outputs"])
            to.Execute($"DELETE FROM {table}");
        foreach (var prefix in (string[])["vectors_", "staged_"])
            foreach (var table in to.Query(to.Dialect.NumberedTables(prefix), r => r.GetString(0)).ToList())
                to.Execute($"DROP TABLE {table}");
        to.Execute("DELETE FROM meta WHERE key IN ('folder', 'staged_fingerprint', 'history_begins')");
        CatalogMeta.Start(to, meta, outputs);
    }

    private void Report(string stage, long done, long? total) => progress?.Report(new(stage, done, total, _clock.Elapsed));
}
