using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>Reads the text that identifies an object: an id, or a number of the shop.</summary>
internal static class ObjectKey
{
    private static readonly TextKind Text = new();

    /// <summary>
    /// Reads a cell without surrounding white space. MongoDB Extended JSON writes an id as <c>{"$oid": "..."}</c>.
    /// </summary>
    /// <exception cref="CentryException">The cell is not text, or a spreadsheet has changed it.</exception>
    public static string Read(object value) =>
        value is IDictionary<string, object?> { Count: 1 } map && map.TryGetValue("$oid", out var id)
            && id is string text
            ? text
            : ((string)Text.Read(value, new ReadContext(ValueSource.Cell))).Trim();

    /// <summary>Checks that a text can be an id of Centry.</summary>
    /// <param name="id">The text.</param>
    /// <param name="advice">What to do if it cannot; null for no advice.</param>
    /// <exception cref="CentryException">It cannot be one.</exception>
    public static string Checked(string id, string? advice)
    {
        var trimmed = id.Trim().TrimStart('\''); // a spreadsheet's mark for text, never part of an id
        return ObjectId.IsValid(trimmed) ? trimmed
            : throw CentryException.Invalid(MessageFormat.Join(Messages.InvalidId, advice), TerminalText.Show(id));
    }
}
