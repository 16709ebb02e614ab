using CentryPS.Files;

namespace CentryPS.Notifications;

/// <summary>A file whose appended bytes are on the disk when Append returns. Others may read it meanwhile.</summary>
/// <exception cref="IOException">It cannot be opened.</exception>
internal sealed class DurableFile(string path, FileMode mode) : IDisposable
{
    // Unbuffered: written bytes survive the end of this process.
    private readonly FileStream _stream =
        new(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);

    /// <summary>How many bytes have been appended.</summary>
    public long Length { get; private set; }

    /// <summary>Whether it accepts no more bytes.</summary>
    public bool IsEnded { get; private set; }

    /// <exception cref="IOException">The bytes are not on the disk, and the file is as it was.</exception>
    public void Append(byte[] bytes)
    {
        try
        {
            lock (_stream)
            {
                _stream.Seek(Length, SeekOrigin.Begin);
                LineFile.Write(_stream, bytes);
            }

            _stream.Flush(flushToDisk: true); // outside the lock, so that TryOverwrite does not wait for the disk
            ThrowIfRemoved();
            Length += bytes.Length;
        }
        catch
        {
            Truncate();
            throw;
        }
    }

    /// <summary>
    /// Overwrites bytes, if the given length from the same offset is as expected; false if not, or if that fails.
    /// </summary>
    public bool TryOverwrite(long offset, byte[] bytes, int length, Func<byte[], bool> isExpected)
    {
        try
        {
            lock (_stream)
            {
                var current = new byte[length];
                _stream.Seek(offset, SeekOrigin.Begin);
                if (_stream.Read(current, 0, length) != length || !isExpected(current))
                {
                    return false;
                }

                _stream.Seek(offset, SeekOrigin.Begin);
                LineFile.Write(_stream, bytes);
                return true;
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>Reads what a previous process wrote. From now on nothing can be appended.</summary>
    public byte[] ReadAll()
    {
        IsEnded = true;
        var bytes = new byte[_stream.Length];
        var length = 0;
        while (_stream.Read(bytes, length, bytes.Length - length) is > 0 and var read)
        {
            length += read;
        }

        return bytes.AsSpan(0, length).ToArray();
    }

    /// <summary>Replaces the content, in the room that the file already has.</summary>
    public void Restart(byte[] bytes)
    {
        lock (_stream)
        {
            _stream.SetLength(Math.Min(bytes.Length, _stream.Length));
            _stream.Seek(0, SeekOrigin.Begin);
            LineFile.Write(_stream, bytes);
            (Length, IsEnded) = (bytes.Length, false);
        }
    }

    public void Delete()
    {
        _stream.Dispose();
        File.Delete(path);
    }

    public void Dispose() => _stream.Dispose();

    // The content of a removed file is lost when this process ends.
    private void ThrowIfRemoved()
    {
        if (!File.Exists(path))
        {
            IsEnded = true;
            throw new IOException(Messages.InboxFileGone.With(path));
        }
    }

    // The next line must not follow half a line.
    private void Truncate()
    {
        try
        {
            _stream.SetLength(Length);
        }
        catch (IOException)
        {
            IsEnded = true;
        }
    }
}
