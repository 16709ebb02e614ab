namespace CentryPS.Files;

/// <summary>Writes files whole: first under another name, which then takes the place of the file.</summary>
internal static class NewFile
{
    /// <summary>Writes a file where none exists; a number goes behind the name where one does.</summary>
    /// <returns>Its path.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static string Create(string path, byte[] content)
    {
        for (var number = 1; ; number++)
        {
            var free = number == 1 ? path : Path.Combine(Path.GetDirectoryName(path)!, $"{Path.GetFileNameWithoutExtension(path)}-{number}{Path.GetExtension(path)}");
            if (TryReserve(free))
            {
                Fill(free, content);
                return free;
            }
        }
    }

    /// <summary>Writes a file, in place of one that exists.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">All of it.</param>
    /// <param name="isPrivate">Whether only its owner may read a file that is new, where the system knows that.</param>
    /// <exception cref="IOException">It cannot be written; the old one is as it was.</exception>
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

    // Only this is atomic on every system: File.Move may overwrite a file that appears while it looks.
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

    private static FileStream OpenNew(string path) => new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1);

#if NETFRAMEWORK
    // On Windows, the folder decides who may read a file.
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
    private static FileStream OpenPrivate(string path) => OperatingSystem.IsWindows() ? OpenNew(path) : new FileStream(path, new FileStreamOptions
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
