using System.Text.Encodings.Web;
using System.Text.Json;

namespace CentryPS.Sandbox.Server.Storage;

/// <summary>Keeps what the stores hold in a file, written anew after each change.</summary>
internal sealed class DataFile(string path, StoreRegistry stores)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the file, and from now on after each change.</summary>
    public void Keep()
    {
        Save();
        stores.Changes.Changed += _ => Save();
    }

    // A file that is replaced whole is never half written. Changes are told one by one, so that there is one writer.
    private void Save()
    {
        using (var file = File.Create(path + ".new"))
        using (var writer = new Utf8JsonWriter(file, Options))
        {
            Write(writer);
        }

        File.Move(path + ".new", path, overwrite: true);
    }

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("companies");
        foreach (var company in stores.Companies)
        {
            writer.WriteStartObject(company);
            foreach (var (resource, store) in stores.Of(company).All)
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
