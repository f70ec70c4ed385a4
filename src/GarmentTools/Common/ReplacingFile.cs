namespace GarmentTools.Common;

/// <summary>
/// A file that takes the place of another only when it is complete: written beside it, flushed to the disk, renamed. Whatever fails before
/// leaves the old one.
/// A new one is readable by its owner only, since it holds paths; one that takes the place of another has that one's permissions.
/// </summary>
internal sealed class ReplacingFile : IDisposable
{
    private readonly string _path, _beside;
    private readonly GuardedStream _stream;
    private bool _done;

    internal ReplacingFile(string path)
    {
        _path = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(_path) ?? throw new ArchiveException($"{path} is not the name of a file. Name a file, as " +
            "in distances.npz.");
        if (Directory.Exists(_path)) throw new ArchiveException($"{_path} is a folder. Name a file in it, as in distances.npz.");
        if (!Directory.Exists(folder))
            throw new ArchiveException($"The folder {folder} does not exist, so {Path.GetFileName(_path)} cannot be written there. Make " +
                "the folder first.");
        RemoveAbandoned(folder, Path.GetFileName(_path));
        _beside = Path.Combine(folder, $".{Path.GetFileName(_path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            _stream = new GuardedStream(_path, _beside);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArchiveException($"{_path} cannot be written: {e.Message} Choose a folder you may write to.", e);
        }
    }

    internal Stream Stream => _stream;

    /// <summary>
    /// Removes what a process that was killed left beside the file. One that still works holds its file, which then stays.
    /// </summary>
    private static void RemoveAbandoned(string folder, string name)
    {
        foreach (string file in Directory.EnumerateFiles(folder, ".*.tmp"))
        {
            // .name.<32 hexadecimal digits>.tmp and nothing that merely looks like it
            string found = Path.GetFileName(file);
            if (found.Length != name.Length + 38 || !found.AsSpan(1).StartsWith(name) || found.AsSpan(name.Length + 2, 32)
                .IndexOfAnyExceptInRange('0', 'f') >= 0) continue;
            PrivateFile.RemoveAbandoned(file);
        }
    }

    /// <summary>Makes the file take its place.</summary>
    internal void Commit()
    {
        try
        {
            _stream.Flush(flushToDisk: true);
            _stream.Dispose();
            if (!OperatingSystem.IsWindows() && File.Exists(_path))
                File.SetUnixFileMode(_beside, File.GetUnixFileMode(_path) & PrivateFile.Permissions);
            File.Move(_beside, _path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw WriteFailed(_path, e);
        }
        _done = true;
    }

    /// <summary>Removes the unfinished file.</summary>
    public void Dispose()
    {
        if (_done) return;
        try { _stream.Dispose(); }
        catch (IOException) { /* the buffer of a full disk cannot be flushed; the file goes anyway */ }
        File.Delete(_beside);
    }

    internal static ArchiveException WriteFailed(string path, Exception e) => new(
        $"{path} was not written: {e.Message} The file that was there before, if any, is unchanged. Free space on the disk or write to " +
        "another one.", e);

    /// <summary>Tells a failed write (a full disk, most often) from a failed read of whatever is being written.</summary>
    private sealed class GuardedStream(string path, string beside) : Stream
    {
        private readonly FileStream _file = PrivateFile.Create(beside, FileMode.CreateNew, FileShare.None, bufferSize: 1 << 16);

        public override bool CanRead => false;
        public override bool CanSeek => true;
        public override bool CanWrite => true;
        public override long Length => _file.Length;
        public override long Position { get => _file.Position; set => Seek(value, SeekOrigin.Begin); }
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            try { _file.Write(buffer); }
            catch (IOException e) { throw WriteFailed(path, e); }
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override long Seek(long offset, SeekOrigin origin)
        {
            try { return _file.Seek(offset, origin); } // writes what is buffered
            catch (IOException e) { throw WriteFailed(path, e); }
        }

        public override void Flush() => Flush(false);

        internal void Flush(bool flushToDisk)
        {
            try { _file.Flush(flushToDisk); }
            catch (IOException e) { throw WriteFailed(path, e); }
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        protected override void Dispose(bool disposing) => _file.Dispose();
    }
}
