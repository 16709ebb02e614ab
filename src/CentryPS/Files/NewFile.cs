namespace CentryPS.Files;

/// <summary>Writes complete files: first to a temporary file, which then replaces the target.</summary>
internal static class NewFile
{
    /// <summary>Creates a file. If its name is taken, appends a number to the name.</summary>
    /// <returns>The path of the file.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static string Create(string path, byte[] content)
    {
        for (var number = 1; ; number++)
        {
            var free = number == 1 ? path : Path.Combine(
                Path.GetDirectoryName(path)!,
                $"{Path.GetFileNameWithoutExtension(path)}-{number}{Path.GetExtension(path)}");
            if (!TryReserve(free))
            {
                continue;
            }

            try
            {
                Replace(free, content);
                return free;
            }
            catch
            {
                File.Delete(free);
                throw;
            }
        }
    }

    /// <summary>
    /// Writes or replaces a file. A new private file can be read only by its owner; on Windows, the permissions of the
    /// folder apply.
    /// </summary>
    /// <exception cref="IOException">The file cannot be written; an existing one is unchanged.</exception>
    public static void Replace(string path, byte[] content, bool isPrivate = false)
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

            Overwrite(temporary, path);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    // Creating a file is atomic on every system. File.Move is not: it checks first and may overwrite a newer file.
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

    private static FileStream OpenNew(string path) =>
        new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1);

#if NETFRAMEWORK
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
