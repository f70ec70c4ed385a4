using GarmentTools.Common;

namespace GarmentTools.Cli;

/// <summary>The library's remedies as commands and options.</summary>
internal static class RemedyWords
{
    /// <summary>One sentence that says what to type.</summary>
    public static string Of(Remedy remedy) => remedy.Kind switch
    {
        RemedyKind.MakeCatalog => $"Make one with 'garment index FOLDER{Catalog(remedy)}', or check the path.",
        RemedyKind.FinishCatalog => $"Run 'garment index FOLDER{Catalog(remedy)}' again.",
        RemedyKind.IndexThisFolder => $"Name the file in it, or run 'garment index \"{remedy.Subject}\"'.",
        RemedyKind.IndexFolderOfPhotos => "Name a file in it, or index the folder with 'garment index'.",
        RemedyKind.NameAnotherCatalog => "Choose another place with --catalog.",
        RemedyKind.NameOrMakeCatalog =>
        "Make one from a folder of photos with 'garment index FOLDER', or name a *.garments file with --catalog.",
        RemedyKind.NameCatalogForPhotos =>
            "Name one with --catalog, for instance --catalog photos.garments. (A single folder would get a catalog of its own.)",
        RemedyKind.NameCatalogOfGarment => $"Name the garment's own catalog:{Catalog(remedy)}",
        RemedyKind.NameOneCatalog => "Name one of them with --catalog.",
        RemedyKind.NameServerCatalog => "Name one (--catalog postgres://USER@HOST/DATABASE), or use 'garment index' without it.",
        RemedyKind.VerifyCatalog =>
        $"Run 'garment verify{Catalog(remedy)}'; if that fails too, restore a backup or index the photos again.",
        RemedyKind.RepairCatalog => "It is derived from the catalog: delete it, or run 'garment verify --repair', and it is made again.",
        RemedyKind.ShowCatalog => "'garment catalog' shows the domains, the attributes and the number of the last change.",
        RemedyKind.ListGarments => "'garment list' shows the ids.",
        RemedyKind.ImportAttributes => "Import some with 'garment attributes import FILE.csv'.",
        RemedyKind.SetProducts => "Set products with 'garment attributes import', or decide with 'garment decide same STREET SHOP'.",
        RemedyKind.OverwriteDestination => "Name a destination that is empty, or replace what is there with --overwrite.",
        RemedyKind.OverwriteNewer => "Copy the other way round, or overwrite it with --overwrite to go back.",
        RemedyKind.RemoveMissing => "Bring the photos back (or update the catalog first), or drop these garments with --remove-missing.",
        RemedyKind.EmbedAgainWithRegion => "Leave the region out, make another catalog, or embed this one again: " +
            $"garment index --reembed --region {remedy.Subject}{Catalog(remedy)}",
        RemedyKind.EmbedAgainWithModel =>
        $"To embed the whole catalog again: garment index --reembed --model {remedy.Subject}{Catalog(remedy)}",
        RemedyKind.BuildApproximateIndex =>
            $"Make it once with 'garment catalog --build-approximate-index{Catalog(remedy)}', or search exactly.",
        RemedyKind.LearnMetric => "Learn one with 'garment metric learn', or leave the least probability out.",
        RemedyKind.LearnMetricAgain => "Learn it again with 'garment metric learn'.",
        RemedyKind.NameLearnedMetric => "Name a file that 'garment metric learn' made.",
        RemedyKind.GiveSavedEvaluation => "Give what 'garment evaluate --json' printed.",
        RemedyKind.GiveNameList => "Give the list of its names with it, one a line in the order of its rows (--names FILE).",
        RemedyKind.ListModels => "'garment models' lists the ones that embed photos.",
        RemedyKind.InstallModel => $"Fetch them with 'garment models install {remedy.Subject}', or put the file there.",
        RemedyKind.GiveModelSource => "Give a file or an address with '--from', or take the file from the project's models folder.",
        RemedyKind.RegisterModel => $"'garment models register {remedy.Subject ?? "FILE.onnx"}' drafts a card from the graph.",
        _ => remedy.ToString(),
    };

    private static string Catalog(Remedy remedy) => remedy.Catalog is { } catalog ? $" --catalog \"{catalog}\"" : "";
}
