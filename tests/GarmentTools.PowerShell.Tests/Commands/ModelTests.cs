using System.Management.Automation;
using GarmentTools.Models;
using GarmentTools.Reports.Results;

namespace GarmentTools.PowerShell.Tests;

public sealed class ModelTests
{
    private readonly TestSink _sink = new(Environment.CurrentDirectory);

    [Fact]
    public void Get_lists_models_the_default_first()
    {
        var rows = _sink.Run(new GetGarmentModelCommand()).Of<ModelRow>().ToList();
        Assert.Equal(ModelRegistry.DefaultModel, rows[0].Name);
        Assert.True(rows[0].Default);
        Assert.True(rows[0].Installed);
    }

    [Fact]
    public void Get_takes_wildcards_and_reports_names_that_are_none()
    {
        var rows = _sink.Run(new GetGarmentModelCommand { Name = ["mobilenetv2-garment*", "no-such", "nothing*"] }).Of<ModelRow>().ToList();
        Assert.All(rows, row => Assert.StartsWith("mobilenetv2-garment", row.Name, StringComparison.Ordinal));
        Assert.Equal(("ModelNotFound", "no-such"), (Assert.Single(_sink.Errors).Id, _sink.Errors[0].Target));
    }

    [Fact]
    public void Install_has_nothing_to_do_where_the_weights_are_there()
    {
        var row = Assert.Single(_sink.Run(new InstallGarmentModelCommand { Name = [ModelRegistry.DefaultModel] }).Of<ModelRow>());
        Assert.True(row is { Installed: true, BuiltIn: true });
    }

    [Fact]
    public void Install_reports_models_that_are_not_known_and_wrong_sources()
    {
        Assert.Equal(("ModelUnusable", "no-such"), (Assert.Single(_sink.Run(new InstallGarmentModelCommand { Name = ["no-such"] }).Errors).Id, _sink.Errors[0].Target));
        Assert.Equal("PathNotFound", new TestSink(Environment.CurrentDirectory).Fails(new InstallGarmentModelCommand { Name = [ModelRegistry.DefaultModel], Source = "nowhere.onnx" }).Id);
    }

    [Fact]
    public void Register_drafts_a_card_first_and_says_what_was_guessed()
    {
        using var folder = new GarmentTools.Tests.TempFolder();
        File.Copy(Path.Combine(Repository.Library, "models", ModelRegistry.DefaultModel + ".onnx"), folder["my-model.onnx"]);
        var sink = new TestSink(folder.Path) { Consent = _ => false };
        sink.Run(new RegisterGarmentModelCommand { Path = ["my-model.onnx"] });
        Assert.False(File.Exists(folder["my-model.json"]));

        sink.Consent = _ => true;
        sink.Run(new RegisterGarmentModelCommand { Path = ["my-model.onnx"] });
        Assert.True(File.Exists(folder["my-model.json"]));
        Assert.Contains("not registered yet", Assert.Single(sink.Warnings), StringComparison.Ordinal);
        Assert.Empty(sink.Output);
    }

    [Fact]
    public void Register_reports_what_is_no_model()
    {
        using var folder = new GarmentTools.Tests.TempFolder();
        File.WriteAllText(folder["a.onnx"], "no");
        var error = Assert.Single(new TestSink(folder.Path).Run(new RegisterGarmentModelCommand { Path = ["a.onnx"] }).Errors);
        Assert.Equal(("ModelUnusable", ErrorCategory.ResourceUnavailable), (error.Id, error.Category));
    }
}
