using System.Management.Automation;
using System.Text.RegularExpressions;
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
    // The types of a live or deserialized object, and of the row into which Select-Object turns one.
    private static readonly Regex Model = new(
        @"^(?:(?<selected>Selected\.)|Deserialized\.)?(?<name>CentryPS\.Models\..+)$", RegexOptions.CultureInvariant);

    public Row? Row { get; private init; }

    public int? RowNumber { get; init; }

    /// <summary>The text other than the id that identifies the object; null if there is none.</summary>
    public string? Match { get; init; }

    public ObjectOrigin Origin { get; private init; } = ObjectOrigin.Unknown;

    public CentryObject? Object => Target as CentryObject;

    /// <summary>Reads an object or a row.</summary>
    /// <typeparam name="T">The type of objects that the command changes.</typeparam>
    public static ChangeInput From<T>(PSObject input, RowHeader header)
        where T : CentryAccountObject
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
                Origin = new(Text(nameof(CentryAccountObject.BaseUri)), Text(nameof(CentryAccountObject.CompanyId))),
            };
        }

        var row = Row.Read(input, header);
        return new ChangeInput(input.Unwrap() as System.Collections.IDictionary ?? (object)input, Key(ColumnRole.Id))
        {
            Row = row,
            Match = Key(ColumnRole.Match),
            Origin = new(Key(ColumnRole.BaseUri), Key(ColumnRole.CompanyId)),
        };

        string? Text(string property) => input.Properties[property]?.Value.Unwrap()?.ToString();

        string? Key(ColumnRole role) => row.Keys(role) switch
        {
            [] => null,
            [var key] => key,
            [var one, var other, ..] => throw CentryException.Invalid(Messages.TwoIds, one, other),
        };
    }

    /// <summary>The input with its id without white space and a leading apostrophe.</summary>
    /// <param name="advice">What to do if the text is not an id; null for no advice.</param>
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
