using System.Runtime.CompilerServices;
using System.Text.Json;

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
    public string? Email { get => Get(); set => Set(value); }

    /// <summary>The person's first name.</summary>
    public string? FirstName { get => Get(); set => Set(value); }

    /// <summary>The person's last name.</summary>
    public string? LastName { get => Get(); set => Set(value); }

    /// <summary>The first telephone number.</summary>
    public string? Phone1 { get => Get(); set => Set(value); }

    /// <summary>The second telephone number.</summary>
    public string? Phone2 { get => Get(); set => Set(value); }

    /// <summary>Street and number.</summary>
    public string? Line1 { get => Get(); set => Set(value); }

    /// <summary>The rest of the address.</summary>
    public string? Line2 { get => Get(); set => Set(value); }

    /// <summary>The postal code.</summary>
    public string? ZipCode { get => Get(); set => Set(value); }

    /// <summary>The commune or county.</summary>
    public string? County { get => Get(); set => Set(value); }

    /// <summary>The city.</summary>
    public string? City { get => Get(); set => Set(value); }

    /// <summary>The region or state.</summary>
    public string? State { get => Get(); set => Set(value); }

    /// <summary>The country.</summary>
    public string? Country { get => Get(); set => Set(value); }

    /// <summary>The parts by Centry's names.</summary>
    internal Dictionary<string, object?> Parts { get; }

    private string? Get([CallerMemberName] string property = "") =>
        Parts.TryGetValue(ApiName(property), out var part) ? part as string : null;

    private void Set(string? part, [CallerMemberName] string property = "") => Parts[ApiName(property)] = part;

    private static string ApiName(string property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property);
}
