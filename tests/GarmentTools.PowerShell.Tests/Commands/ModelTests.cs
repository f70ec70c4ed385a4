using System.Management.Automation;
using GarmentTools.Models;
using GarmentTools.Reports.Results;
using GarmentTools.Tests;

namespace GarmentTools.PowerShell.Tests;

public sealed class ModelTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Session _session;

    public ModelTests() => _session = new(_folder.Path);

    [Fact]
    public void Get_lists_models_the_default_first()
    {
        var rows = _session.Run("Get-GarmentModel").Of<ModelRow>().ToList();
        Assert.Equal(ModelRegistry.DefaultModel, rows[0].Name);
        Assert.True(rows[0].Default);
        Assert.True(rows[0].Installed);
    }

    [Fact]
    public void Get_takes_wildcards_and_reports_names_that_are_none()
    {
        var answer = _session.Run("Get-GarmentModel mobilenetv2-garment*, no-such, nothing*");
        Assert.NotEmpty(answer.Output);
        Assert.All(answer.Of<ModelRow>(), row => Assert.StartsWith("mobilenetv2-garment", row.Name, StringComparison.Ordinal));
        Assert.Equal(("ModelNotFound", "no-such"), (Assert.Single(answer.Errors).Id, answer.Errors[0].TargetObject));
    }

    [Fact]
    public void Install_has_nothing_to_do_where_the_weights_are_there()
    {
        var row = Assert.Single(_session.Run("Install-GarmentModel $args[0]", ModelRegistry.DefaultModel).Of<ModelRow>());
        Assert.True(row is { Installed: true, BuiltIn: true });
    }

    [Fact]
    public void Install_reports_models_that_are_not_known_and_wrong_sources()
    {
        var error = Assert.Single(_session.Run("Install-GarmentModel no-such").Errors);
        Assert.Equal(("ModelUnusable", "no-such"), (error.Id, error.TargetObject));
        Assert.Equal("PathNotFound", _session.Fails("Install-GarmentModel $args[0] -Source nowhere.onnx", ModelRegistry.DefaultModel).Id);
    }

    [Fact]
    public void Register_drafts_a_card_first_and_says_what_was_guessed()
    {
        File.Copy(Path.Combine(Repository.Library, "models", ModelRegistry.DefaultModel + ".onnx"), _folder["my-model.onnx"]);
        _session.Run("Register-GarmentModel my-model.onnx -WhatIf");
        Assert.False(File.Exists(_folder["my-model.json"]));

        var answer = _session.Run("Register-GarmentModel my-model.onnx");
        Assert.True(File.Exists(_folder["my-model.json"]));
        Assert.Contains("not registered yet", Assert.Single(answer.Warnings), StringComparison.Ordinal);
        Assert.Empty(answer.Output);
    }

    [Fact]
    public void Register_reports_what_is_no_model()
    {
        File.WriteAllText(_folder["a.onnx"], "no");
        var error = Assert.Single(_session.Run("Register-GarmentModel a.onnx").Errors);
        Assert.Equal(("ModelUnusable", ErrorCategory.ResourceUnavailable), (error.Id, error.Category));
    }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }
}
