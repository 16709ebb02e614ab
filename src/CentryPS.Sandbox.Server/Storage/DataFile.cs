using System.Text.Json;
using System.Text.Json.Nodes;
using CentryPS.Sandbox.Server.Resources;

namespace CentryPS.Sandbox.Server.Storage;

/// <summary>Keeps a sandbox's state in a file: read at the start, written anew after each change.</summary>
internal static class DataFile
{
    public static void Attach(SandboxServer server, SandboxOptions options)
    {
        if (options.DataFile is not { } file || !TryLoad(server, file))
        {
            SeedData.Fill(server.Webhooks, server.Orders, server.Products, options);
        }

        if (options.DataFile is { } kept)
        {
            var writing = new Lock();
            foreach (var store in new[] { server.Webhooks, server.Orders })
            {
                store.Changed += () => Save(server, kept, writing);
            }

            Save(server, kept, writing);
        }
    }

    private static bool TryLoad(SandboxServer server, string file)
    {
        if (!File.Exists(file))
        {
            return false;
        }

        var data = JsonNode.Parse(File.ReadAllText(file)) as JsonObject;
        server.Webhooks.Load(Items(data, "webhooks", file));
        server.Orders.Load(Items(data, "orders", file));
        server.Products.Load(Items(data, "products", file));
        return true;
    }

    private static JsonArray Items(JsonObject? data, string name, string file) =>
        data?[name] as JsonArray ?? throw new JsonException($"{file} is no data of a sandbox: it has no list of {name}.");

    // A file that is replaced whole is never half written.
    private static void Save(SandboxServer server, string file, Lock writing)
    {
        lock (writing)
        {
            var data = new JsonObject
            {
                ["webhooks"] = new JsonArray([.. server.Webhooks.All()]),
                ["orders"] = new JsonArray([.. server.Orders.All()]),
                ["products"] = new JsonArray([.. server.Products.All()]),
            };
            File.WriteAllBytes(file + ".new", SandboxJson.Bytes(data));
            File.Move(file + ".new", file, overwrite: true);
        }
    }
}
