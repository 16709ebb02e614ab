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
            Write(Length, bytes);
            _stream.Flush(flushToDisk: true); // whoever writes over a part meanwhile does not wait for the disk
            CheckName();
            Length += bytes.Length;
        }
        catch
        {
            Shorten();
            throw;
        }
    }

    /// <summary>Writes over a part, or behind the end.</summary>
    /// <param name="offset">Where, in bytes.</param>
    /// <param name="bytes">What.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(long offset, byte[] bytes)
    {
        lock (_stream)
        {
            _stream.Seek(offset, SeekOrigin.Begin);
            _stream.Write(bytes, 0, bytes.Length);
        }
    }

    /// <summary>Reads what a process that has ended wrote; from now on nothing is appended.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public InboxContent Read()
    {
        IsEnded = true;
        return new InboxContent(_stream);
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
