using System.Management.Automation;
using GarmentTools.Imaging;

namespace GarmentTools.PowerShell;

/// <summary>Where pictures go: one file, or a folder, which is made when the first one comes.</summary>
internal sealed class PictureFiles
{
    private static readonly Dictionary<string, ImageFormat> s_formats = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = ImageFormat.Png,
        [".jpg"] = ImageFormat.Jpeg,
        [".jpeg"] = ImageFormat.Jpeg,
        [".webp"] = ImageFormat.Webp,
    };

    private readonly PSCmdlet _cmdlet;
    private readonly string _path;
    private readonly ImageFormat? _format;
    private readonly HashSet<string> _written = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="cmdlet">Told where it cannot be.</param>
    /// <param name="path">A full path: a picture by its ending, else a folder.</param>
    public PictureFiles(PSCmdlet cmdlet, string path)
    {
        (_cmdlet, _path) = (cmdlet, path);
        if (!Directory.Exists(path) && s_formats.TryGetValue(Path.GetExtension(path), out var format)) _format = format;
        else if (!Directory.Exists(path) && Path.GetExtension(path).Length > 0)
            cmdlet.ThrowTerminatingError(CmdletError.InvalidRequest($"'{path}' is not named like a picture that can be written, expected " +
                ".png, .jpg or .webp, or a folder.", path));
    }

    /// <summary>Writes a picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="name">Its name in a folder, without the ending; a number is added to one that was used already.</param>
    /// <returns>Its file.</returns>
    public string Write(RgbImage picture, string name)
    {
        var file = _path;
        if (_format is null)
        {
            Directory.CreateDirectory(_path);
            for (var i = 1; !_written.Add(file = Path.Combine(_path, i == 1 ? $"{name}.png" : $"{name}_{i}.png")); i++) { }
        }
        else if (!_written.Add(file))
            _cmdlet.ThrowTerminatingError(CmdletError.InvalidRequest($"'{file}' is one picture, and there are several. Name a folder, " +
                $"such as '{Path.ChangeExtension(file, null)}'.", file));
        File.WriteAllBytes(file, picture.Encode(_format ?? ImageFormat.Png, quality: 90));
        return file;
    }
}
