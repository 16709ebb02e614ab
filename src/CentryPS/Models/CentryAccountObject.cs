using System.Text.Json.Serialization;

namespace CentryPS.Models;

/// <summary>An object of a company's account: an order or a webhook.</summary>
public abstract class CentryAccountObject : CentryObject
{
    /// <summary>The company that the object belongs to (<c>company_id</c>).</summary>
    public string? CompanyId { get; set; }

    /// <summary>The base URI of the session that read the object; null if none did. It is never sent.</summary>
    [JsonIgnore]
    public Uri? BaseUri { get; set; }
}
