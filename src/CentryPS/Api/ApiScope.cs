namespace CentryPS.Api;

/// <summary>The scope that a call needs, where its collection is named as a scope of Centry's is.</summary>
internal static class ApiScope
{
    private static readonly string[] Things = ["orders", "products", "integration_config", "user", "webhook", "warehouses"];

    /// <summary>The scope that is named as what is called; null where none is.</summary>
    /// <param name="method">The HTTP method: what is got is read, and all else is written.</param>
    /// <param name="uri">The URI that was called.</param>
    public static string? Find(string? method, Uri? uri)
    {
        var collection = uri is null ? null : ApiPath.CollectionOf(uri);
        var thing = Things.FirstOrDefault(known => collection == known || collection == known + "s" || collection == known + "_info");
        return thing is null ? null : (method == "GET" ? "read_" : "write_") + thing;
    }
}
