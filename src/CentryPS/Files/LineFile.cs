using System.Text;

namespace CentryPS.Files;

/// <summary>
/// Appends lines to a file, each one handed to the system when it is complete, so that it survives the end of this process.
/// Others may read the file meanwhile.
/// </summary>
internal sealed class LineFile : IDisposable
{
    /// <summary>UTF-8 with a mark, by which spreadsheets recognize it.</summary>
    public static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);

    private const int MostAttempts = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly FileStream _stream;
    private long _length;

    /// <param name="path">The file, which exists and ends with a line end. Its lock is held.</param>
    /// <exception cref="IOException">It cannot be opened, or another program has it open.</exception>
    public LineFile(string path)
    {
        OpenAlone(path).Dispose(); // a command of the same pipeline that reads it would read what is appended
        _stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1);
        _length = _stream.Length;
    }

    /// <summary>A line as it is in the file.</summary>
    public static byte[] Bytes(string line) => Utf8.GetBytes(line + "\r\n");

    /// <summary>Writes to a file, and hands it to the system.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(FileStream stream, byte[] bytes)
    {
        try
        {
            stream.Write(bytes, 0, bytes.Length);
            stream.Flush();
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new IOException(exception.Message, exception); // .NET throws it where the file may not grow (EFBIG)
        }
    }

    /// <summary>Opens a file that no other program, and no other command of this one, has open. Waits for one that reads it briefly.</summary>
    /// <exception cref="IOException">It cannot be opened, or another has it open.</exception>
    public static FileStream OpenAlone(string path)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (exception.GetType() == typeof(IOException) && File.Exists(path))
            {
                if (attempt == MostAttempts)
                {
                    throw new IOException(Messages.FileInUse.With(path), exception);
                }
            }

            Thread.Sleep(Pause);
        }
    }

    /// <summary>Appends a line, or leaves the file as it was.</summary>
    /// <exception cref="IOException">It cannot be written, or the file was removed.</exception>
    public void Append(string line)
    {
        var bytes = Bytes(line);
        if (!File.Exists(_stream.Name))
        {
            throw new FileNotFoundException(Messages.FileGone.With(_stream.Name)); // what is written to a removed file is lost
        }

        Shorten(); // in case that a write and the shortening after it failed
        try
        {
            _stream.Position = _length;
            Write(_stream, bytes);
        }
        catch (IOException)
        {
            TryShorten();
            throw;
        }

        _length += bytes.Length;
    }

    /// <summary>Closes the file when all of it is on the disk.</summary>
    public void Dispose()
    {
        try
        {
            _stream.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // The system reports again what a write has reported.
        }

        _stream.Dispose();
    }

    private void TryShorten()
    {
        try
        {
            Shorten();
        }
        catch (IOException)
        {
            // The next line tries again.
        }
    }

    private void Shorten()
    {
        if (_stream.Length > _length)
        {
            _stream.SetLength(_length);
        }
    }
}
