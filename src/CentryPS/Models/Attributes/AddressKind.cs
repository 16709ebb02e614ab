using System.Text.RegularExpressions;

namespace CentryPS.Models.Attributes;

/// <summary>
/// An address or some of its parts. Each part is text under Centry's name (<c>zip_code</c>) or PowerShell's
/// (<c>ZipCode</c>). The value is a dictionary of the parts by Centry's names.
/// </summary>
internal sealed class AddressKind : AttributeKind
{
    private static readonly Regex WordStart = new("(?<=[a-z0-9])[A-Z]", RegexOptions.CultureInvariant);

    private static readonly TextKind Text = new();

    // Only Centry writes these.
    private static readonly HashSet<string> ReadOnly = new(StringComparer.OrdinalIgnoreCase)
    {
        "Id", "CreatedAt", "UpdatedAt", "created_at", "updated_at", nameof(CentryObject.AdditionalProperties),
    };

    private static readonly Dictionary<string, string> Names = PartProperties()
        .SelectMany(name => new[] { (Key: name, Value: ApiName(name)), (Key: ApiName(name), Value: ApiName(name)) })
        .GroupBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, group => group.First().Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of the parts that can be set, as Centry spells them.</summary>
    public static IEnumerable<string> PartNames => PartProperties().Select(ApiName);

    /// <summary>Returns true if only Centry writes a part.</summary>
    public static bool IsReadOnly(string part) => ReadOnly.Contains(part);

    /// <inheritdoc/>
    public override bool IsStructured => true;

    /// <inheritdoc/>
    /// <remarks>Compares by part: parts that are not sent stay unchanged.</remarks>
    public override bool AreEqual(object? sent, object? stored) => sent is IDictionary<string, object?> parts
        ? parts.All(part => Equals(part.Value, Stored(stored, part.Key)))
        : sent is null && stored is null;

    /// <summary>Returns the parts of an address that can be set and have a value, by Centry's names.</summary>
    public static Dictionary<string, object?> PartsOf(CentryAddress address) => ObjectAttributes.Of(address)
        .Where(part => part.Key != "_id" && !ReadOnly.Contains(part.Key))
        .ToDictionary(part => part.Key, part => part.Value);

    /// <summary>Returns the parts of an address with some of them changed, in case Centry replaces addresses.</summary>
    public static Dictionary<string, object?> Merge(CentryAddress stored, IDictionary<string, object?> parts)
    {
        var merged = PartsOf(stored);
        foreach (var part in parts)
        {
            merged[part.Key] = part.Value;
        }

        return merged;
    }

    /// <summary>Returns a part of an address; null if the address does not have it.</summary>
    public static object? Stored(object? address, string part) =>
        address is CentryAddress stored ? ObjectAttributes.Get(stored, part) : null;

    private protected override object ReadText(string text, ReadContext context) => throw Invalid(text);

    private protected override object ReadValue(object value, ReadContext context) => value switch
    {
        CentryAddress address => Read(ObjectAttributes.Of(address), context, isObject: true),
        IDictionary<string, object?> parts => Read(parts, context, isObject: value is ObjectProperties),
        _ => throw Invalid(value),
    };

    // An object has the parts that Centry returned; a part that a user writes may be misspelt or an empty variable.
    private static Dictionary<string, object?> Read(
        IDictionary<string, object?> parts,
        ReadContext context,
        bool isObject)
    {
        var read = new Dictionary<string, object?>();
        if (!parts.Keys.Any(Names.ContainsKey) && isObject)
        {
            throw Invalid(parts);
        }

        foreach (var part in parts.Where(part => !ReadOnly.Contains(part.Key)))
        {
            var name = Names.TryGetValue(part.Key, out var known) ? known
                : isObject || part.Key == "_id" ? part.Key
                : throw Unknown(part.Key);
            if (!Blank.Is(part.Value) || (!isObject && context.Source != ValueSource.Cell))
            {
                read[name] = read.ContainsKey(name) ? throw CentryException.Invalid(Messages.GivenTwice, name)
                    : known is null && isObject ? JsonKind.ToJson(part.Value, name)
                    : ReadPart(name, part.Value, context);
            }
        }

        return read.Count > 0 ? read : throw Invalid(parts);
    }

    private static object? ReadPart(string name, object? value, ReadContext context) => context.Source switch
    {
        ValueSource.Argument when Blank.Is(value) => throw CentryException.Invalid(Messages.BlankAddressPart, name),
        ValueSource.Property when Blank.IsMissing(value) =>
            throw CentryException.Invalid(Messages.MissingInProperty, name),
        _ => value is null or "" ? value : Text.Read(value, context),
    };

    private static IEnumerable<string> PartProperties() => typeof(CentryAddress).GetProperties()
        .Select(property => property.Name)
        .Where(name => !ReadOnly.Contains(name));

    private static string ApiName(string name) => WordStart.Replace(name, "_$0").ToLowerInvariant();

    private static CentryException Unknown(string name) => CentryException.Invalid(
        MessageFormat.Join(Messages.UnknownAddressPart, Spelling.Question(name, PartNames)),
        TerminalText.Show(name),
        string.Join(", ", PartNames));

    private static CentryException Invalid(object value) =>
        CentryException.Invalid(Messages.InvalidAddress, Show(value));
}
