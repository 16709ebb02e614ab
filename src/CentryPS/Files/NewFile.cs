namespace CentryPS.Files;

/// <summary>Writes complete files: first to a temporary file, which then replaces the target.</summary>
internal static class NewFile
{
    /// <summary>Writes a new file. If the name is taken, appends a number to it.</summary>
    /// <returns>The path of the file.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static string Create(string path, byte[] content)
    {
        for (var number = 1; ; number++)
        {
            var free = number == 1 ? path : Path.Combine(
                Path.GetDirectoryName(path)!,
                $"{Path.GetFileNameWithoutExtension(path)}-{number}{Path.GetExtension(path)}");
            if (TryReserve(free))
            {
                Fill(free, content);
                return free;
            }
        }
    }

    /// <summary>
    /// Writes or replaces a file. Only its owner may read a new private file, except on Windows.
    /// </summary>
    /// <exception cref="IOException">The file cannot be written; an existing one is unchanged.</exception>
    public static void Replace(string path, byte[] content, bool isPrivate = false)
    {
        var temporary = Temporary(path, content, isPrivate);
        try
        {
            Overwrite(temporary, path);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    // Only creating a file is atomic on every system: File.Move may overwrite one that appears after its check.
    private static bool TryReserve(string path)
    {
        try
        {
            OpenNew(path).Dispose();
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    private static void Fill(string path, byte[] content)
    {
        try
        {
            Replace(path, content);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    private static string Temporary(string path, byte[] content, bool isPrivate)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        var stream = isPrivate ? OpenPrivate(temporary) : OpenNew(temporary);
        try
        {
            using (stream)
            {
                LineFile.Write(stream, content);
                stream.Flush(flushToDisk: true);
            }
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        return temporary;
    }

    private static FileStream OpenNew(string path) =>
        new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1);

#if NETFRAMEWORK
    // On Windows, the folder's permissions apply.
    private static FileStream OpenPrivate(string path) => OpenNew(path);

    private static void Overwrite(string from, string to)
    {
        if (File.Exists(to))
        {
            File.Replace(from, to, destinationBackupFileName: null);
            return;
        }

        File.Move(from, to);
    }
#else
    private static FileStream OpenPrivate(string path) => OperatingSystem.IsWindows()
        ? OpenNew(path)
        : new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            BufferSize = 1,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });

    private static void Overwrite(string from, string to)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(to))
        {
            File.SetUnixFileMode(from, File.GetUnixFileMode(to));
        }

        File.Move(from, to, overwrite: true);
    }
#endif
}
