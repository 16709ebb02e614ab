using System.Text.Encodings.Web;
using System.Text.Json;

namespace CentryPS.Sandbox.Server.Storage;

/// <summary>A file to which the stores are saved after each change.</summary>
internal sealed class DataFile : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _path;
    private readonly StoreRegistry _stores;
    private readonly FileStream _lock;

    /// <summary>Locks and writes the file, and writes it again after each change.</summary>
    /// <param name="path">The file.</param>
    /// <param name="stores">The stores to save.</param>
    /// <exception cref="IOException">The file cannot be written, or another sandbox uses it.</exception>
    public DataFile(string path, StoreRegistry stores)
    {
        (_path, _stores) = (path, stores);
        try
        {
            _lock = new FileStream(
                path + ".lock",
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None,
                bufferSize: 1,
                FileOptions.DeleteOnClose);
        }
        catch (IOException exception) when (File.Exists(path + ".lock"))
        {
            throw new IOException($"Another sandbox uses the data file {path}.", exception);
        }

        Save();
        stores.Changes.Changed += _ => Save();
    }

    /// <summary>Releases the file.</summary>
    public void Dispose() => _lock.Dispose();

    // Write a new file and move it, so that the file is never incomplete. Events are raised one at a time, so no
    // other thread writes the file.
    private void Save()
    {
        using (var file = File.Create(_path + ".new"))
        using (var writer = new Utf8JsonWriter(file, Options))
        {
            Write(writer);
        }

        File.Move(_path + ".new", _path, overwrite: true);
    }

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("companies");
        foreach (var company in _stores.Companies)
        {
            writer.WriteStartObject(company);
            foreach (var (resource, store) in _stores.ForCompany(company).All)
            {
                writer.WritePropertyName(resource);
                writer.WriteRawValue(store.Page(after: null, offset: 0, int.MaxValue, filter: null), skipInputValidation: true);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
