using System.Net;
using GarmentTools.Common;
using GarmentTools.Models;

namespace GarmentTools.Tests;

/// <summary>Downloads, from a server on this machine: the right bytes arrive, and whatever goes wrong nothing is left behind.</summary>
public sealed class ModelInstallTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly byte[] _weights = new byte[600_000];

    public ModelInstallTests() => new Random(5).NextBytes(_weights);

    private string User => Path.Combine(_folder.Path, "user");
    private IEnumerable<string> Left => Directory.Exists(User) ? Directory.EnumerateFiles(User) : [];

    public void Dispose() => _folder.Dispose();

    private ModelRegistry Registry(Uri? address, bool saysBytes = true)
    {
        var card = TestCards.Tiny(_weights, "made-up") with { DownloadUrl = address?.ToString() };
        TestCards.Write(Path.Combine(_folder.Path, "shipped"), saysBytes ? card : card with { Bytes = null }, null);
        return new ModelRegistry(Path.Combine(_folder.Path, "shipped") + Path.DirectorySeparatorChar, User);
    }

    private static Func<HttpListenerResponse, Task> Send(byte[] bytes, bool announce = true) => async response =>
    {
        if (announce)
            response.ContentLength64 = bytes.Length;
        else
            response.SendChunked = true;
        await response.OutputStream.WriteAsync(bytes);
    };

    private async Task<string> Fails(Func<HttpListenerResponse, Task> answer, bool saysBytes = true)
    {
        using var server = new FileServer(answer);
        var registry = Registry(server.Address, saysBytes);
        var reason = await Assert.ThrowsAsync<ModelException>(() => registry.InstallAsync("made-up"));
        Assert.Empty(Left);
        Assert.False(registry.Find("made-up").IsInstalled);
        Assert.Contains(server.Address.ToString(), reason.Message);
        return reason.Message;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_right_bytes_arrive_with_progress_and_are_not_fetched_twice(bool announce)
    {
        using var server = new FileServer(Send(_weights, announce));
        var progress = new Recorder();
        var registry = Registry(server.Address);
        var model = await registry.InstallAsync("made-up", progress: progress);
        Assert.Equal(_weights, File.ReadAllBytes(model.Path));
        Assert.Equal(model.Path, registry.Find("made-up").Path);
        Assert.Equal((_weights.Length, (long?)_weights.Length), (progress.Last.Done, progress.Last.Total));
        await registry.InstallAsync("made-up");
        Assert.Equal(1, server.Requests);
        Assert.Single(Left);
    }

    [Fact]
    public async Task Damaged_weights_are_fetched_again()
    {
        using var server = new FileServer(Send(_weights));
        var registry = Registry(server.Address);
        var path = (await registry.InstallAsync("made-up")).Path;
        File.WriteAllText(path, "damaged");
        await registry.InstallAsync("made-up");
        Assert.Equal(_weights, File.ReadAllBytes(path));
    }

    [Fact]
    public async Task Weights_that_are_there_survive_a_failure()
    {
        using var server = new FileServer(Send([1, 2, 3]));
        var registry = Registry(server.Address);
        Directory.CreateDirectory(User);
        var path = Path.Combine(User, $"made-up.{TestCards.Tiny(_weights).Sha256[..16]}.onnx");
        File.WriteAllText(path, "damaged");
        await Assert.ThrowsAsync<ModelException>(() => registry.InstallAsync("made-up"));
        Assert.Equal("damaged", File.ReadAllText(path));
        Assert.Single(Left);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Wrong_bytes(bool saysBytes)
    {
        var wrong = (byte[])_weights.Clone();
        wrong[300_000] ^= 1;
        var message = await Fails(Send(wrong), saysBytes);
        Assert.Contains(TestCards.Tiny(_weights).Sha256, message);
        Assert.Contains(TestCards.Tiny(wrong).Sha256, message);
    }

    [Fact]
    public async Task A_short_file_that_says_so() => Assert.Contains("599,999 bytes", await Fails(Send(_weights[1..])));

    [Fact]
    public async Task A_short_file_that_does_not_say_so() =>
        Assert.Contains("599,999 bytes", await Fails(Send(_weights[1..], announce: false)));

    [Fact]
    public async Task A_short_file_of_a_card_without_size() =>
        Assert.Contains("SHA-256", await Fails(Send(_weights[1..]), saysBytes: false));

    [Fact]
    public async Task A_long_file() =>
        Assert.Contains("more than the 600,000 bytes", await Fails(Send([.. _weights, .. _weights], announce: false)));

    [Fact]
    public async Task A_connection_that_breaks() => Assert.Contains("could not be fetched", await Fails(async response =>
    {
        response.ContentLength64 = _weights.Length;
        await response.OutputStream.WriteAsync(_weights.AsMemory(0, 200_000));
        await response.OutputStream.FlushAsync();
        response.Abort();
    }));

    [Theory]
    [InlineData(404)]
    [InlineData(500)]
    public async Task A_refusal(int status) => Assert.Contains($"answered {status}", await Fails(response =>
    {
        response.StatusCode = status;
        return Task.CompletedTask;
    }));

    [Fact]
    public async Task A_server_that_is_not_there()
    {
        var server = new FileServer(Send(_weights));
        server.Dispose();
        var reason = await Assert.ThrowsAsync<ModelException>(() => Registry(server.Address).InstallAsync("made-up"));
        Assert.Contains("could not be fetched", reason.Message);
        Assert.Empty(Left);
    }

    [Fact]
    public async Task Stopped_midway()
    {
        using var stop = new CancellationTokenSource();
        var forever = new TaskCompletionSource();
        using var server = new FileServer(async response =>
        {
            response.ContentLength64 = _weights.Length;
            await response.OutputStream.WriteAsync(_weights.AsMemory(0, 300_000));
            await response.OutputStream.FlushAsync();
            await forever.Task;
        });
        var progress = new Recorder { When = _ => stop.Cancel() };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Registry(server.Address)
            .InstallAsync("made-up", null, progress, stop.Token));
        Assert.InRange(progress.Last.Done, 1, 300_000);
        Assert.Empty(Left);
        forever.SetResult();
    }

    [Fact]
    public async Task From_a_file_given_by_hand()
    {
        File.WriteAllBytes(_folder["by hand.onnx"], _weights);
        var registry = Registry(null);
        Assert.Contains("no download address", (await Assert.ThrowsAsync<ModelException>(() => registry.InstallAsync("made-up"))).Message);
        Assert.Equal(_weights, File.ReadAllBytes((await registry.InstallAsync("made-up", new Uri(_folder["by hand.onnx"]))).Path));
        await Assert.ThrowsAsync<ModelException>(() => Registry(null).InstallAsync("made-up-too"));
    }

    [Fact]
    public async Task From_a_file_that_is_not_there_or_a_scheme_nobody_knows()
    {
        Assert.Contains("no such model file", (await Assert.ThrowsAsync<ModelException>(() => Registry(null)
            .InstallAsync("made-up", new Uri(_folder["none.onnx"])))).Message);
        Assert.Contains("not from 'ftp'", (await Assert.ThrowsAsync<ModelException>(() => Registry(null)
            .InstallAsync("made-up", new Uri("ftp://127.0.0.1/x")))).Message);
        Assert.Empty(Left);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made()
    {
        File.WriteAllText(User, "a file where the folder should be");
        using var server = new FileServer(Send(_weights));
        Assert.Contains("cannot be written", (await Assert.ThrowsAsync<ModelException>(() => Registry(server.Address)
            .InstallAsync("made-up"))).Message);
    }

    /// <summary>Progress without a synchronization context between: called at once, in order.</summary>
    private sealed class Recorder : IProgress<WorkProgress>
    {
        public Action<WorkProgress>? When { get; init; }
        public WorkProgress Last { get; private set; }

        public void Report(WorkProgress value)
        {
            Last = value;
            When?.Invoke(value);
        }
    }
}
