using System.Diagnostics;
using System.Security.Cryptography;
using GarmentTools.Common;

namespace GarmentTools.Models;

/// <summary>
/// Brings weights into a folder: into a temporary file beside the target, size and SHA-256 checked while they come, then renamed.
/// Whatever goes wrong, the target is as it was and nothing is left behind.
/// </summary>
internal static class ModelInstaller
{
    /// <summary>How long nothing may come before a download is given up.</summary>
    private static readonly TimeSpan _silence = TimeSpan.FromSeconds(60);

    public static async Task FetchAsync(
        ModelCard card, Uri source, string target, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        if (source.IsFile)
        {
            await CopyAsync(card, source.LocalPath, target, progress, cancellation).ConfigureAwait(false);
            return;
        }
        if (source.Scheme != Uri.UriSchemeHttps && source.Scheme != Uri.UriSchemeHttp)
            throw ModelErrors.UnknownScheme(card.Name, source);
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var watch = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        watch.CancelAfter(_silence);
        try
        {
            using var response = await client.GetAsync(source, HttpCompletionOption.ResponseHeadersRead, watch.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                throw ModelErrors.DownloadRefused(card.Name, source, (int)response.StatusCode, response.ReasonPhrase);
            if (response.Content.Headers.ContentLength is { } announced && card.Bytes is { } expected && announced != expected)
                throw ModelErrors.WrongSize(source.ToString(), announced, expected, card.Name);
            await using var stream = await response.Content.ReadAsStreamAsync(watch.Token).ConfigureAwait(false);
            await StoreAsync(card, stream, source.ToString(), target, progress, watch).ConfigureAwait(false);
        }
        catch (Exception reason) when (reason is HttpRequestException or IOException)
        {
            throw ModelErrors.DownloadFailed(card.Name, source, reason.Message, reason);
        }
        catch (OperationCanceledException reason) when (!cancellation.IsCancellationRequested)
        {
            throw ModelErrors.DownloadFailed(card.Name, source, $"nothing came for {_silence.TotalSeconds:0} seconds", reason);
        }
    }

    public static async Task CopyAsync(ModelCard card, string file, string target, IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        using var watch = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        FileStream stream;
        try
        {
            stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0,
                FileOptions.SequentialScan);
        }
        catch (Exception reason) when (reason is FileNotFoundException or DirectoryNotFoundException)
        {
            throw ModelErrors.WeightsMissing(file, null, reason);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw ModelErrors.WeightsUnreadable(file, reason);
        }
        await using (stream)
        {
            try
            {
                await StoreAsync(card, stream, file, target, progress, watch).ConfigureAwait(false);
            }
            catch (Exception reason) when (reason is IOException || (reason is OperationCanceledException
                && !cancellation.IsCancellationRequested))
            {
                throw ModelErrors.WeightsUnreadable(file, reason);
            }
        }
    }

    private static async Task StoreAsync(
        ModelCard card, Stream stream, string from, string target, IProgress<WorkProgress>? progress, CancellationTokenSource watch)
    {
        var folder = Path.GetDirectoryName(target)!;
        var temporary = Path.Combine(folder, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}.part");
        try
        {
            await using (var file = Create(folder, temporary))
            {
                await PourAsync(card, stream, from, file, progress, watch).ConfigureAwait(false);
                Write(target, () => file.Flush(flushToDisk: true));
            }
            Write(target, () => File.Move(temporary, target, overwrite: true));
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
    }

    private static async Task PourAsync(
        ModelCard card, Stream stream, string from, FileStream file, IProgress<WorkProgress>? progress, CancellationTokenSource watch)
    {
        var clock = Stopwatch.StartNew();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 17];
        var limit = card.Bytes ?? ModelCardRules.MaxModelBytes;
        long done = 0;
        while (true)
        {
            var got = await stream.ReadAsync(buffer, watch.Token).ConfigureAwait(false);
            if (got == 0)
                break;
            watch.CancelAfter(_silence);
            done += got;
            if (done > limit)
                throw ModelErrors.TooMuch(from, limit, card.Name);
            hash.AppendData(buffer, 0, got);
            Write(file.Name, () => file.Write(buffer, 0, got));
            progress?.Report(new WorkProgress($"Installing {card.Name}", done, card.Bytes, clock.Elapsed));
        }
        if (card.Bytes is { } expected && done != expected)
            throw ModelErrors.WrongSize(from, done, expected, card.Name);
        var found = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (found != card.Sha256)
            throw ModelErrors.WrongHash(from, found, card.Sha256, card.Name);
    }

    private static FileStream Create(string folder, string temporary)
    {
        FileStream? file = null;
        Write(temporary, () =>
        {
            Directory.CreateDirectory(folder);
            file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        });
        return file!;
    }

    /// <summary>Writes a small file whole or not at all.</summary>
    public static void WriteText(string target, string text) => Write(target, () =>
    {
        var temporary = $"{target}.{Path.GetRandomFileName()}.part";
        try
        {
            File.WriteAllText(temporary, text);
            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            TryDelete(temporary);
        }
    });

    /// <summary>
    /// Deletes what is no longer needed; that it cannot be deleted (open elsewhere, folder gone) is no reason to fail, or to hide another
    /// failure.
    /// </summary>
    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>Tells failures of our own disk from those of the other side.</summary>
    public static void Write(string path, Action action)
    {
        try
        {
            action();
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw ModelErrors.CannotWrite(path, reason);
        }
    }
}
