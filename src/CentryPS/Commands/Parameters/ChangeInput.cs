using CentryPS.Api;
using CentryPS.Models;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// An input of a command that changes objects: an id, an object, live or deserialized, of which only the id is used, or
/// a row whose columns specify the change.
/// </summary>
/// <param name="Target">The input itself, for errors.</param>
/// <param name="Id">The id; null if the input has none.</param>
internal sealed record ChangeInput(object Target, string? Id)
{
    public Row? Row { get; init; }

    public int? RowNumber { get; init; }

    /// <summary>The text other than the id that identifies the object; null if there is none.</summary>
    public string? Match { get; init; }

    public ObjectOrigin Origin { get; init; } = ObjectOrigin.Unknown;

    public CentryObject? Object => Target as CentryObject;

    /// <summary>The input with its id without white space and a leading apostrophe.</summary>
    /// <param name="advice">The advice if the text is not an id; null for none.</param>
    public ChangeInput WithCheckedId(string? advice)
    {
        var trimmed = Id?.Trim().TrimStart('\''); // a spreadsheet's mark for text, never part of an id
        return trimmed is null || ObjectId.IsValid(trimmed)
            ? this with { Id = trimmed }
            : InRow<ChangeInput>(() => throw CentryException.Invalid(
                MessageFormat.Join(Messages.InvalidId, advice), TerminalText.Show(Id!)));
    }

    /// <summary>Reads cells. The message of a failure names the row.</summary>
    public TValue InRow<TValue>(Func<TValue> read)
    {
        var key = TerminalText.Show(Id ?? Match!);
        return Row is null ? read()
            : Place.In(Messages.InvalidRow, RowNumber is { } number ? $"{number} ({key})" : key, read);
    }
}
