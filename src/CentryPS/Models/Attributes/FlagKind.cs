namespace CentryPS.Models.Attributes;

/// <summary>
/// True or false, also as CSV files or spreadsheets in Spanish write it (<c>true</c>, <c>VERDADERO</c>, <c>1</c>).
/// PowerShell would convert any text to true, so text is read here.
/// </summary>
internal sealed class FlagKind : AttributeKind
{
    /// <summary>Reads text; null if it is neither true nor false.</summary>
    public static bool? Parse(string text) => text.Trim().ToLowerInvariant() switch
    {
        "true" or "$true" or "1" or "verdadero" => true,
        "false" or "$false" or "0" or "falso" => false,
        _ => null,
    };

    private protected override object ReadValue(object value, ReadContext context) => value switch
    {
        bool => value,
        NumberToken token => ReadValue(token.Number, context),
        _ => Parse(value as string ?? Show(value)) ?? throw CentryException.Invalid(Messages.InvalidFlag, Show(value)),
    };
}
