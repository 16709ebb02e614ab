using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Models;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// What came into a command that changes objects: an id, an object of which only the id counts, live or deserialized, or a
/// row whose columns say what to change.
/// </summary>
/// <param name="Target">What came, for errors.</param>
/// <param name="Id">The id; null where none was given.</param>
internal sealed record ChangeInput(object Target, string? Id)
{
    private const string Deserialized = "Deserialized.";
    private const string Selected = "Selected.";

    /// <summary>The row; null where it is not one.</summary>
    public Row? Row { get; private init; }

    /// <summary>Its row in the table that it comes from, as a spreadsheet counts it: the header is row 1. Null where it comes from none.</summary>
    public int? TableRow { get; init; }

    /// <summary>How a message names its row: by number and id, as far as they are known.</summary>
    public string RowName => (TableRow, Id ?? Match) switch
    {
        ({ } row, { } key) => $"{row} ({TerminalText.Show(key)})",
        (var row, var key) => key is null ? $"{row}" : TerminalText.Show(key),
    };

    /// <summary>The text of the column that says which object it is, where the id does not; null where there is none.</summary>
    public string? Match { get; private init; }

    /// <summary>Where the object or the row came from.</summary>
    public ObjectOrigin Origin { get; private init; } = ObjectOrigin.Unknown;

    /// <summary>The object, where a live one came.</summary>
    public CentryObject? Object => Target as CentryObject;

    /// <summary>A text by which an object is found that is not its id.</summary>
    public static ChangeInput Of(object target, string match) => new(target, Id: null) { Match = match };

    /// <summary>Reads what came through the pipeline or as <c>-InputObject</c>.</summary>
    /// <param name="input">What came.</param>
    /// <param name="header">Binds the columns of a row.</param>
    /// <typeparam name="T">The kind of object that the command changes.</typeparam>
    /// <exception cref="CentryException">It is an object of another kind, or does not say one thing.</exception>
    public static ChangeInput From<T>(PSObject input, RowHeader header)
        where T : CentryAccountObject => input.Unwrap() switch
        {
            T live => new ChangeInput(live, live.Id) { Origin = ObjectOrigin.Of(live) },
            CentryNotification notification when typeof(T) == typeof(CentryOrder) => notification.OrderId is { } id
                ? new ChangeInput(notification, id)
                : throw CentryException.Invalid(Messages.NotAboutAnOrder, notification),
            _ when ModelName(input) is { } model => model == typeof(T).FullName
                ? new ChangeInput(input, Text(input, nameof(CentryObject.Id)))
                {
                    Origin = new ObjectOrigin(Text(input, nameof(CentryAccountObject.BaseUri)), Text(input, nameof(CentryAccountObject.CompanyId))),
                }
                : throw CentryException.Invalid(Messages.OtherKind, model.Split('.').Last(), typeof(T).Name),
            _ when SelectedName(input) is { } model && model != typeof(T).FullName => throw CentryException.Invalid(Messages.OtherKind, model.Split('.').Last(), typeof(T).Name),
            _ => FromRow(Row.Read(input, header), input.Unwrap() is System.Collections.IDictionary map ? map : input),
        };

    /// <summary>Reads a row.</summary>
    /// <param name="row">Its cells.</param>
    /// <param name="target">What came.</param>
    /// <exception cref="CentryException">Two of its columns disagree on which object it is.</exception>
    public static ChangeInput FromRow(Row row, object target)
    {
        return new ChangeInput(target, Key(ColumnRole.Id))
        {
            Row = row,
            Match = Key(ColumnRole.Match),
            Origin = new ObjectOrigin(Key(ColumnRole.Server), Key(ColumnRole.Company)),
        };

        string? Key(ColumnRole role) => row.Keys(role) switch
        {
            [] => null,
            [var key] => key,
            [var one, var other, ..] => throw CentryException.Invalid(Messages.TwoIds, one, other),
        };
    }

    /// <summary>The input with its id without white space and a leading apostrophe.</summary>
    /// <param name="advice">What to do if the text is not an id; null for no advice.</param>
    /// <exception cref="CentryException">The text is not an id.</exception>
    public ChangeInput WithCheckedId(string? advice) =>
        Id is { } id ? this with { Id = InRow(() => ObjectKey.Checked(id, advice)) } : this;

    /// <summary>Reads cells of the input; the message of a failure begins with its row.</summary>
    public TValue InRow<TValue>(Func<TValue> read)
    {
        try
        {
            return read();
        }
        catch (CentryException exception) when (Row is not null && !exception.IsFinal)
        {
            throw exception.As(exception.ErrorCode, Messages.InvalidRow.With(RowName, exception.Message));
        }
    }

    private static string? Text(PSObject input, string property) => input.Properties[property]?.Value.Unwrap()?.ToString();

    // The type of this module's that an object is of, or was of before it was serialized.
    private static string? ModelName(PSObject input) => input.TypeNames
        .Select(name => name.StartsWith(Deserialized, StringComparison.Ordinal) ? name.Substring(Deserialized.Length) : name)
        .FirstOrDefault(IsModel);

    // What Select-Object makes of an object is a row.
    private static string? SelectedName(PSObject input) => input.TypeNames
        .Where(name => name.StartsWith(Selected, StringComparison.Ordinal))
        .Select(name => name.Substring(Selected.Length))
        .FirstOrDefault(IsModel);

    private static bool IsModel(string name) => name.StartsWith(typeof(CentryObject).Namespace + ".", StringComparison.Ordinal);
}
