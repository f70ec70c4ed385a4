using System.Globalization;
using System.Text.Json;
using GarmentTools.Common;

namespace GarmentTools.Models;

/// <summary>All that this folder throws: what was found, what was expected, where, what to do.</summary>
internal static class ModelErrors
{
    private const string HowToWrite = "See models/README.md for what a card says, or register the ONNX file to have one drafted.";

    /// <summary>Foreign text in a message: one line, no control characters, not long.</summary>
    public static string Clip(string text, int length = 80)
    {
        var clipped = text.Length <= length ? text : text[..length] + "…";
        return string.Concat(clipped.Select(c => char.IsControl(c) ? ' ' : c));
    }

    public static ModelException CardMissing(string path, Exception inner) =>
        new($"{path}: no such model card. {HowToWrite}", inner);

    public static ModelException CardUnreadable(string path, Exception inner) =>
        new($"{path}: the model card cannot be read ({inner.Message}). Check the path and its permissions.", inner);

    public static ModelException CardTooLarge(string where, long bytes) =>
        new($"{where}: {Count(bytes)} bytes are no model card; {Count(ModelCardReader.MaxBytes)} are allowed. Give the path of the card, " +
            "not of the weights.");

    public static ModelException CardNotJson(string where, Exception inner)
    {
        var line = (inner as JsonException)?.LineNumber is { } number ? $" at line {number + 1}" : "";
        return new($"{where}: the model card is not valid JSON{line} ({Clip(inner.Message, 120)}). Correct that place. {HowToWrite}",
            inner);
    }

    public static ModelException CardFaults(string where, IReadOnlyList<string> faults) =>
        new($"{where}: the model card has {(faults.Count == 1 ? "a fault" : $"{faults.Count} faults")}: {string.Join("; ", faults)}. " +
            $"Correct the card. {HowToWrite}");

    public static ModelException NoSuchOutput(ModelCard card, string name) =>
        new($"Model {card.Name} has no output '{Clip(name)}'; its card names " +
            $"{string.Join(", ", card.Outputs.Select(output => output.Name))}. Ask for one of them.");

    public static ModelException WeightsMissing(string path, string? name, Exception? inner) =>
        name is null
            ? new($"{path}: no such model file. Check the path.", inner)
            : new($"{path}: the weights of model {name} are not there.", new Remedy(RemedyKind.InstallModel, name), inner);

    public static ModelException WeightsUnreadable(string path, Exception inner) =>
        new($"{path}: the model file cannot be read ({inner.Message}). Check its permissions.", inner);

    public static ModelException ModelTooLarge(string path, long bytes) =>
        new($"{path}: {Count(bytes)} bytes; models of up to {Count(ModelCardRules.MaxModelBytes)} can be loaded. Use a smaller model.");

    public static ModelException WrongSize(string path, long found, long expected, string name) =>
        new($"{path}: {Count(found)} bytes, the card of model {name} says {Count(expected)}. The file is damaged or another one; "
            + "where the model was changed on purpose, correct the card.", new Remedy(RemedyKind.InstallModel, name));

    public static ModelException WrongHash(string path, string found, string expected, string name) =>
        new($"{path}: SHA-256 is {found}, the card of model {name} says {expected}. The file is damaged or another one; "
            + "where the model was changed on purpose, correct the card.", new Remedy(RemedyKind.InstallModel, name));

    public static ModelException DoesNotFit(string cardPath, IReadOnlyList<string> faults) =>
        new($"{cardPath}: the card does not fit its model: {string.Join("; ", faults)}. Correct the card, or register the model again to " +
            "have one drafted.");

    public static ModelException NoSuchModel(string name, IReadOnlyList<ModelInfo> known) =>
        new($"'{Clip(name)}' is no known model; known are {string.Join(", ", known.Select(info => info.Name))}. "
            + "Use one of them, or the path of a card (.json) or of an ONNX file with its card beside it.",
                new Remedy(RemedyKind.RegisterModel));

    public static ModelException NameIsNotFileName(string cardPath, string found, string expected) =>
        new($"{cardPath}: the card's name is '{found}', in a model folder it must be '{expected}' as the file is called. Rename one of " +
            "the two.");

    public static ModelException NoCardBeside(string onnxPath, string cardPath) =>
        new($"{onnxPath}: no card beside it ({cardPath}).", new Remedy(RemedyKind.RegisterModel, onnxPath));

    public static ModelException CardOfAnother(string cardPath, string file, string onnxPath) =>
        new($"{cardPath}: the card is about {Clip(file)}, not about {Path.GetFileName(onnxPath)}. Correct its 'file'.");

    public static ModelException FolderUnreadable(string folder, Exception inner) =>
        new($"{folder}: the model folder cannot be read ({inner.Message}). Check its permissions, or set {ModelFolders.Variable} to " +
            "another folder.", inner);

    public static ModelException NoSource(string name, string path) =>
        new($"Model {name} has no download address: its weights belong at {path}.", new Remedy(RemedyKind.GiveModelSource, name));

    public static ModelException UnknownScheme(string name, Uri source) =>
        new($"{source}: model {name} can be fetched from http, https or a file, not from '{Clip(source.Scheme)}'. Give another address.");

    public static ModelException DownloadRefused(string name, Uri source, int status, string? phrase) =>
        new($"{source}: the server answered {status} {Clip(phrase ?? "")} instead of the weights of model {name}. Try later, or fetch " +
            "the file by hand.", new Remedy(RemedyKind.GiveModelSource, name));

    public static ModelException DownloadFailed(string name, Uri source, string why, Exception inner) =>
        new($"{source}: the weights of model {name} could not be fetched ({Clip(why)}). Check the network, or fetch the file by hand.",
            new Remedy(RemedyKind.GiveModelSource, name), inner);

    public static ModelException TooMuch(string from, long limit, string name) =>
        new($"{from}: more than the {Count(limit)} bytes that the weights of model {name} have. It is another file; give the right one.");

    public static ModelException CannotWrite(string path, Exception inner) =>
        new($"{path}: cannot be written ({inner.Message}). Check space and permissions, or set {ModelFolders.Variable} to another folder.",
            inner);

    public static ModelException NameTaken(string name, string cardPath) =>
        new($"'{name}' is taken by {cardPath}. Give the model another name in its card, or ask to replace the one registered before " +
            "(built-in ones stay).");

    public static ModelException NotOnnx(string where, Exception inner) =>
        new($"{where}: not an ONNX model that can be used: {Clip(inner.Message, 200)}. Give an ONNX file, whole and in one piece.", inner);

    public static ModelException NoDimensions(string path, string tensor) =>
        new($"{path}: the graph does not say how many numbers tensor {Clip(tensor)} has. Say it (dimensions), or name another tensor.");

    public static ModelException NoPicture(string path, string found) =>
        new($"{path}: expected one input of four axes for a picture (float32 or uint8), found {Clip(found, 200)}. Only models that take " +
            "one picture can be used.");

    public static ModelException NoTensor(string path, string tensor) =>
        new($"{path}: the graph has no tensor '{Clip(tensor)}'. Name one of its outputs or tensors, {ModelOutput.LastPool} or " +
            $"{ModelOutput.LastGemmInput}.");

    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
