using System.Management.Automation;
using CentryPS.Models;

namespace CentryPS.Commands.Parameters;

/// <summary>Reads the inputs of a command that changes objects.</summary>
/// <param name="header">Binds the columns of rows.</param>
/// <param name="key">The role of the column that identifies an object: the id or a match.</param>
internal sealed class ChangeInputReader<T>(RowHeader header, ColumnRole key)
    where T : CentryAccountObject
{
    private Row? _blank;
    private bool _hasInput;
    private int _position;

    /// <summary>The error if all rows were blank; null if an input was not.</summary>
    public CentryException? AllBlank => _hasInput || _blank is null ? null
        : CentryException.Invalid(
            Messages.AllRowsBlank, string.Join(", ", _blank.ColumnNames.Select(TerminalText.Show)));

    /// <summary>Reads an input; null for a blank row.</summary>
    /// <param name="item">The id, object or row.</param>
    /// <param name="isText">Whether it is an id, or the text of a match.</param>
    public ChangeInput? Read(object item, bool isText)
    {
        _position++;
        var input = !isText ? ChangeInput.From<T>(PSObject.AsPSObject(item), header)
            : key == ColumnRole.Match ? new ChangeInput(item, Id: null) { Match = (string)item }
            : new ChangeInput(item, (string)item);
        input = input with { RowNumber = Row.NumberOf(item, _position) };
        if (input.Row is { IsBlank: true } blank)
        {
            _blank = blank;
            return null;
        }

        if (input.Id is null && input.Match is null)
        {
            throw Unidentified(input);
        }

        _hasInput = true;
        return input;
    }

    // The first row has the columns of all rows of a file.
    private CentryException Unidentified(ChangeInput input) =>
        input.Row is not { } row ? CentryException.Invalid(Messages.BlankIdInRow)
        : !row.Has(key) ? row.WithoutId(isFirst: !_hasInput)
        : input.RowNumber is { } number ? CentryException.Invalid(Messages.InvalidRow, number, Messages.BlankIdInRow)
        : CentryException.Invalid(Messages.InRow, _position, Messages.BlankIdInRow);
}
