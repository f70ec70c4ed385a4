using GarmentTools.Common;

namespace GarmentTools.Models;

/// <summary>
/// Where models are found by name: the folder shipped with GarmentTools, then the user's (<c>GARMENT_MODELS</c>, else
/// <c>GarmentTools/models</c> in the
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
        (BuiltInFolder, UserFolder) = (ModelFolders.Full(builtInFolder), ModelFolders.Full(userFolder));
    }

    /// <summary>The registry of this installation and this user.</summary>
    public static ModelRegistry Default { get; } = new(ModelFolders.BuiltIn(), ModelFolders.User());

    /// <summary>The folder shipped with GarmentTools.</summary>
    public string BuiltInFolder { get; }

    /// <summary>The user's folder.</summary>
    public string UserFolder { get; }

    /// <summary>
    /// All models: the default first, then the other built-in ones, then the user's, each by name. A card with faults is listed with its
    /// problem.
    /// </summary>
    public IReadOnlyList<ModelInfo> List()
    {
        var list = Cards(BuiltInFolder, builtIn: true).ToList();
        list.AddRange(Cards(UserFolder, builtIn: false).Where(info => list.All(earlier => earlier.Name != info.Name)));
        return [.. list.OrderByDescending(info => info.BuiltIn).ThenByDescending(info => info.Name == DefaultModel)
            .ThenBy(info => info.Name, StringComparer.Ordinal)];
    }

    /// <summary>The model of that name or path.</summary>
    /// <param name="nameOrPath">A name out of <see cref="List"/>, the path of a card (<c>.json</c>), or of an ONNX file with its card
    /// beside it (<c>x.onnx</c>, <c>x.json</c>).</param>
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

    /// <summary>Copies a card and its weights into the user's folder, so that the model is found by its name from then on.</summary>
    /// <param name="cardPath">The card (<c>.json</c>), or an ONNX file with its card beside it.</param>
    /// <param name="replace">Whether a model the user registered before under that name gives way. Default false.</param>
    /// <param name="progress">Bytes copied.</param>
    /// <param name="cancellation">Stops the work; nothing is left behind then.</param>
    /// <exception cref="ModelException">The card has faults or does not fit the weights, the weights are missing or changed, the name is
    /// taken, or the folder cannot be written.</exception>
    public async Task<GarmentModel> RegisterAsync(
        string cardPath, bool replace = false, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(cardPath);
        var from = cardPath.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) ? Beside(Path.GetFullPath(cardPath))
            : Open(Path.GetFullPath(cardPath));
        var name = from.Card.Name;
        var target = Path.Combine(UserFolder, name + ".json");
        var builtIn = Path.Combine(BuiltInFolder, name + ".json");
        if (File.Exists(builtIn))
            throw ModelErrors.NameTaken(name, builtIn);
        if (File.Exists(target) && (!replace || from.CardPath == target))
            throw ModelErrors.NameTaken(name, target);
        from.LoadVerified();
        var card = from.Card with { File = InstalledName(from.Card), Bytes = new FileInfo(from.Path).Length };
        var weights = Path.Combine(UserFolder, card.File);
        await ModelInstaller.CopyAsync(card, from.Path, weights, progress, cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        var replaced = File.Exists(target) ? Cards(UserFolder, builtIn: false).FirstOrDefault(info => info.Name == name)?.Model : null;
        ModelInstaller.WriteText(target, card.ToJson());
        if (replaced is not null && replaced.Path != weights && ModelFolders.Contains(UserFolder, replaced.Path))
            ModelInstaller.TryDelete(replaced.Path);
        return new GarmentModel(card, target, weights);
    }

    /// <summary>
    /// Fetches the weights of a known model, on request only: to a temporary file, size and SHA-256 checked, then renamed.
    /// </summary>
    /// <param name="nameOrPath">As for <see cref="Find"/>.</param>
    /// <param name="source">An http, https or file address; null for the card's own.</param>
    /// <param name="progress">Bytes fetched.</param>
    /// <param name="cancellation">Stops the download; nothing is left behind then.</param>
    /// <returns>The model, its weights in place. Where the right ones are there already, nothing is fetched.</returns>
    /// <exception cref="ModelException">The model is not known, nobody knows where its weights are, they cannot be fetched, or are not the
    /// ones that the card pins.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked for.</exception>
    public async Task<GarmentModel> InstallAsync(
        string nameOrPath, Uri? source = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        var model = Find(nameOrPath);
        if (model.IsInstalled && await ModelFile.HasHashAsync(model.Path, model.Sha256, cancellation).ConfigureAwait(false))
            return model;
        // What is shipped is never written to: the user's folder is looked at first, so a good copy there wins over a damaged one here.
        var target = ModelFolders.Contains(BuiltInFolder, model.CardPath) ? Path.Combine(UserFolder, InstalledName(model.Card))
            : model.Path;
        source ??= model.Card.DownloadUrl is { } address ? new Uri(address) : throw ModelErrors.NoSource(model.Card.Name, target);
        if (!source.IsAbsoluteUri)
            throw new ArgumentException($"'{source}' is not an absolute address.", nameof(source));
        await ModelInstaller.FetchAsync(model.Card, source, target, progress, cancellation).ConfigureAwait(false);
        return new GarmentModel(model.Card, model.CardPath, target);
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
        var installed = Path.Combine(UserFolder, InstalledName(card));
        var isInstalled = ModelFolders.Contains(BuiltInFolder, cardPath) && File.Exists(installed);
        return new GarmentModel(card, cardPath, isInstalled ? installed : beside);
    }

    private GarmentModel Beside(string onnxPath)
    {
        var cardPath = Path.ChangeExtension(onnxPath, ".json");
        if (!File.Exists(cardPath))
            throw ModelErrors.NoCardBeside(onnxPath, cardPath);
        var card = ModelCard.Load(cardPath);
        return card.File == Path.GetFileName(onnxPath) ? new GarmentModel(card, cardPath, onnxPath)
            : throw ModelErrors.CardOfAnother(cardPath, card.File, onnxPath);
    }

    // Named by their hash: neither a replaced model nor a newer GarmentTools can take old weights for its own.
    private static string InstalledName(ModelCard card) => $"{card.Name}.{card.Sha256[..16]}.onnx";
}
