namespace CentryPS.Commands;

/// <summary>The ways of paying (Centry's <c>_payment_mode</c>).</summary>
public sealed class PaymentModeCompleter : ValueCompleter
{
    internal override IReadOnlyList<KeyValuePair<string, string>> Values =>
    [
        new("undefined", Messages.TipUndefined),
        new("cash", Messages.TipPaymentCash),
        new("credit_card", Messages.TipPaymentCreditCard),
        new("debit_card", Messages.TipPaymentDebitCard),
        new("transfer", Messages.TipPaymentTransfer),
    ];
}
