using System.Management.Automation;
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
    private const string Deserialized = "Deserialized.";
    private const string Selected = "Selected.";

    /// <summary>The row; null for an id or an object.</summary>
    public Row? Row { get; private init; }

    /// <inheritdoc cref="Row.NumberOf"/>
    public int? RowNumber { get; init; }

    /// <summary>The text other than the id that identifies the object; null if there is none.</summary>
    public string? Match { get; private init; }

    public ObjectOrigin Origin { get; private init; } = ObjectOrigin.Unknown;

    /// <summary>The object, if the input is a live one.</summary>
    public CentryObject? Object => Target as CentryObject;

    /// <summary>Reads a text other than the id that identifies an object.</summary>
    public static ChangeInput Of(object target, string match) => new(target, Id: null) { Match = match };

    /// <summary>Reads an object or a row.</summary>
    /// <typeparam name="T">The type of objects that the command changes.</typeparam>
    /// <exception cref="CentryException">
    /// The object is of another type, or columns of the row identify two objects.
    /// </exception>
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

        var model = ModelName(input);
        if ((model ?? SelectedName(input)) is { } name && name != typeof(T).FullName)
        {
            throw CentryException.Invalid(Messages.OtherKind, name.Split('.').Last(), typeof(T).Name);
        }

        return model is null
            ? FromRow(Row.Read(input, header), input.Unwrap() is System.Collections.IDictionary map ? map : input)
            : new ChangeInput(input, Text(input, nameof(CentryObject.Id)))
            {
                Origin = new ObjectOrigin(
                    Text(input, nameof(CentryAccountObject.BaseUri)),
                    Text(input, nameof(CentryAccountObject.CompanyId))),
            };
    }

    /// <summary>Reads a row.</summary>
    /// <exception cref="CentryException">Columns identify two objects.</exception>
    public static ChangeInput FromRow(Row row, object target)
    {
        return new ChangeInput(target, Key(ColumnRole.Id))
        {
            Row = row,
            Match = Key(ColumnRole.Match),
            Origin = new ObjectOrigin(Key(ColumnRole.BaseUri), Key(ColumnRole.CompanyId)),
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

    /// <summary>Reads cells. The message of a failure names the row.</summary>
    public TValue InRow<TValue>(Func<TValue> read)
    {
        try
        {
            return read();
        }
        catch (CentryException exception) when (Row is not null && !exception.IsFinal)
        {
            var key = TerminalText.Show(Id ?? Match!);
            var name = RowNumber is { } number ? $"{number} ({key})" : key;
            throw exception.As(exception.ErrorCode, Messages.InvalidRow.With(name, exception.Message));
        }
    }

    private static string? Text(PSObject input, string property) =>
        input.Properties[property]?.Value.Unwrap()?.ToString();

    // The name of a model type of this module, also of a deserialized object.
    private static string? ModelName(PSObject input) => input.TypeNames
        .Select(name => name.StartsWith(Deserialized, StringComparison.Ordinal)
            ? name.Substring(Deserialized.Length)
            : name)
        .FirstOrDefault(IsModel);

    // Select-Object turns an object into a row.
    private static string? SelectedName(PSObject input) => input.TypeNames
        .Where(name => name.StartsWith(Selected, StringComparison.Ordinal))
        .Select(name => name.Substring(Selected.Length))
        .FirstOrDefault(IsModel);

    private static bool IsModel(string name) =>
        name.StartsWith(typeof(CentryObject).Namespace + ".", StringComparison.Ordinal);
}
