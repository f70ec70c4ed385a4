using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GarmentTools.Kernel;

/// <summary>
/// Sends messages, each a line of JSON after the character RS (RFC 7464), so that what native code prints to the same stream is told apart.
/// </summary>
/// <remarks>A thread of its own writes: a cell may be stopped at any instruction, which must not cut a message in two.</remarks>
internal sealed class MessageWriter : IDisposable
{
    private const int Waiting = 1024;
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly BlockingCollection<byte[]> _messages = new(Waiting);
    private readonly Thread _thread;

    public MessageWriter(Stream stream)
    {
        _thread = new Thread(() =>
        {
            foreach (var message in _messages.GetConsumingEnumerable())
            {
                stream.Write(message);
                if (_messages.Count == 0) stream.Flush();
            }
        })
        { IsBackground = true, Name = "messages" };
        _thread.Start();
    }

    public void Send(JsonObject message) => _messages.Add(System.Text.Encoding.UTF8.GetBytes("\x1e" + message.ToJsonString(s_json) + "\n"));

    public void Dispose()
    {
        _messages.CompleteAdding();
        _thread.Join();
        _messages.Dispose();
    }
}
