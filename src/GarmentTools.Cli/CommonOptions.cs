using System.CommandLine;
using GarmentTools.Catalogs.Filters;
using GarmentTools.Cli.Completion;
using GarmentTools.Models;

namespace GarmentTools.Cli;

/// <summary>Options that several commands have; each command takes instances of its own.</summary>
internal static class CommonOptions
{
    public static Option<string?> Catalog() => new("--catalog", "-c")
    {
        Description = "The catalog: a file (*.garments), the folder it lies in, or postgres://USER@HOST/DATABASE. Default: " +
            "GARMENT_CATALOG, else the nearest *.garments upward.",
        HelpName = "CATALOG",
    };

    public static Option<string?> Model()
    {
        var option = new Option<string?>("--model", "-m")
        {
            Description =
            $"A model's name or the path of its card. Default: the catalog's, else {ModelRegistry.DefaultModel}.",
            HelpName = "NAME"
        };
        option.CompletionSources.Add(_ => Suggestions.Models());
        return option;
    }

    public static Option<string?> Filter()
    {
        var option = new Option<string?>("--filter", "-f")
        {
            Description =
            "Only garments that pass, such as \"category = dress and color in (red, 'dark blue') and price 20..50\".",
            HelpName =
            "FILTER"
        };
        option.CompletionSources.Add(Suggestions.Filters);
        return option;
    }

    public static Option<string?> Output(string description)
    {
        var option = new Option<string?>("--output", "-o") { Description = description, HelpName = "NAME" };
        option.CompletionSources.Add("embedding", "features");
        return option;
    }

    public static Option<bool> Json() => new("--json") { Description = "Print JSON." };

    public static Option<bool> Csv() =>
        new("--csv") { Description = "Print CSV; text that a spreadsheet would run as a formula gets a ' before it." };

    public static Option<bool> Quiet() => new("--quiet", "-q") { Description = "No progress." };

    public static Option<bool> NoThumbnails() => new("--no-thumbnails") { Description = "No pictures." };

    public static Option<bool> Show() =>
        new("--show") { Description = "Pictures also in a terminal that is not known to show 16 million colors. Never in pipes." };

    /// <summary>Adds an argument that names files; a mistyped option is not taken for one.</summary>
    /// <remarks>Validators of the command must not ask for the argument's value: asked for early, it would not be validated.</remarks>
    public static void AddFiles(this Command command, Argument argument)
    {
        argument.Validators.Add(result =>
        {
            foreach (var word in result.Tokens.Select(token => token.Value)
                .Where(word => word.Length > 1 && word[0] == '-' && !Path.Exists(word)))
                result.AddError($"'{word}' is neither an option of '{command.Name}' nor a file.");
        });
        command.Arguments.Add(argument);
    }

    /// <summary>Refuses options that exclude each other.</summary>
    public static void Exclusive(this Command command, Option<bool> first, Option<bool> second) => command.Validators.Add(result =>
    {
        if (result.GetValue(first) && result.GetValue(second))
            result.AddError($"{first.Name} and {second.Name} exclude each other. Leave one of them out.");
    });

    /// <summary>The region that an option holds.</summary>

    /// <summary>The filter that an option holds.</summary>
    public static GarmentFilter? ParseFilter(string? text) => text is null ? null : GarmentFilter.Parse(text);
}
