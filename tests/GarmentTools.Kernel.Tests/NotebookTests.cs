using System.Text.Json.Nodes;
using GarmentTools.Interactive.Charting;
using GarmentTools.Interactive.Rendering;

namespace GarmentTools.Kernel.Tests;

/// <summary>
/// The four notebooks as a reader runs them: by nbclient, in a copy of their folder without any catalog; converted by nbconvert; looked at
/// in Chromium.
/// </summary>
public sealed class NotebookTests
{
    public static TheoryData<string, int, int> Notebooks => new()
    {
        // name, least pictures, charts
        { "01-find-similar", 70, 0 },
        { "02-distance-matrix", 10, 3 },
        { "03-street-to-shop", 60, 3 },
        { "04-explore-a-catalog", 100, 1 },
    };

    [Theory]
    [MemberData(nameof(Notebooks))]
    public async Task Runs_top_to_bottom_and_shows_all_in_a_browser(string name, int pictures, int charts)
    {
        Places.NeedPython("ipykernel", "nbclient", "nbconvert");
        using var folder = Copy();
        KernelSpec.Install(folder["data"]);
        var run = Jupyter(folder, "--to", "notebook", "--execute", "--inplace", "--ExecutePreprocessor.timeout=300", $"{name}.ipynb");
        Assert.True(run.Code == 0, run.Error);
        var notebook = NotebookFile.Read(folder[$"{name}.ipynb"]);
        Assert.DoesNotContain(Outputs(notebook), o => (string?)o["output_type"] == "error");
        Assert.DoesNotContain(Outputs(notebook), o => (string?)o["name"] == "stderr");
        Assert.Equal(charts, Outputs(notebook).Count(o => o["data"]?[ChartForms.MimeType] is JsonObject));
        Assert.All(Outputs(notebook).Where(o => o["data"] is not null), o => Assert.NotNull(o["data"]![MimeTypes.PlainText]));
        Assert.Equal(Shape(NotebookFile.Read(Path.Combine(Places.Repository, "notebooks", $"{name}.ipynb"))), Shape(notebook));

        // nbconvert's pages take scripts for formulas and widgets from elsewhere, unless told otherwise; neither is used here.
        var converted = Jupyter(folder, "--to", "html", "--HTMLExporter.require_js_url=data:,", "--HTMLExporter.mathjax_url=data:,",
            $"{name}.ipynb");
        Assert.True(converted.Code == 0, converted.Error);
        await Check(folder[$"{name}.html"], pictures, charts);
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void What_is_committed_has_its_outputs_and_is_small(string name, int pictures, int charts)
    {
        var file = Path.Combine(Places.Repository, "notebooks", $"{name}.ipynb");
        var notebook = NotebookFile.Read(file);
        Assert.InRange(new FileInfo(file).Length, 1, 2_200_000); // the packed plotly.js of the first chart is 1.5 MB of it
        Assert.Equal(charts, Outputs(notebook).Count(o => o["data"]?[ChartForms.MimeType] is JsonObject));
        Assert.InRange(Outputs(notebook).Sum(o => NotebookFile.Text(o["data"]?[MimeTypes.Html]).Split("<img ").Length - 1), pictures, 1000);
        Assert.Equal("garment-csharp", (string?)notebook.Root["metadata"]!["kernelspec"]!["name"]);
        Assert.Equal("csharp", (string?)notebook.Root["metadata"]!["polyglot_notebook"]!["kernelInfo"]!["defaultKernelName"]);
        Assert.DoesNotContain(Places.Repository, File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_Jupyter_a_notebook_becomes_a_page()
    {
        using var folder = Copy();
        var run = Places.RunGarment(folder.Path, "notebook", "run", "04-explore-a-catalog.ipynb", "-o", folder["page.html"], "--no-code",
            "-q", "-p", "groupCount=5", "-p", $"results={folder["results"]}");
        Assert.True(run.Code == 0, run.Error);
        var page = File.ReadAllText(folder["page.html"]);
        Assert.Contains("group 5: ", page, StringComparison.Ordinal);
        Assert.DoesNotContain("group 6: ", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<pre class=\"code\">", page, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder["results"], "garments.csv")));
        await Check(folder["page.html"], 40, 1);
        var report = await Browser.OpenAsync(Path.Combine(folder["results"], "report.html"));
        Assert.Empty(report.Console);
        Assert.Empty(report.Requests);
        Assert.Contains("data:image/", File.ReadAllText(Path.Combine(folder["results"], "report.html")), StringComparison.Ordinal);
    }

    private static async Task Check(string page, int pictures, int charts)
    {
        var seen = await Browser.OpenAsync(page);
        Assert.Empty(seen.Console);
        Assert.Empty(seen.Requests);
        Assert.InRange(seen.Images, pictures, 1000);
        Assert.Equal(0, seen.BrokenImages);
        Assert.Equal((charts, charts), (seen.Charts, seen.DrawnCharts));
    }

    private static TempFolder Copy()
    {
        var (folder, source) = (new TempFolder(), Path.Combine(Places.Repository, "notebooks"));
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".ipynb" or ".jpg" or ".csv"))
        {
            var target = folder[Path.GetRelativePath(source, file)];
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        return folder;
    }

    private static (int Code, string Out, string Error) Jupyter(TempFolder folder, params string[] args) =>
        Places.Run(Places.Python, folder.Path, ["-m", "nbconvert", .. args], ("JUPYTER_PATH", folder["data"]));

    private static IEnumerable<JsonObject> Outputs(NotebookFile notebook) =>
        notebook.Cells.Where(c => NotebookFile.Kind(c!) == "code").SelectMany(c => c!["outputs"]!.AsArray()).Select(o => o!.AsObject());

    // The committed outputs are those of the committed code: the same kinds, cell by cell.
    private static string Shape(NotebookFile notebook) =>
        string.Join('\n', notebook.Cells.Where(c => NotebookFile.Kind(c!) == "code").Select(c =>
        string.Join(' ', c!["outputs"]!.AsArray()
            .Select(o => $"{o!["output_type"]}({string.Join(',', (o["data"] as JsonObject ?? []).Select(d => d.Key).Order())})"))));
}
