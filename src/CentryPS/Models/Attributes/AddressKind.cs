namespace CentryPS.Models.Attributes;

/// <summary>
/// An address or some of its parts. Each part is text under Centry's name (<c>zip_code</c>) or PowerShell's
/// (<c>ZipCode</c>). The value is a dictionary of the parts by Centry's names.
/// </summary>
internal sealed class AddressKind : AttributeKind
{
    private static readonly TextKind Text = new();

    /// <summary>The names of the parts that can be set, as Centry spells them.</summary>
    public static IEnumerable<string> PartNames =>
        ObjectAttributes.Names(typeof(CentryAddress)).Where(name => !AttributeTable.IsReadOnly(name));

    /// <summary>Returns true if only Centry writes a part. The id is sent under Centry's name.</summary>
    public static bool IsReadOnly(string part) => part == nameof(CentryObject.AdditionalProperties)
        || (part != "_id" && AttributeTable.IsReadOnly(ApiName(part) ?? part));

    public override bool IsStructured => true;

    /// <remarks>Compares by part: parts that are not sent stay unchanged.</remarks>
    public override bool AreEqual(object? sent, object? stored) => sent is IDictionary<string, object?> parts
        ? parts.All(part => Equals(part.Value, ObjectAttributes.Get(stored as CentryAddress, part.Key)))
        : sent is null && stored is null;

    /// <summary>Returns the parts of an address that can be set and have a value, by Centry's names.</summary>
    public static Dictionary<string, object?> PartsOf(CentryAddress address) => ObjectAttributes.Of(address)
        .Where(part => !AttributeTable.IsReadOnly(part.Key))
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
        if (isObject && !parts.Keys.Any(key => PartNames.Contains(ApiName(key))))
        {
            throw Invalid(parts);
        }

        foreach (var part in parts.Where(part => !IsReadOnly(part.Key)))
        {
            var known = ApiName(part.Key);
            var name = known ?? (isObject ? part.Key : throw Unknown(part.Key));
            if (!Blank.Is(part.Value) || (!isObject && context.Source != ValueSource.Cell))
            {
                read[name] = read.ContainsKey(name) ? throw CentryException.Invalid(Messages.GivenTwice, name)
                    : known is null ? JsonKind.ToJson(part.Value, name)
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

    private static string? ApiName(string part) => ObjectAttributes.Find(typeof(CentryAddress), part);

    private static CentryException Unknown(string name) => CentryException.Invalid(
        MessageFormat.Join(Messages.UnknownAddressPart, Spelling.Question(name, PartNames)),
        TerminalText.Show(name),
        string.Join(", ", PartNames));

    private static CentryException Invalid(object value) =>
        CentryException.Invalid(Messages.InvalidAddress, Show(value));
}
