using CentryPS.Files;

namespace CentryPS.Notifications;

/// <summary>A file that grows by what is on the disk when it has been appended, and that people may read meanwhile.</summary>
/// <param name="path">The file.</param>
/// <param name="mode">Whether it is there.</param>
/// <exception cref="IOException">It cannot be opened.</exception>
internal sealed class DurableFile(string path, FileMode mode) : IDisposable
{
    // Without a buffer: what was written is the system's, even if this process ends at once.
    private readonly FileStream _stream = new(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);

    /// <summary>How much has been appended, in bytes.</summary>
    public long Length { get; private set; }

    /// <summary>Whether nothing more can be appended.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Appends, and returns once that is on the disk.</summary>
    /// <exception cref="IOException">It is not, and the file is as it was.</exception>
    public void Append(byte[] bytes)
    {
        try
        {
            lock (_stream)
            {
                _stream.Seek(Length, SeekOrigin.Begin);
                LineFile.Write(_stream, bytes);
            }

            _stream.Flush(flushToDisk: true); // writes over a part do not wait for the disk meanwhile
            CheckName();
            Length += bytes.Length;
        }
        catch
        {
            Shorten();
            throw;
        }
    }

    /// <summary>Writes over a part if it holds the expected bytes: a person may have edited the file.</summary>
    /// <param name="offset">Where, in bytes.</param>
    /// <param name="bytes">The bytes to write.</param>
    /// <param name="length">How many bytes to check, from the same place on.</param>
    /// <param name="isExpected">Whether they are the expected ones.</param>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public bool TryOverwrite(long offset, byte[] bytes, int length, Func<byte[], bool> isExpected)
    {
        lock (_stream)
        {
            var there = new byte[length];
            _stream.Seek(offset, SeekOrigin.Begin);
            if (_stream.Read(there, 0, length) != length || !isExpected(there))
            {
                return false;
            }

            _stream.Seek(offset, SeekOrigin.Begin);
            LineFile.Write(_stream, bytes);
            return true;
        }
    }

    /// <summary>Reads what a process that has ended wrote; from now on nothing is appended.</summary>
    /// <param name="latest">The latest date that can be right.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public InboxContent Read(DateTimeOffset latest)
    {
        IsEnded = true;
        return new InboxContent(_stream, latest);
    }

    /// <summary>Begins anew with these bytes, in the room that the file has already.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
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

    /// <summary>Ends and removes it.</summary>
    /// <exception cref="IOException">It cannot be removed.</exception>
    public void Delete()
    {
        _stream.Dispose();
        File.Delete(path);
    }

    /// <summary>Ends it.</summary>
    public void Dispose() => _stream.Dispose();

    // What is kept in a file that somebody has removed goes with this process.
    private void CheckName()
    {
        if (!File.Exists(path))
        {
            IsEnded = true;
            throw new IOException(Messages.InboxFileGone.With(path));
        }
    }

    // Half a line must not stand before the next one.
    private void Shorten()
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
