using System.Globalization;

namespace CentryPS.Commands;

/// <summary>The scopes of a sign-in. Source: Centry's documentation of OAuth.</summary>
public sealed class ScopeCompleter : ValueCompleter
{
    private static readonly string[] Things = ["orders", "products", "integration_config", "user", "webhook"];

    internal override IReadOnlyList<KeyValuePair<string, string>> Values =>
        [new("public", Messages.TipScopePublic), .. Things.SelectMany(Both)];

    private static KeyValuePair<string, string>[] Both(string thing) =>
    [
        new("read_" + thing, string.Format(CultureInfo.CurrentCulture, Messages.TipScopeRead, thing)),
        new("write_" + thing, string.Format(CultureInfo.CurrentCulture, Messages.TipScopeWrite, thing)),
    ];
}
