using System.Collections;
using System.Management.Automation;
using System.Text.RegularExpressions;
using CentryPS.Api;
using CentryPS.Models;

namespace CentryPS.Commands.Parameters;

/// <summary>Reads the inputs of a command that changes objects.</summary>
/// <param name="header">Binds the columns of rows.</param>
/// <param name="key">The role of the column that identifies an object: the id or a match.</param>
internal sealed class ChangeInputReader<T>(RowHeader header, ColumnRole key)
    where T : CentryAccountObject
{
    // The types of a live or deserialized object, and of the row into which Select-Object turns one.
    private static readonly Regex Model = new(
        @"^(?:(?<selected>Selected\.)|Deserialized\.)?(?<name>CentryPS\.Models\..+)$", RegexOptions.CultureInvariant);

    private Row? _blank;
    private bool _hasInput;
    private int _position;

    /// <summary>The error if all rows were blank; null if an input was not.</summary>
    public CentryException? AllBlank => _hasInput || _blank is null ? null
        : CentryException.Invalid(
            Messages.AllRowsBlank, string.Join(", ", _blank.ColumnNames.Select(TerminalText.Show)));

    /// <summary>Reads an input; null for a blank row.</summary>
    /// <param name="item">The id, object or row.</param>
    /// <param name="isText">True if it is an id, or the text of a match.</param>
    public ChangeInput? Read(object item, bool isText)
    {
        _position++;
        var input = !isText ? ReadObject(PSObject.AsPSObject(item))
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

    private ChangeInput ReadObject(PSObject input)
    {
        if (input.Unwrap() is T live)
        {
            return new ChangeInput(live, live.Id) { Origin = ObjectOrigin.Of(live) };
        }

        if (input.Unwrap() is CentryNotification notification && typeof(T) == typeof(CentryOrder))
        {
            return notification.OrderId is { } id ? new ChangeInput(notification, id)
                : throw CentryException.Invalid(Messages.NotAboutAnOrder, notification);
        }

        var model = input.TypeNames.Select(name => Model.Match(name)).FirstOrDefault(match => match.Success);
        if (model?.Groups["name"].Value is { } name && name != typeof(T).FullName)
        {
            throw CentryException.Invalid(Messages.OtherKind, name.Split('.').Last(), typeof(T).Name);
        }

        if (model?.Groups["selected"].Success == false)
        {
            return new ChangeInput(input, Text(nameof(CentryObject.Id)))
            {
                Origin = new ObjectOrigin(
                    Text(nameof(CentryAccountObject.BaseUri)),
                    Text(nameof(CentryAccountObject.CompanyId))),
            };
        }

        var row = Row.Read(input, header);
        return new ChangeInput(input.Unwrap() as IDictionary ?? (object)input, Key(ColumnRole.Id))
        {
            Row = row,
            Match = Key(ColumnRole.Match),
            Origin = new ObjectOrigin(Key(ColumnRole.BaseUri), Key(ColumnRole.CompanyId)),
        };

        string? Text(string property) => input.Properties[property]?.Value.Unwrap()?.ToString();

        string? Key(ColumnRole role) => row.Keys(role) switch
        {
            [] => null,
            [var key] => key,
            [var one, var other, ..] => throw CentryException.Invalid(Messages.TwoIds, one, other),
        };
    }

    // The first row has the columns of all rows of a file.
    private CentryException Unidentified(ChangeInput input) =>
        input.Row is not { } row ? CentryException.Invalid(Messages.BlankIdInRow)
        : !row.Has(key) ? row.WithoutId(isFirst: !_hasInput)
        : input.RowNumber is { } number ? CentryException.Invalid(Messages.InvalidRow, number, Messages.BlankIdInRow)
        : CentryException.Invalid(Messages.InRow, _position, Messages.BlankIdInRow);
}
