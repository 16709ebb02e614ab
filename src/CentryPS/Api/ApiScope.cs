namespace CentryPS.Api;

/// <summary>Determines the scope that a call needs from the collection in its path.</summary>
internal static class ApiScope
{
    private static readonly string[] Subjects =
        ["orders", "products", "integration_config", "user", "webhook", "warehouses"];

    /// <summary>Returns the scope, such as <c>read_orders</c>; null if no scope matches the collection.</summary>
    /// <param name="method">The HTTP method: GET needs a read scope, any other method a write scope.</param>
    /// <param name="uri">The URI that was called.</param>
    public static string? Find(string? method, Uri? uri)
    {
        var collection = uri is null ? null : ApiPath.CollectionOf(uri);
        var subject = Subjects.FirstOrDefault(name =>
            collection == name || collection == name + "s" || collection == name + "_info");
        return subject is null ? null : (method == "GET" ? "read_" : "write_") + subject;
    }
}
