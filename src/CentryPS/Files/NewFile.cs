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
    /// <exception cref="IOException">It cannot be written; the old one is as it was.</exception>
    public static void Replace(string path, byte[] content)
    {
        var temporary = Temporary(path, content);
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
            new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1).Dispose();
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

    private static string Temporary(string path, byte[] content)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1);
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

#if NETFRAMEWORK
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
