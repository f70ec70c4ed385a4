using System.Globalization;
using GarmentTools.Catalogs;
using GarmentTools.Common;
using GarmentTools.Imaging;

namespace GarmentTools.Studies;

/// <summary>
/// Which of several copies to keep: the one whose file is there, of most pixels, with most bytes, with a product, with most attributes, of
/// the
/// shortest path, the oldest.
/// </summary>
internal static class KeepRule
{
    /// <summary>The copies, the one to keep first, and what decided.</summary>
    /// <param name="garments">Two or more.</param>
    /// <param name="distance">Of two of them, by their places.</param>
    public static (IReadOnlyList<DuplicateMember> Members, string Reason) Order(IReadOnlyList<Garment> garments,
        Func<int, int, float> distance)
    {
        var files = garments.Select(PhotoOf).ToArray();
        var order = Enumerable.Range(0, garments.Count).ToArray();
        Array.Sort(order, (a, b) => Compare(a, b).Order);
        var members = order.Select((at, i) => new DuplicateMember(garments[at], i == 0, i == 0 ? 0 : distance(order[0], at),
            files[at].Width, files[at].Height,
            files[at].Bytes));
        return ([.. members], Compare(order[0], order[1]).Reason);

        // The reason tells the best from the second best.
        (int Order, string Reason) Compare(int a, int b)
        {
            var (x, y, p, q) = (garments[a], garments[b], files[a], files[b]);
            if (a == b) return (0, "");
            if (p.Bytes > 0 != q.Bytes > 0) return (p.Bytes > 0 ? -1 : 1, "its photo is still there");
            if (p.Pixels != q.Pixels) return (q.Pixels.CompareTo(p.Pixels),
                string.Create(CultureInfo.InvariantCulture, $"most pixels ({p.Width} × {p.Height}, the next has {q.Width} × {q.Height})"));
            if (p.Kilobytes != q.Kilobytes) return (q.Kilobytes.CompareTo(p.Kilobytes),
                string.Create(CultureInfo.InvariantCulture, $"least compressed ({p.Kilobytes:N0} KB, the next has {q.Kilobytes:N0} KB)"));
            if (x.Product is null != y.Product is null) return (x.Product is null ? 1 : -1, "it has a product");
            if (x.Attributes.Count != y.Attributes.Count) return (y.Attributes.Count.CompareTo(x.Attributes.Count),
                string.Create(CultureInfo.InvariantCulture, $"most attributes ({x.Attributes.Count}, the next has {y.Attributes.Count})"));
            if (x.CatalogPath.Length != y.CatalogPath.Length)
                return (x.CatalogPath.Length.CompareTo(y.CatalogPath.Length), "shortest path; nothing else tells them apart");
            return (x.Id.CompareTo(y.Id), "first in the catalog; nothing else tells them apart");
        }
    }

    private readonly record struct Photo(int Width, int Height, long Bytes)
    {
        public long Pixels => (long)Width * Height;

        // Less is no difference in quality.
        public long Kilobytes => (Bytes + 512) / 1024;
    }

    private static Photo PhotoOf(Garment garment)
    {
        var file = new FileInfo(garment.Path);
        if (!file.Exists) return default;
        try
        {
            var info = ImageReader.Probe(garment.Path);
            return new(info.Width, info.Height, file.Length);
        }
        catch (ImageException) { return new(0, 0, file.Length); } // changed or damaged since it was embedded
    }
}
