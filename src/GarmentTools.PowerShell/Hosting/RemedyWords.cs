using GarmentTools.Common;

namespace GarmentTools.PowerShell;

/// <summary>The library's remedies as cmdlets and parameters.</summary>
internal static class RemedyWords
{
    /// <summary>The message of an exception, with its remedy in the module's words.</summary>
    public static string Message(Exception exception) => exception is GarmentException ours ? ours.Worded(Of) : exception.Message;

    /// <summary>One sentence that says what to type.</summary>
    public static string Of(Remedy remedy) => remedy.Kind switch
    {
        RemedyKind.MakeCatalog => $"Make one with 'Update-GarmentCatalog FOLDER{Catalog(remedy)}', or check the path.",
        RemedyKind.FinishCatalog => $"Run 'Update-GarmentCatalog FOLDER{Catalog(remedy)}' again.",
        RemedyKind.IndexThisFolder => $"Name the file in it, or run 'Update-GarmentCatalog \"{remedy.Subject}\"'.",
        RemedyKind.IndexFolderOfPhotos => "Name a file in it, or make a catalog of the folder with 'Update-GarmentCatalog'.",
        RemedyKind.NameAnotherCatalog => "Choose another place with -Catalog.",
        RemedyKind.NameOrMakeCatalog =>
        "Make one from a folder of photos with 'Update-GarmentCatalog FOLDER', or name a *.garments file with -Catalog.",
        RemedyKind.NameCatalogForPhotos =>
            "Name one with -Catalog, for instance -Catalog photos.garments. (A single folder would get a catalog of its own.)",
        RemedyKind.NameCatalogOfGarment => $"Name the garment's own catalog:{Catalog(remedy)}",
        RemedyKind.NameOneCatalog => "Name one of them with -Catalog.",
        RemedyKind.NameServerCatalog =>
        "Name one (-Catalog postgres://USER@HOST/DATABASE), or use 'Update-GarmentCatalog' without the queue.",
        RemedyKind.VerifyCatalog =>
        $"Run 'Test-GarmentCatalog{Catalog(remedy)}'; if that fails too, restore a backup or index the photos again.",
        RemedyKind.RepairCatalog => "It is derived from the catalog: delete it, or run 'Repair-GarmentCatalog', and it is made again.",
        RemedyKind.ShowCatalog => "'Get-GarmentCatalog' shows the domains, the attributes and the number of the last change.",
        RemedyKind.ListGarments => "'Get-Garment' shows the ids.",
        RemedyKind.ImportAttributes => "Import some with 'Import-GarmentAttribute FILE.csv'.",
        RemedyKind.SetProducts => "Set products with 'Import-GarmentAttribute', or decide with 'Set-GarmentDecision STREET SHOP -Same'.",
        RemedyKind.OverwriteDestination => "Name a destination that is empty, or replace what is there with -Force.",
        RemedyKind.OverwriteNewer => "Copy the other way round, or overwrite it with -Force to go back.",
        RemedyKind.RemoveMissing => "Bring the photos back (or update the catalog first), or drop these garments with -RemoveMissing.",
        RemedyKind.EmbedAgainWithRegion => "Leave the region out, make another catalog, or embed this one again: " +
            $"Update-GarmentCatalog -Reembed -Region {remedy.Subject}{Catalog(remedy)}",
        RemedyKind.EmbedAgainWithModel =>
        $"To embed the whole catalog again: Update-GarmentCatalog -Reembed -Model {remedy.Subject}{Catalog(remedy)}",
        RemedyKind.BuildApproximateIndex =>
        $"Make it once with 'Repair-GarmentCatalog -ApproximateIndex{Catalog(remedy)}', or search exactly.",
        RemedyKind.LearnMetric => "Learn one with 'Optimize-GarmentMetric', or leave the least probability out.",
        RemedyKind.LearnMetricAgain => "Learn it again with 'Optimize-GarmentMetric'.",
        RemedyKind.NameLearnedMetric => "Name a file that 'Optimize-GarmentMetric' made.",
        RemedyKind.GiveSavedEvaluation => "Give what '(Measure-GarmentRetrieval).ToJson()' gave.",
        RemedyKind.GiveNameList => "Give the list of its names with it, one a line in the order of its rows (-NameList FILE).",
        RemedyKind.ListModels => "'Get-GarmentModel' lists the ones that embed photos.",
        RemedyKind.InstallModel => $"Fetch them with 'Install-GarmentModel {remedy.Subject}', or put the file there.",
        RemedyKind.GiveModelSource => "Give a file or an address with -Source, or take the file from the project's models folder.",
        RemedyKind.RegisterModel => $"'Register-GarmentModel {remedy.Subject ?? "FILE.onnx"}' drafts a card from the graph.",
        _ => remedy.ToString(),
    };

    private static string Catalog(Remedy remedy) => remedy.Catalog is { } catalog ? $" -Catalog \"{catalog}\"" : "";
}
