using System.Text.Encodings.Web;
using System.Text.Json;

namespace CentryPS.Sandbox.Server.Storage;

/// <summary>Keeps what the stores hold in a file, written anew after each change.</summary>
internal sealed class DataFile : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _path;
    private readonly StoreRegistry _stores;
    private readonly FileStream _lock;

    /// <summary>Writes the file, and from now on after each change.</summary>
    /// <param name="path">The file.</param>
    /// <param name="stores">What it keeps.</param>
    /// <exception cref="IOException">It cannot be written, or another sandbox keeps it.</exception>
    public DataFile(string path, StoreRegistry stores)
    {
        (_path, _stores) = (path, stores);
        try
        {
            _lock = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException exception) when (File.Exists(path + ".lock"))
        {
            throw new IOException($"Another sandbox keeps its data in {path}.", exception);
        }

        Save();
        stores.Changes.Changed += _ => Save();
    }

    /// <summary>Leaves the file to another.</summary>
    public void Dispose() => _lock.Dispose();

    // A file that is replaced whole is never half written. Changes are told one by one, so that there is one writer.
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
            foreach (var (resource, store) in _stores.Of(company).All)
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
