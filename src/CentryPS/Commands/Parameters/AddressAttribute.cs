using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;
using CentryPS.Models;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// Takes the parts of an address, named as at Centry (<c>zip_code</c>) or as in PowerShell (<c>ZipCode</c>), or an address of
/// an order. Text is refused: it is what Export-Csv makes of an address, and would take the address's place.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AddressAttribute : ReaderAttribute
{
    private static readonly Regex Word = new("(?<=[a-z0-9])[A-Z]", RegexOptions.CultureInvariant);

    private static readonly Dictionary<string, string> Names = typeof(CentryAddress).GetProperties()
        .ToDictionary(property => property.Name, property => Word.Replace(property.Name, "_$0").ToLowerInvariant(), StringComparer.OrdinalIgnoreCase);

    // What only Centry writes, and what is not an attribute.
    private static readonly HashSet<string> NotSent =
        new(StringComparer.OrdinalIgnoreCase) { nameof(CentryObject.Id), nameof(CentryObject.CreatedAt), nameof(CentryObject.UpdatedAt), nameof(CentryObject.AdditionalProperties) };

    /// <summary>The parts, by Centry's names.</summary>
    internal static IEnumerable<string> PartNames => Names.Where(name => !NotSent.Contains(name.Key)).Select(name => name.Value);

    private protected override object? ReadText(string text, CultureInfo? culture) =>
        text.Trim().Length == 0 ? null : throw CentryException.Invalid(Messages.InvalidAddress, text);

    private protected override object? ReadValue(object? value) => value switch
    {
        null or AddressParts => value,
        CentryAddress => new AddressParts(value),
        IDictionary parts => Named(parts.Cast<DictionaryEntry>().Select(part => new KeyValuePair<string, object?>(Known(part.Key.ToString()!), part.Value))),
        PSObject parts => Named(parts.Properties
            .Where(part => part.Value is not null && !NotSent.Contains(part.Name))
            .Select(part => new KeyValuePair<string, object?>(part.Name, part.Value))),
        _ => throw CentryException.Invalid(Messages.InvalidAddress, value),
    };

    // An object has what Centry gave it; what a person writes may be misspelt.
    private static string Known(string name) => Names.ContainsKey(name) || Names.ContainsValue(name) || name == "_id"
        ? name
        : throw CentryException.Invalid(Messages.UnknownAddressPart, TerminalText.Show(name), string.Join(", ", PartNames));

    private static AddressParts Named(IEnumerable<KeyValuePair<string, object?>> parts)
    {
        var named = new Hashtable();
        foreach (var part in parts)
        {
            named[Names.TryGetValue(part.Key, out var name) ? name : part.Key] = part.Value;
        }

        return new AddressParts(named);
    }
}
