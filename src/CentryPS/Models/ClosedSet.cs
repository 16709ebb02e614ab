namespace CentryPS.Models;

/// <summary>
/// The values that Centry documents for an attribute, in Centry's order, each with what it means in the user's language:
/// the one list for completion, checking and help.
/// </summary>
internal sealed class ClosedSet
{
    /// <summary>The states of an order (<c>_status</c>).</summary>
    public static readonly ClosedSet OrderStatus = new(
        ("pending", () => Messages.TipStatusPending),
        ("shipped", () => Messages.TipStatusShipped),
        ("received", () => Messages.TipStatusReceived),
        ("cancelled", () => Messages.TipStatusCancelled),
        ("cancelled_before_shipping", () => Messages.TipStatusCancelledBefore),
        ("cancelled_after_shipping", () => Messages.TipStatusCancelledAfter));

    /// <summary>The genders of a buyer (<c>_buyer_gender</c>).</summary>
    public static readonly ClosedSet Gender = new(
        ("undefined", () => Messages.TipUndefined),
        ("male", () => Messages.TipGenderMale),
        ("female", () => Messages.TipGenderFemale),
        ("other", () => Messages.TipGenderOther));

    /// <summary>The ways of paying (<c>_payment_mode</c>).</summary>
    public static readonly ClosedSet PaymentMode = new(
        ("undefined", () => Messages.TipUndefined),
        ("cash", () => Messages.TipPaymentCash),
        ("credit_card", () => Messages.TipPaymentCreditCard),
        ("debit_card", () => Messages.TipPaymentDebitCard),
        ("transfer", () => Messages.TipPaymentTransfer));

    /// <summary>The scopes of a sign-in. Source: Centry's documentation of OAuth.</summary>
    public static readonly ClosedSet Scope = new(
    [
        ("public", () => Messages.TipScopePublic),
        .. ReadAndWrite("orders", () => Messages.TipScopeOrders),
        .. ReadAndWrite("products", () => Messages.TipScopeProducts),
        .. ReadAndWrite("integration_config", () => Messages.TipScopeIntegrations),
        .. ReadAndWrite("user", () => Messages.TipScopeUser),
        .. ReadAndWrite("webhook", () => Messages.TipScopeWebhooks),
        .. ReadAndWrite("warehouses", () => Messages.TipScopeWarehouses),
    ]);

    private readonly (string Value, Func<string> Meaning)[] _members;

    private ClosedSet(params (string Value, Func<string> Meaning)[] members) => _members = members;

    /// <summary>The values.</summary>
    public IEnumerable<string> Values => _members.Select(member => member.Value);

    /// <summary>The set with this name: that of its field here.</summary>
    public static ClosedSet Named(string name) => (ClosedSet)typeof(ClosedSet).GetField(name)!.GetValue(null)!;

    /// <summary>The values that begin with a text, in any case, each with its meaning.</summary>
    public IEnumerable<(string Value, string Meaning)> StartingWith(string text) => _members
        .Where(member => member.Value.StartsWith(text, StringComparison.OrdinalIgnoreCase))
        .Select(member => (member.Value, member.Meaning()));

    /// <summary>The value that a text spells, in Centry's spelling or in PowerShell's, in any case; else null.</summary>
    public string? Find(string text) => Values.FirstOrDefault(value => Fold(value) == Fold(text));

    private static string Fold(string value) => value.Trim().Replace("_", string.Empty).ToLowerInvariant();

    private static (string Value, Func<string> Meaning)[] ReadAndWrite(string name, Func<string> meaning) =>
    [
        ("read_" + name, () => Messages.TipScopeRead.With(meaning())),
        ("write_" + name, () => Messages.TipScopeWrite.With(meaning())),
    ];
}
