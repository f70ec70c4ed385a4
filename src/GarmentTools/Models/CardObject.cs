using System.Text.Json;

namespace GarmentTools.Models;

/// <summary>One object of a card's JSON: hands out its properties, writes down what is wrong with them, and goes on.</summary>
/// <param name="path">Where the object is in the card, "" for the card itself.</param>
/// <param name="json">The object; of any other kind it is a fault.</param>
/// <param name="faults">All faults of the card so far.</param>
internal sealed class CardObject(string path, JsonElement json, List<string> faults)
{
    private readonly HashSet<string> _asked = [];
    private readonly bool _isObject = IsObject(path, json, faults);

    public string Text(string name) => Text(name, null) ?? Missing(name, "a text", "");

    public string Text(string name, string? otherwise)
    {
        if (!Find(name, out var value))
            return otherwise!;
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString()!;
        Fault(name, value, "a text");
        return otherwise ?? "";
    }

    public long? Whole(string name, bool required)
    {
        if (!Find(name, out var value))
            return required ? Missing(name, "a whole number", 0) : null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number))
            return number;
        Fault(name, value, "a whole number");
        return 1;
    }

    public int Int(string name)
    {
        var number = Whole(name, required: true) ?? 0;
        return (int)Math.Clamp(number, int.MinValue, int.MaxValue);
    }

    public float Number(string name, float otherwise) => !Find(name, out var value) ? otherwise : Single(name, value, otherwise);

    public bool Flag(string name)
    {
        if (!Find(name, out var value))
            return false;
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Fault(name, value, "true or false");
        return value.ValueKind == JsonValueKind.True;
    }

    public T Enum<T>(string name, T? otherwise = null) where T : struct, Enum
    {
        var expected = "one of " + string.Join(", ", System.Enum.GetNames<T>());
        if (!Find(name, out var value))
            return otherwise ?? Missing<T>(name, expected, default);
        // Names only: Enum.Parse would take numbers and comma lists as well.
        if (value.ValueKind == JsonValueKind.String)
        {
            var text = value.GetString();
            foreach (var known in System.Enum.GetValues<T>())
            {
                if (string.Equals(known.ToString(), text, StringComparison.OrdinalIgnoreCase))
                    return known;
            }
        }
        Fault(name, value, expected);
        return otherwise ?? default;
    }

    public float[] Numbers(string name, float[] otherwise)
    {
        if (!Find(name, out var value))
            return otherwise;
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 3)
            return [.. value.EnumerateArray().Select((item, i) => Single($"{name}[{i}]", item, otherwise[i]))];
        Fault(name, value, "an array of three numbers");
        return otherwise;
    }

    public byte[] Bytes(string name, byte[] otherwise)
    {
        if (!Find(name, out var value))
            return otherwise;
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 3
            && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number && item.TryGetByte(out _)))
            return [.. value.EnumerateArray().Select(item => item.GetByte())];
        Fault(name, value, "an array of three whole numbers from 0 to 255");
        return otherwise;
    }

    public CardObject Child(string name) =>
        Find(name, out var value) ? new CardObject(At(name), value, faults) : Absent(name, "an object");

    public IReadOnlyList<CardObject> Children(string name)
    {
        if (!Find(name, out var value))
            return Missing<CardObject[]>(name, "an array of objects", []);
        if (value.ValueKind == JsonValueKind.Array)
            return [.. value.EnumerateArray().Select((item, i) => new CardObject($"{At(name)}[{i}]", item, faults))];
        Fault(name, value, "an array of objects");
        return [];
    }

    /// <summary>A property nobody asked for is a misspelled one: silence would mean its default.</summary>
    public void RefuseOthers()
    {
        if (!_isObject)
            return;
        foreach (var property in json.EnumerateObject().Where(property => !_asked.Contains(property.Name)))
            faults.Add($"{At(ModelErrors.Clip(property.Name))}: unknown; known here are " +
                $"{string.Join(", ", _asked.Order(StringComparer.Ordinal))}");
    }

    private string At(string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static bool IsObject(string path, JsonElement json, List<string> faults)
    {
        if (json.ValueKind == JsonValueKind.Object)
            return true;
        if (json.ValueKind != JsonValueKind.Undefined)
            faults.Add($"{(path.Length == 0 ? "the card" : path)}: expected an object, found {ModelErrors.Clip(json.GetRawText())}");
        return false;
    }

    // null counts as left out, so that a card may say "bytes": null.
    private bool Find(string name, out JsonElement value)
    {
        _asked.Add(name);
        value = default;
        return _isObject && json.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    private float Single(string name, JsonElement value, float otherwise)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out var number) && float.IsFinite(number))
            return number;
        Fault(name, value, "a number");
        return otherwise;
    }

    private T Missing<T>(string name, string expected, T otherwise)
    {
        if (_isObject)
            faults.Add($"{At(name)}: missing, expected {expected}");
        return otherwise;
    }

    private CardObject Absent(string name, string expected)
    {
        Missing(name, expected, 0);
        return new CardObject(At(name), default, faults);
    }

    private void Fault(string name, JsonElement value, string expected) =>
        faults.Add($"{At(name)}: expected {expected}, found {ModelErrors.Clip(value.GetRawText())}");
}
