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

    private protected override object ReadText(string text, ReadContext context) => Parse(text) ?? throw Invalid(text);

    private protected override object ReadValue(object value, ReadContext context) => value switch
    {
        bool => value,
        NumberToken token => ReadValue(token.Number, context),
        byte or sbyte or short or ushort or int or uint or long or ulong or decimal or double or float =>
            ReadText(Show(value), context),
        _ => throw Invalid(value),
    };

    private static CentryException Invalid(object value) => CentryException.Invalid(Messages.InvalidFlag, Show(value));
}
