namespace GarmentTools.Cli.Printing;

/// <summary>Names and values below each other, as aligned lines.</summary>
internal static class FieldList
{
    /// <summary>Prints the fields that have a value.</summary>
    public static void Print(Terminal terminal, params (string Name, string? Value)[] fields)
    {
        var shown = fields.Where(field => field.Value is not null).ToList();
        if (shown.Count == 0) return;
        var width = shown.Max(field => Printable.Width(Printable.Line(field.Name)));
        foreach (var (name, value) in shown)
            terminal.Out.WriteLine($"{Printable.Pad(Printable.Line(name), width)}  {Printable.Line(value!)}");
    }
}
