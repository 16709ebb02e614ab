namespace CentryPS.Models;

/// <summary>A billing or shipping address of an order.</summary>
public sealed class CentryAddress : CentryObject
{
    /// <summary>The person's e-mail address (<c>email</c>).</summary>
    public string? Email { get; set; }

    /// <summary>The person's first name (<c>first_name</c>).</summary>
    public string? FirstName { get; set; }

    /// <summary>The person's last name (<c>last_name</c>).</summary>
    public string? LastName { get; set; }

    /// <summary>The first telephone number (<c>phone1</c>).</summary>
    public string? Phone1 { get; set; }

    /// <summary>The second telephone number (<c>phone2</c>).</summary>
    public string? Phone2 { get; set; }

    /// <summary>Street and number (<c>line1</c>).</summary>
    public string? Line1 { get; set; }

    /// <summary>The rest of the address (<c>line2</c>).</summary>
    public string? Line2 { get; set; }

    /// <summary>The postal code (<c>zip_code</c>).</summary>
    public string? ZipCode { get; set; }

    /// <summary>The commune or county (<c>county</c>).</summary>
    public string? County { get; set; }

    /// <summary>The city (<c>city</c>).</summary>
    public string? City { get; set; }

    /// <summary>The region or state (<c>state</c>).</summary>
    public string? State { get; set; }

    /// <summary>The country (<c>country</c>).</summary>
    public string? Country { get; set; }

    /// <summary>Returns name and address in one line, without the parts that are missing.</summary>
    public override string ToString() =>
        string.Join(", ", new[] { $"{FirstName} {LastName}".Trim(), Line1, Line2, County, City, State, Country }
            .Where(part => !string.IsNullOrWhiteSpace(part)));
}
