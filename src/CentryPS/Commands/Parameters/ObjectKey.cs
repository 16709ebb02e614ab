using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>The text that says which object is meant: an id, or a number of the shop.</summary>
internal static class ObjectKey
{
    private static readonly TextKind Text = new();

    /// <summary>Reads a cell, without blanks around it. Extended JSON of MongoDB writes an id as <c>{"$oid": "…"}</c>.</summary>
    /// <exception cref="CentryException">It is no text, or a spreadsheet has changed it.</exception>
    public static string Read(object value) => value is IDictionary<string, object?> { Count: 1 } map && map.TryGetValue("$oid", out var id) && id is string text
        ? text
        : ((string)Text.Read(value, new ReadContext(ValueSource.Cell))).Trim();

    /// <summary>Checks that a text can be an id of Centry's.</summary>
    /// <param name="id">The text.</param>
    /// <param name="advice">What else it might be; null for nothing.</param>
    /// <exception cref="CentryException">It cannot.</exception>
    public static string Checked(string id, string? advice)
    {
        var trimmed = id.Trim().TrimStart('\''); // an apostrophe guards a cell, and is never part of an id
        return ObjectId.IsValid(trimmed) ? trimmed
            : throw CentryException.Invalid(MessageFormat.Join(Messages.InvalidId, advice), TerminalText.Show(id));
    }
}
