namespace GarmentTools.Common;

/// <summary>
/// What would help after an error. Each face says it in its own words: a command with its options, a cmdlet with its parameters.
/// </summary>
public enum RemedyKind
{
    /// <summary>Make the catalog from a folder of photos.</summary>
    MakeCatalog,

    /// <summary>Finish the catalog whose making was interrupted.</summary>
    FinishCatalog,

    /// <summary>Name the catalog in the folder, or make one of the folder.</summary>
    IndexThisFolder,

    /// <summary>Name a picture in the folder, or make a catalog of the folder.</summary>
    IndexFolderOfPhotos,

    /// <summary>Name another catalog.</summary>
    NameAnotherCatalog,

    /// <summary>Name another catalog, or make one.</summary>
    NameOrMakeCatalog,

    /// <summary>Name the catalog that the photos belong to.</summary>
    NameCatalogForPhotos,

    /// <summary>Name the catalog that the garment is of.</summary>
    NameCatalogOfGarment,

    /// <summary>Name one of several catalogs.</summary>
    NameOneCatalog,

    /// <summary>Name a catalog on a Postgres server, or work without its queue.</summary>
    NameServerCatalog,

    /// <summary>Verify the catalog.</summary>
    VerifyCatalog,

    /// <summary>Repair the catalog: what is derived from it is made again.</summary>
    RepairCatalog,

    /// <summary>Look up which domains, attributes and changes the catalog has.</summary>
    ShowCatalog,

    /// <summary>Look up the ids of the garments.</summary>
    ListGarments,

    /// <summary>Import attributes.</summary>
    ImportAttributes,

    /// <summary>Set products, or decide which garments are the same.</summary>
    SetProducts,

    /// <summary>Overwrite the destination.</summary>
    OverwriteDestination,

    /// <summary>Copy the other way round, or overwrite the newer destination.</summary>
    OverwriteNewer,

    /// <summary>Bring missing photos back, or drop their garments.</summary>
    RemoveMissing,

    /// <summary>Embed the catalog again with the region of the subject.</summary>
    EmbedAgainWithRegion,

    /// <summary>Embed the catalog again with the model of the subject.</summary>
    EmbedAgainWithModel,

    /// <summary>Make the approximate index, or search exactly.</summary>
    BuildApproximateIndex,

    /// <summary>Learn a metric from pairs.</summary>
    LearnMetric,

    /// <summary>Learn the metric again.</summary>
    LearnMetricAgain,

    /// <summary>Name a file that holds a learned metric.</summary>
    NameLearnedMetric,

    /// <summary>Give an evaluation that was saved.</summary>
    GiveSavedEvaluation,

    /// <summary>Give the list of the names with the matrix.</summary>
    GiveNameList,

    /// <summary>Look up which models embed photos.</summary>
    ListModels,

    /// <summary>Fetch the weights of the model.</summary>
    InstallModel,

    /// <summary>Give the file or the address of the weights.</summary>
    GiveModelSource,

    /// <summary>Register the ONNX file, which drafts a card.</summary>
    RegisterModel,
}

/// <summary>A remedy with what it is about.</summary>
/// <param name="Kind">What would help.</param>
/// <param name="Subject">The model, region or file that it is about; null where there is none.</param>
/// <param name="Catalog">The catalog that it is about, as it may be shown; null where there is none.</param>
public sealed record Remedy(RemedyKind Kind, string? Subject = null, string? Catalog = null)
{
    /// <summary>The remedy in words that belong to no face: a sentence.</summary>
    public override string ToString() => Kind switch
    {
        RemedyKind.MakeCatalog => "Make one from a folder of photos, or check the path.",
        RemedyKind.FinishCatalog => "Index the folder of its photos again.",
        RemedyKind.IndexThisFolder => "Name the file in it, or make a catalog of the folder.",
        RemedyKind.IndexFolderOfPhotos => "Name a file in it, or make a catalog of the folder.",
        RemedyKind.NameAnotherCatalog => "Choose another place.",
        RemedyKind.NameOrMakeCatalog => "Name a *.garments file, or make one from a folder of photos.",
        RemedyKind.NameCatalogForPhotos => "Name the catalog. (A single folder would get a catalog of its own.)",
        RemedyKind.NameCatalogOfGarment => "Open the garment's own catalog, or take the garment from this one.",
        RemedyKind.NameOneCatalog => "Name one of them.",
        RemedyKind.NameServerCatalog => "Name one that is on a server, or do without the queue.",
        RemedyKind.VerifyCatalog => "Verify it; if that fails too, restore a backup or index the photos again.",
        RemedyKind.RepairCatalog => "It is derived from the catalog: delete it, or repair the catalog, and it is made again.",
        RemedyKind.ShowCatalog => "The catalog's description lists its domains, its attributes and the number of its last change.",
        RemedyKind.ListGarments => "The list of garments shows the ids.",
        RemedyKind.ImportAttributes => "Import some from a CSV file.",
        RemedyKind.SetProducts => "Set products, or decide which garments are the same.",
        RemedyKind.OverwriteDestination => "Name a destination that is empty, or ask to overwrite it.",
        RemedyKind.OverwriteNewer => "Copy the other way round, or ask to overwrite it to go back.",
        RemedyKind.RemoveMissing => "Bring the photos back (or update the catalog first), or ask to drop these garments.",
        RemedyKind.EmbedAgainWithRegion => "Leave the region out, make another catalog, or embed this one again with that region.",
        RemedyKind.EmbedAgainWithModel => "To bring the whole catalog up to date, embed it again with that model.",
        RemedyKind.BuildApproximateIndex => "Make it once, or search exactly.",
        RemedyKind.LearnMetric => "Learn one from pairs, or leave the least probability out.",
        RemedyKind.LearnMetricAgain => "Learn the metric again.",
        RemedyKind.NameLearnedMetric => "Name a file that a metric was saved to.",
        RemedyKind.GiveSavedEvaluation => "Give the JSON of an evaluation.",
        RemedyKind.GiveNameList => "Give the list of its names with it, one a line in the order of its rows.",
        RemedyKind.ListModels => "The list of models says which ones embed photos.",
        RemedyKind.InstallModel => "Fetch them again.",
        RemedyKind.GiveModelSource => "Give a file or an address to take the weights from.",
        RemedyKind.RegisterModel => "Registering the ONNX file drafts a card.",
        _ => throw new InvalidOperationException($"The remedy {Kind} has no words."),
    };
}
