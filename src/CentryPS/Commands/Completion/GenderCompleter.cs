namespace CentryPS.Commands;

/// <summary>The genders of a buyer (Centry's <c>_buyer_gender</c>).</summary>
public sealed class GenderCompleter : ValueCompleter
{
    internal override IReadOnlyList<KeyValuePair<string, string>> Values =>
    [
        new("undefined", Messages.TipUndefined),
        new("male", Messages.TipGenderMale),
        new("female", Messages.TipGenderFemale),
        new("other", Messages.TipGenderOther),
    ];
}
