using System.Text;

namespace CentryPS.Files;

/// <summary>
/// Appends lines to a file. Each line is flushed to the system when it is complete, so that it survives the end of this
/// process. Other programs may read the file meanwhile.
/// </summary>
internal sealed class LineFile : IDisposable
{
    /// <summary>UTF-8 with a BOM, as spreadsheets expect.</summary>
    public static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);

    private const int MaxAttempts = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly FileStream _stream;
    private long _length;

    /// <param name="path">The file, which exists, is locked, and ends with a line end.</param>
    /// <exception cref="IOException">The file cannot be opened or is in use.</exception>
    public LineFile(string path)
    {
        // Refuses a file that another command of the pipeline is reading: it would also read the appended lines.
        OpenExclusive(path).Dispose();
        _stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1);
        _length = _stream.Length;
    }

    /// <summary>Returns a line as it is written to the file.</summary>
    public static byte[] Bytes(string line) => Utf8.GetBytes(line + "\r\n");

    /// <summary>Writes bytes to a file and flushes them to the system.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(FileStream stream, byte[] bytes)
    {
        try
        {
            stream.Write(bytes, 0, bytes.Length);
            stream.Flush();
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new IOException(exception.Message, exception); // thrown by .NET if the file must not grow (EFBIG)
        }
    }

    /// <summary>Opens a file exclusively. If it is in use, waits for a short time.</summary>
    /// <exception cref="IOException">The file cannot be opened or is in use.</exception>
    public static FileStream OpenExclusive(string path)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (exception.GetType() == typeof(IOException) && File.Exists(path))
            {
                if (attempt == MaxAttempts)
                {
                    throw new IOException(Messages.FileInUse.With(path), exception);
                }
            }

            Thread.Sleep(Pause);
        }
    }

    /// <summary>Appends a line, or leaves the file unchanged.</summary>
    /// <exception cref="IOException">The line cannot be written, or the file was removed.</exception>
    public void Append(string line)
    {
        var bytes = Bytes(line);
        if (!File.Exists(_stream.Name))
        {
            // Text written to a removed file would be lost.
            throw new FileNotFoundException(Messages.FileGone.With(_stream.Name));
        }

        Truncate(); // in case truncating failed after a failed write
        try
        {
            _stream.Position = _length;
            Write(_stream, bytes);
        }
        catch (IOException)
        {
            TryTruncate();
            throw;
        }

        _length += bytes.Length;
    }

    /// <summary>Flushes the file to disk and closes it.</summary>
    public void Dispose()
    {
        try
        {
            _stream.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // The system repeats an error that a write has reported.
        }

        _stream.Dispose();
    }

    private void TryTruncate()
    {
        try
        {
            Truncate();
        }
        catch (IOException)
        {
            // Append tries again.
        }
    }

    private void Truncate()
    {
        if (_stream.Length > _length)
        {
            _stream.SetLength(_length);
        }
    }
}
