using System.Collections.ObjectModel;

namespace GarmentTools.Catalogs;

/// <summary>
/// The attributes of a garment. As text "color = red; size = M", because that is what a table cell or a CSV of another program shows.
/// </summary>
internal sealed class GarmentAttributes(IDictionary<string, string> values) : ReadOnlyDictionary<string, string>(values)
{
    public override string ToString() => string.Join("; ", this.Select(pair => $"{pair.Key} = {pair.Value}"));
}
