using System.Collections;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// The parts of an address to change, and no others. A type of its own, so that the engine completes its parts within
/// <c>-AddressShipping @{</c>.
/// </summary>
public sealed class AddressParts
{
    private readonly Hashtable _parts = [];

    /// <summary>Says nothing yet.</summary>
    public AddressParts() => Given = _parts;

    internal AddressParts(object given) => Given = given;

    /// <summary>The person's e-mail address.</summary>
    public string? Email { get => Get("email"); set => _parts["email"] = value; }

    /// <summary>The person's first name.</summary>
    public string? FirstName { get => Get("first_name"); set => _parts["first_name"] = value; }

    /// <summary>The person's last name.</summary>
    public string? LastName { get => Get("last_name"); set => _parts["last_name"] = value; }

    /// <summary>The first telephone number.</summary>
    public string? Phone1 { get => Get("phone1"); set => _parts["phone1"] = value; }

    /// <summary>The second telephone number.</summary>
    public string? Phone2 { get => Get("phone2"); set => _parts["phone2"] = value; }

    /// <summary>Street and number.</summary>
    public string? Line1 { get => Get("line1"); set => _parts["line1"] = value; }

    /// <summary>The rest of the address.</summary>
    public string? Line2 { get => Get("line2"); set => _parts["line2"] = value; }

    /// <summary>The postal code.</summary>
    public string? ZipCode { get => Get("zip_code"); set => _parts["zip_code"] = value; }

    /// <summary>The commune or county.</summary>
    public string? County { get => Get("county"); set => _parts["county"] = value; }

    /// <summary>The city.</summary>
    public string? City { get => Get("city"); set => _parts["city"] = value; }

    /// <summary>The region or state.</summary>
    public string? State { get => Get("state"); set => _parts["state"] = value; }

    /// <summary>The country.</summary>
    public string? Country { get => Get("country"); set => _parts["country"] = value; }

    /// <summary>What was given: an address, or parts by Centry's names.</summary>
    internal object Given { get; }

    private string? Get(string name) => _parts[name] as string;
}
