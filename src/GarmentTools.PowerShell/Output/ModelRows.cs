using GarmentTools.Models;
using GarmentTools.Reports.Results;

namespace GarmentTools.PowerShell;

/// <summary>Rows of models that were just registered or installed.</summary>
internal static class ModelRows
{
    /// <summary>The row that Get-GarmentModel gives for the model.</summary>
    public static ModelRow Of(GarmentModel model) =>
        ModelRow.From(new ModelInfo(model.Card.Name, Path.GetDirectoryName(model.CardPath) == ModelRegistry.Default.BuiltInFolder, model,
            null));
}
