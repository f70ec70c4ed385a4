using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Copies;
using GarmentTools.Catalogs.Updates;
using GarmentTools.Distances;
using GarmentTools.Evaluation;
using GarmentTools.Imaging;
using GarmentTools.Interactive.Rendering;
using GarmentTools.Studies;
using Microsoft.Data.Analysis;
using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET;

namespace GarmentTools.Interactive;

/// <summary>
/// Tells .NET Interactive (Polyglot Notebooks) how results are shown: as this project's own kernel shows them. The library's types carry
/// nothing for it.
/// </summary>
public static class GarmentFormatters
{
    private static readonly Type[] s_types =
    [
        typeof(GarmentCatalog), typeof(CatalogInfo), typeof(UpdateSummary), typeof(CopySummary), typeof(Garment), typeof(Neighbor),
            typeof(SimilarResult),
        typeof(DistanceMatrix), typeof(MatrixInfo), typeof(RetrievalReport), typeof(RetrievalComparison), typeof(GarmentMap),
        typeof(RgbImage),
        typeof(PhotoGrid), typeof(HtmlText), typeof(GenericChart), typeof(DataFrame),
    ];

    /// <summary>Registers the formatters; a second time changes nothing.</summary>
    public static void Register()
    {
        foreach (var type in s_types)
        {
            Formatter.Register(type, (value, writer) => writer.Write(Form(value, MimeTypes.Html)), MimeTypes.Html);
            Formatter.Register(type, (value, writer) => writer.Write(Form(value, MimeTypes.PlainText)), MimeTypes.PlainText);
            Formatter.SetPreferredMimeTypesFor(type, MimeTypes.Html);
        }
    }

    // A value without HTML is shown as its text.
    private static string Form(object value, string mimeType)
    {
        var forms = NotebookRenderer.Render(value).Forms;
        return forms.TryGetValue(mimeType, out var form) ? form : Rendering.Html.Encode(forms[MimeTypes.PlainText]);
    }
}
