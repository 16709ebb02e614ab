using CentryPS.Models.Attributes;

namespace CentryPS.Models;

/// <summary>
/// The values that Centry documents for an attribute, in Centry's order, with their meaning in the user's language.
/// Completion, validation and help use this list. A value is read in Centry's or PowerShell's spelling, ignoring case
/// (<c>cancelled_before_shipping</c>, <c>CancelledBeforeShipping</c>).
/// </summary>
internal sealed class ClosedSet : AttributeKind
{
    public static readonly ClosedSet OrderStatus = new(
        ("pending", () => Messages.TipStatusPending, ["pendiente"]),
        ("shipped", () => Messages.TipStatusShipped, ["enviado", "despachado"]),
        ("received", () => Messages.TipStatusReceived, ["recibido", "entregado"]),
        ("cancelled", () => Messages.TipStatusCancelled, ["cancelado", "anulado"]),
        ("cancelled_before_shipping", () => Messages.TipStatusCancelledBefore, []),
        ("cancelled_after_shipping", () => Messages.TipStatusCancelledAfter, []));

    public static readonly ClosedSet Gender = new(
        ("undefined", () => Messages.TipUndefined, ["indefinido"]),
        ("male", () => Messages.TipGenderMale, ["masculino", "hombre"]),
        ("female", () => Messages.TipGenderFemale, ["femenino", "mujer"]),
        ("other", () => Messages.TipGenderOther, ["otro"]));

    public static readonly ClosedSet PaymentMode = new(
        ("undefined", () => Messages.TipUndefined, ["indefinido"]),
        ("cash", () => Messages.TipPaymentCash, ["efectivo"]),
        ("credit_card", () => Messages.TipPaymentCreditCard, ["tarjeta_de_credito"]),
        ("debit_card", () => Messages.TipPaymentDebitCard, ["tarjeta_de_debito"]),
        ("transfer", () => Messages.TipPaymentTransfer, ["transferencia"]));

    /// <summary>The scopes of a sign-in. Source: Centry's documentation of OAuth.</summary>
    public static readonly ClosedSet Scope = new(
    [
        ("public", () => Messages.TipScopePublic, ["publico"]),
        .. ReadAndWrite("orders", () => Messages.TipScopeOrders),
        .. ReadAndWrite("products", () => Messages.TipScopeProducts),
        .. ReadAndWrite("integration_config", () => Messages.TipScopeIntegrations),
        .. ReadAndWrite("user", () => Messages.TipScopeUser),
        .. ReadAndWrite("webhook", () => Messages.TipScopeWebhooks),
        .. ReadAndWrite("warehouses", () => Messages.TipScopeWarehouses),
    ]);

    // Spanish words are suggested as corrections, but not accepted.
    private readonly (string Value, Func<string> Meaning, string[] Spanish)[] _members;

    private ClosedSet(params (string Value, Func<string> Meaning, string[] Spanish)[] members) => _members = members;

    public IEnumerable<string> Values => _members.Select(member => member.Value);

    /// <summary>Returns the values that begin with a text, ignoring case, with their meanings.</summary>
    public IEnumerable<(string Value, string Meaning)> StartingWith(string text) => _members
        .Where(member => member.Value.StartsWith(text, StringComparison.OrdinalIgnoreCase))
        .Select(member => (member.Value, member.Meaning()));

    /// <summary>Returns the value that a misspelt or Spanish word most resembles; null if there is none.</summary>
    public string? Nearest(string text)
    {
        var spanish = _members.SelectMany(member => member.Spanish);
        return Spelling.Nearest(text, [.. Values, .. spanish]) is { } near
            ? _members.First(member => member.Value == near || member.Spanish.Contains(near)).Value
            : null;
    }

    private protected override object ReadValue(object value, ReadContext context)
    {
        var text = value as string ?? Show(value);
        return Values.FirstOrDefault(known => Fold(known) == Fold(text))
            ?? throw CentryException.Invalid(
                MessageFormat.Join(Messages.UnknownValue, Spelling.Question(Nearest(text))),
                Show(text),
                string.Join(", ", Values));
    }

    private static string Fold(string value) => value.Trim().Replace("_", string.Empty).ToLowerInvariant();

    private static (string Value, Func<string> Meaning, string[] Spanish)[] ReadAndWrite(
        string name,
        Func<string> meaning) =>
    [
        ("read_" + name, () => Messages.TipScopeRead.With(meaning()), []),
        ("write_" + name, () => Messages.TipScopeWrite.With(meaning()), []),
    ];
}
