namespace CentryPS.Commands.Parameters;

/// <summary>
/// The parts of an address to change. PowerShell completes its properties within <c>-AddressShipping @{</c>.
/// </summary>
public sealed class AddressParts
{
    /// <summary>Creates an address without parts.</summary>
    public AddressParts()
        : this([])
    {
    }

    internal AddressParts(Dictionary<string, object?> parts) => Parts = parts;

    /// <summary>The person's e-mail address.</summary>
    public string? Email { get => Get("email"); set => Parts["email"] = value; }

    /// <summary>The person's first name.</summary>
    public string? FirstName { get => Get("first_name"); set => Parts["first_name"] = value; }

    /// <summary>The person's last name.</summary>
    public string? LastName { get => Get("last_name"); set => Parts["last_name"] = value; }

    /// <summary>The first telephone number.</summary>
    public string? Phone1 { get => Get("phone1"); set => Parts["phone1"] = value; }

    /// <summary>The second telephone number.</summary>
    public string? Phone2 { get => Get("phone2"); set => Parts["phone2"] = value; }

    /// <summary>Street and number.</summary>
    public string? Line1 { get => Get("line1"); set => Parts["line1"] = value; }

    /// <summary>The rest of the address.</summary>
    public string? Line2 { get => Get("line2"); set => Parts["line2"] = value; }

    /// <summary>The postal code.</summary>
    public string? ZipCode { get => Get("zip_code"); set => Parts["zip_code"] = value; }

    /// <summary>The commune or county.</summary>
    public string? County { get => Get("county"); set => Parts["county"] = value; }

    /// <summary>The city.</summary>
    public string? City { get => Get("city"); set => Parts["city"] = value; }

    /// <summary>The region or state.</summary>
    public string? State { get => Get("state"); set => Parts["state"] = value; }

    /// <summary>The country.</summary>
    public string? Country { get => Get("country"); set => Parts["country"] = value; }

    /// <summary>The parts by Centry's names.</summary>
    internal Dictionary<string, object?> Parts { get; }

    private string? Get(string name) => Parts.TryGetValue(name, out var part) ? part as string : null;
}
