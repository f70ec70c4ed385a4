using System.Text;

namespace GarmentTools.Kernel;

/// <summary>What a cell writes to a console stream, sent on a few times a second and whenever much has gathered.</summary>
internal sealed class CellConsole(Action<string> send) : TextWriter
{
    private const int Much = 1 << 15;
    private readonly StringBuilder _text = new();
    private readonly Lock _gate = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_gate)
        {
            _text.Append(buffer);
            if (_text.Length > Much) Flush();
        }
    }

    // Each of these is one write, so that lines of several threads stay whole.
    public override void WriteLine(string? value) => Write((value + "\n").AsSpan());

    public override void WriteLine() => Write("\n".AsSpan());

    public override void Flush()
    {
        lock (_gate)
        {
            if (_text.Length == 0) return;
            send(_text.ToString());
            _text.Clear();
        }
    }
}
