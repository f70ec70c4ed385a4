namespace GarmentTools;

/// <summary>
/// Where models are found by name: the folder shipped with GarmentTools, then the user's (<c>GARMENT_MODELS</c>, else <c>GarmentTools/models</c> in the
/// platform's folder for local application data). In both, a card is called <c>NAME.json</c>.
/// </summary>
/// <remarks>Any number of threads may use one registry at once.</remarks>
public sealed class ModelRegistry
{
    /// <summary>The model that is used where none is named.</summary>
    public const string DefaultModel = "mobilenetv2-garment";

    /// <param name="builtInFolder">Cards and weights that nothing is ever written to.</param>
    /// <param name="userFolder">Cards and weights the user registered or installed; made when first needed.</param>
    public ModelRegistry(string builtInFolder, string userFolder)
    {
        ArgumentException.ThrowIfNullOrEmpty(builtInFolder);
        ArgumentException.ThrowIfNullOrEmpty(userFolder);
        (BuiltInFolder, UserFolder) = (Path.GetFullPath(builtInFolder), Path.GetFullPath(userFolder));
    }

    /// <summary>The registry of this installation and this user.</summary>
    public static ModelRegistry Default { get; } = new(ModelFolders.BuiltIn(), ModelFolders.User());

    /// <summary>The folder shipped with GarmentTools.</summary>
    public string BuiltInFolder { get; }

    /// <summary>The user's folder.</summary>
    public string UserFolder { get; }

    /// <summary>All models: the default first, then the other built-in ones, then the user's, each by name. A card with faults is listed with its problem.</summary>
    public IReadOnlyList<ModelInfo> List()
    {
        var list = Cards(BuiltInFolder, builtIn: true).ToList();
        list.AddRange(Cards(UserFolder, builtIn: false).Where(info => list.All(earlier => earlier.Name != info.Name)));
        return [.. list.OrderByDescending(info => info.BuiltIn).ThenByDescending(info => info.Name == DefaultModel).ThenBy(info => info.Name, StringComparer.Ordinal)];
    }

    /// <summary>The model of that name or path.</summary>
    /// <param name="nameOrPath">A name out of <see cref="List"/>, the path of a card (<c>.json</c>), or of an ONNX file with its card beside it (<c>x.onnx</c>, <c>x.json</c>).</param>
    /// <exception cref="ModelException">There is no such model, or its card has faults.</exception>
    public GarmentModel Find(string nameOrPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(nameOrPath);
        if (nameOrPath.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            return Open(Path.GetFullPath(nameOrPath));
        if (nameOrPath.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase))
            return Beside(Path.GetFullPath(nameOrPath));
        if (ModelCardRules.IsName(nameOrPath))
        {
            foreach (var folder in new[] { BuiltInFolder, UserFolder })
            {
                var card = Path.Combine(folder, nameOrPath + ".json");
                if (File.Exists(card))
                    return Open(card, nameOrPath);
            }
        }
        throw ModelErrors.NoSuchModel(nameOrPath, List());
    }

    private IEnumerable<ModelInfo> Cards(string folder, bool builtIn)
    {
        foreach (var path in ModelFolders.Cards(folder))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            GarmentModel? model = null;
            string? problem = null;
            try
            {
                model = Open(path, name);
            }
            catch (ModelException reason)
            {
                problem = reason.Message;
            }
            yield return new ModelInfo(name, builtIn, model, problem);
        }
    }

    private GarmentModel Open(string cardPath, string? name = null)
    {
        var card = ModelCard.Load(cardPath);
        if (name is not null && card.Name != name)
            throw ModelErrors.NameIsNotFileName(cardPath, card.Name, name);
        var beside = Path.Combine(Path.GetDirectoryName(cardPath)!, card.File);
        var installed = Path.Combine(UserFolder, card.File);
        return new GarmentModel(card, cardPath, File.Exists(beside) || !ModelFolders.Contains(BuiltInFolder, cardPath) ? beside : installed);
    }

    private GarmentModel Beside(string onnxPath)
    {
        var cardPath = Path.ChangeExtension(onnxPath, ".json");
        if (!File.Exists(cardPath))
            throw ModelErrors.NoCardBeside(onnxPath, cardPath);
        var card = ModelCard.Load(cardPath);
        return card.File == Path.GetFileName(onnxPath) ? new GarmentModel(card, cardPath, onnxPath) : throw ModelErrors.CardOfAnother(cardPath, card.File, onnxPath);
    }
}
